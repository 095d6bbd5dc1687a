"""Secrets at OVHcloud's Secret Manager, which is part of OKMS."""

import json

import pulumi
import pulumi_ovh as ovh

from bailiwick.kms.ovh import existing_domain
from bailiwick.secret_store.spec import SecretParts, SecretSpec, SecretStoreSpec


def build(name: str, spec: SecretStoreSpec, parent: pulumi.Resource) -> SecretParts:
    """Registers each secret with its first version, in the domain that is given.

    The domain, which is in the region, is what keeps and encrypts them.
    """
    domain_id = existing_domain(name, spec, spec.domain_id, parent)
    return SecretParts({secret.name: _secret(name, spec, secret, domain_id, parent) for secret in spec.secrets})


def _secret(
    name: str, spec: SecretStoreSpec, secret: SecretSpec, domain_id: pulumi.Output[str], parent: pulumi.Resource
) -> pulumi.Output[str]:
    value: pulumi.Output[str] = pulumi.Output.from_input(secret.value)
    data: pulumi.Output[str] = pulumi.Output.secret(value.apply(_as_document))
    made = ovh.okms.Secret(
        f"{name}-{secret.name}",
        okms_id=domain_id,
        path=secret.name,
        metadata={"custom_metadata": {"jurisdiction": spec.jurisdiction, "purpose": secret.purpose}},
        version={"data": data},  # the provider does not mark it as a secret by itself
        include_data=False,
        opts=pulumi.ResourceOptions(parent=parent, protect=spec.deletion_protection),
    )
    return pulumi.Output.from_input(made.path)


def _as_document(value: str) -> str:
    """A version is a JSON object; the value is under ``value``."""
    return json.dumps({"value": value})
