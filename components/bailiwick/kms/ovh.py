"""The key at OVHcloud's key management service, OKMS."""

import pulumi
import pulumi_ovh as ovh

from bailiwick.contract import PlaceSpec
from bailiwick.contract.ovh import codes
from bailiwick.kms.material import as_json_web_key
from bailiwick.kms.spec import IMPORTED, KeyParts, KeySpec, LocalKmsSpec


def build(name: str, spec: LocalKmsSpec, parent: pulumi.Resource) -> KeyParts:
    """Registers one key, and a domain to keep it in where none is given.

    The key wraps and unwraps data keys: nothing at OVHcloud but block volumes of
    three zones takes it directly, so clients encrypt with what it wraps.
    """
    opts = pulumi.ResourceOptions(parent=parent, protect=spec.deletion_protection)
    if spec.existing_key_id is not None:
        key_id = pulumi.Output.from_input(spec.existing_key_id)
        return KeyParts(key_id, pulumi.Output.from_input(spec.existing_domain_id or ""))
    if spec.existing_domain_id is not None:
        domain_id = existing_domain(name, spec, spec.existing_domain_id, parent)
    else:
        domain_id = build_domain(name, spec, spec, parent)
    if spec.key_custody == IMPORTED:
        brought = pulumi.Output.secret(spec.key_material).apply(as_json_web_key)
        imported = ovh.okms.ServiceKeyJWK(
            f"{name}-key",
            okms_id=domain_id,
            name=f"{name}-key",
            keys=[{"kty": "oct", "k": brought, "key_ops": ["wrapKey", "unwrapKey"]}],
            opts=pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(additional_secret_outputs=["keys"])),
        )
        return KeyParts(imported.id, domain_id)
    key = ovh.okms.ServiceKey(
        f"{name}-key",
        okms_id=domain_id,
        name=f"{name}-key",
        type="oct",
        size=256,
        operations=["wrapKey", "unwrapKey"],
        opts=opts,
    )
    return KeyParts(key.id, domain_id)


def existing_domain(
    name: str, place: PlaceSpec, domain_id: pulumi.Input[str], parent: pulumi.Resource
) -> pulumi.Output[str]:
    """A domain that exists; one named by text is read, for its id does not tell policies where it is."""
    if not isinstance(domain_id, str):
        return pulumi.Output.from_input(domain_id)
    domain = ovh.okms.Okms.get(
        f"{name}-domain", domain_id, pulumi.ResourceOptions(parent=parent), region=codes(place).keys
    )
    return pulumi.Output.from_input(domain.id)


def build_domain(name: str, place: PlaceSpec, keys: KeySpec, parent: pulumi.Resource) -> pulumi.Output[str]:
    """Registers a domain, the ordered service in which any number of keys can stand."""
    domain = ovh.okms.Okms(
        f"{name}-domain",
        region=codes(place).keys,
        ovh_subsidiary=keys.subsidiary or place.jurisdiction,
        display_name=f"{name}-domain",
        opts=pulumi.ResourceOptions(parent=parent, protect=keys.deletion_protection),
    )
    return pulumi.Output.from_input(domain.id)
