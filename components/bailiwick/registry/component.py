"""The registry as a Pulumi component."""

import pulumi

from bailiwick.contract import built_by, parse_arguments, place_facts
from bailiwick.registry.args import ContainerRegistryArgs
from bailiwick.registry.spec import ContainerRegistrySpec, RegistryParts


class ContainerRegistry(pulumi.ComponentResource):
    """A private registry inside one country: OVHcloud's Harbor with lists of addresses, or a namespace at Scaleway.

    Neither provider encrypts it with a key of the customer's, and neither says how
    it encrypts at all: keep nothing secret in images.

    Raises:
        ArgumentsError: the arguments cannot be honoured; nothing was registered.
    """

    registry_id: pulumi.Output[str]
    """Id of the registry, at Scaleway with its region, e.g. ``fr-par/11111111-...``."""
    endpoint: pulumi.Output[str]
    """What image names begin with, e.g. ``rg.fr-par.scw.cloud/hospital``. Known once its lists are in force; empty for
    a registry that existed."""

    def __init__(self, name: str, args: ContainerRegistryArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        spec = parse_arguments(ContainerRegistrySpec, args, component=f'ContainerRegistry "{name}"')
        super().__init__("bailiwick:index:ContainerRegistry", name, spec.as_props(), opts)
        parts: RegistryParts = built_by("bailiwick.registry", spec.provider).build(name, spec, self)
        self.registry_id = parts.registry_id
        self.endpoint = parts.endpoint
        facts: dict[str, object] = {
            **place_facts(spec),
            "key_custody": "provider-managed",
            "public": False,
            "allow_from": list(spec.allow_from),
            "adopted": spec.existing_registry_id is not None,
        }
        self.register_outputs({"registry_id": self.registry_id, "endpoint": self.endpoint, "compliance": facts})
