"""All rules, one per module, listed by hand."""

from bailiwick_policies.rule import Rule
from bailiwick_policies.rules.exposure import node_public
from bailiwick_policies.rules.residency import (
    copy_outside,
    copy_unresolved,
    foreign_provider,
    key_material,
    location_global,
    location_outside,
    location_unresolved,
    network_across_countries,
    provider_endpoint,
    type_unclassified,
)

RULES: tuple[Rule, ...] = (
    location_outside.RULE,
    location_unresolved.RULE,
    location_global.RULE,
    type_unclassified.RULE,
    foreign_provider.RULE,
    copy_outside.RULE,
    copy_unresolved.RULE,
    key_material.RULE,
    network_across_countries.RULE,
    provider_endpoint.RULE,
    node_public.RULE,
)
"""Every rule, in the order in which findings are told."""
