"""Runs the policy pack; Pulumi starts this folder."""

from pulumi_policy import EnforcementLevel, PolicyPack

from bailiwick_policies.pack import DESCRIPTION, NAME, policies
from bailiwick_policies.single_decoding import decode_once

decode_once()
PolicyPack(
    name=NAME,
    description=DESCRIPTION,
    policies=policies(),
    enforcement_level=EnforcementLevel.MANDATORY,
)
