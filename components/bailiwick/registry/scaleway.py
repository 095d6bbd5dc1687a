"""The registry at Scaleway's Container Registry."""

import pulumi
import pulumiverse_scaleway as scaleway

from bailiwick.registry.spec import ContainerRegistrySpec, RegistryParts


def build(name: str, spec: ContainerRegistrySpec, parent: pulumi.Resource) -> RegistryParts:
    """Registers one private namespace, or passes on what exists."""
    if spec.existing_registry_id is not None:
        return RegistryParts(pulumi.Output.from_input(spec.existing_registry_id), pulumi.Output.from_input(""))
    namespace = scaleway.registry.Namespace(
        f"{name}-registry",
        region=spec.region,
        project_id=spec.project_id,
        name=spec.registry_name,
        description=spec.purpose or f"jurisdiction={spec.jurisdiction}",
        is_public=False,
        opts=pulumi.ResourceOptions(parent=parent, protect=spec.deletion_protection),
    )
    return RegistryParts(namespace.id, namespace.endpoint)
