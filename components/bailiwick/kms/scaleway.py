"""The key at Scaleway's Key Manager."""

import pulumi
import pulumiverse_scaleway as scaleway

from bailiwick.contract import PlaceSpec
from bailiwick.contract.scaleway import tags
from bailiwick.kms.spec import IMPORTED, ROTATION_DAYS, KeyParts, KeySpec, LocalKmsSpec

HOURS_A_DAY = 24


def build(name: str, spec: LocalKmsSpec, parent: pulumi.Resource) -> KeyParts:
    """Registers one key, or passes on the one that exists.

    ``unprotected=False`` makes the provider refuse a deletion, ``protect`` makes
    Pulumi refuse it already in the preview, before it has deleted anything else.
    A key deleted all the same can be recovered for seven days (Scaleway
    documentation, Key Manager FAQ, 2025-12-19).
    """
    domain_id = pulumi.Output.from_input("")  # keys stand in no domain here
    if spec.existing_key_id is not None:
        return KeyParts(pulumi.Output.from_input(spec.existing_key_id), domain_id)
    imported = spec.key_custody == IMPORTED
    opts = pulumi.ResourceOptions(parent=parent, protect=spec.deletion_protection)
    key = scaleway.keymanager.Key(
        f"{name}-key",
        region=spec.region,
        project_id=spec.project_id,
        description=spec.purpose,
        usage="symmetric_encryption",  # what SSE-KMS asks of the key that encrypts its data keys
        algorithm="aes_256_gcm",
        origin="external" if imported else "scaleway_kms",
        rotation_policy=None
        if imported
        else {"rotation_period": f"{(spec.rotation_days or ROTATION_DAYS) * HOURS_A_DAY}h"},
        unprotected=not spec.deletion_protection,
        tags=tags(spec),
        opts=opts,
    )
    if not imported:
        return KeyParts(key.id, domain_id)
    material = scaleway.keymanager.KeyMaterial(
        f"{name}-material",
        key_id=key.id,
        key_material=pulumi.Output.secret(spec.key_material),
        region=spec.region,
        opts=opts,
    )
    # Nobody can use the key before it has its material.
    return KeyParts(pulumi.Output.all(key.id, material.id).apply(lambda known: str(known[0])), domain_id)


def build_domain(_name: str, _place: PlaceSpec, _keys: KeySpec, _parent: pulumi.Resource) -> None:
    """Nothing: keys stand in no domain here."""
