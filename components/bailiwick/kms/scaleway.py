"""The key at Scaleway's Key Manager."""

import pulumi
import pulumiverse_scaleway as scaleway

from bailiwick.contract.scaleway import tags
from bailiwick.kms.spec import KeyParts, LocalKmsSpec

HOURS_A_DAY = 24


def build(name: str, spec: LocalKmsSpec, parent: pulumi.Resource) -> KeyParts:
    """Registers one key.

    ``unprotected=False`` makes the provider refuse a deletion, ``protect`` makes
    Pulumi refuse it already in the preview, before it has deleted anything else.
    A key deleted all the same can be recovered for seven days (Scaleway
    documentation, Key Manager FAQ, 2025-12-19).
    """
    key = scaleway.keymanager.Key(
        f"{name}-key",
        region=spec.region,
        project_id=spec.project_id,
        description=spec.purpose,
        usage="symmetric_encryption",  # what SSE-KMS asks of the key that encrypts its data keys
        algorithm="aes_256_gcm",
        origin="scaleway_kms",
        rotation_policy={"rotation_period": f"{spec.rotation_days * HOURS_A_DAY}h"},
        unprotected=not spec.deletion_protection,
        tags=tags(spec),
        opts=pulumi.ResourceOptions(parent=parent, protect=spec.deletion_protection),
    )
    return KeyParts(key.id)
