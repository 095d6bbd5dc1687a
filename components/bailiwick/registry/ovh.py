"""The registry at OVHcloud's Managed Private Registry, which is Harbor."""

from collections.abc import Iterable

import pulumi
import pulumi_ovh as ovh

from bailiwick.contract.ovh import codes
from bailiwick.registry.spec import ContainerRegistrySpec, RegistryParts


def build(name: str, spec: ContainerRegistrySpec, parent: pulumi.Resource) -> RegistryParts:
    """Registers one registry with its two lists of addresses, or passes on what exists.

    Harbor has no private endpoint (open item RM#541 of the public roadmap); the two
    lists are what keeps everybody else out.
    """
    if spec.existing_registry_id is not None:
        return RegistryParts(pulumi.Output.from_input(spec.existing_registry_id), pulumi.Output.from_input(""))
    opts = pulumi.ResourceOptions(parent=parent)
    registry = ovh.cloudproject.ContainerRegistry(
        f"{name}-registry",
        service_name=spec.project_id,
        region=codes(spec).storage,
        name=spec.registry_name or f"{name}-registry",
        plan_id=spec.plan_id,
        opts=pulumi.ResourceOptions(parent=parent, protect=spec.deletion_protection),
    )
    images = ovh.cloudproject.ContainerRegistryIPRestrictionsRegistry(
        f"{name}-images-from",
        service_name=spec.project_id,
        registry_id=registry.id,
        ip_restrictions=_named(spec.allow_from, "may push and pull"),
        opts=opts,
    )
    administration = ovh.cloudproject.ContainerRegistryIPRestrictionsManagement(
        f"{name}-administration-from",
        service_name=spec.project_id,
        registry_id=registry.id,
        ip_restrictions=_named(spec.admin_from or spec.allow_from, "may administer"),
        opts=opts,
    )
    # Whoever waits for the endpoint must not find it open.
    in_force = pulumi.Output.all(registry.url, images.id, administration.id)
    return RegistryParts(registry.id, in_force.apply(lambda known: str(known[0])))


def _named(ranges: Iterable[str], what: str) -> list[dict[str, str]]:
    return [{"ip_block": item, "description": what} for item in ranges]
