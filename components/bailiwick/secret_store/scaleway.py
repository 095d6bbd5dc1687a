"""Secrets at Scaleway's Secret Manager."""

import pulumi
import pulumiverse_scaleway as scaleway

from bailiwick.contract.scaleway import tags
from bailiwick.secret_store.spec import SecretParts, SecretSpec, SecretStoreSpec


def build(name: str, spec: SecretStoreSpec, parent: pulumi.Resource) -> SecretParts:
    """Registers each secret, and its first version where a value was given."""
    return SecretParts({secret.name: _secret(name, spec, secret, parent) for secret in spec.secrets})


def _secret(name: str, spec: SecretStoreSpec, secret: SecretSpec, parent: pulumi.Resource) -> pulumi.Output[str]:
    made = scaleway.secrets.Secret(
        f"{name}-{secret.name}",
        region=spec.region,
        project_id=spec.project_id,
        name=secret.name,
        description=secret.purpose or None,
        key_id=spec.key_id,
        protected=spec.deletion_protection,
        tags=tags(spec),
        opts=pulumi.ResourceOptions(parent=parent, protect=spec.deletion_protection),
    )
    if secret.value is None:
        return pulumi.Output.from_input(made.id)
    version = scaleway.secrets.Version(
        f"{name}-{secret.name}-first",
        region=spec.region,
        secret_id=made.id,
        data=secret.value,
        opts=pulumi.ResourceOptions(parent=parent, protect=spec.deletion_protection),
    )
    # Whoever waits for the secret must find a value in it.
    return pulumi.Output.all(made.id, version.id).apply(lambda known: str(known[0]))
