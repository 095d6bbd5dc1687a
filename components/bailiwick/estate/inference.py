"""Finds out where a resource is, by the class of its type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.atlas.regions import providers
from bailiwick.atlas.resource_types import PROVIDER_PREFIX, Category, classify
from bailiwick.atlas.second_places import second_places_of
from bailiwick.estate.attachment import follow_parents
from bailiwick.estate.cluster import behind_provider, cluster_of
from bailiwick.estate.location import Cause, Gap, Location, Standing
from bailiwick.estate.placement import ordered_places, own_places
from bailiwick.estate.second_places import with_second_places

if TYPE_CHECKING:
    from bailiwick.atlas.resource_types import ResourceType
    from bailiwick.estate.neighbours import Neighbours
    from bailiwick.estate.resource import Resource

_GROUPS = "groups resources that are judged one by one"


def infer(resource: Resource, estate: Neighbours) -> Location:
    """Where ``resource`` is."""
    kind = classify(resource.type)
    if kind is None:
        return _without_class(resource)
    if not resource.provider and not kind.provider and kind.category is not Category.PROVIDER:
        # A component that a package brings along, such as kubernetes:yaml:ConfigGroup.
        return Location(Standing.NOT_APPLICABLE, why=kind.why if kind.category is Category.COMPONENT else _GROUPS)
    match kind.category:
        case Category.PLACED:
            location = own_places(resource, kind, estate)
        case Category.ATTACHED:
            location = follow_parents(resource, kind, estate)
        case Category.ORDERED:
            location = ordered_places(resource, kind)
        case Category.CLUSTER_OBJECT:
            location = behind_provider(resource, estate)
        case Category.PROVIDER if resource.type == f"{PROVIDER_PREFIX}kubernetes":
            location = cluster_of(resource, estate)
        case Category.GLOBAL:
            location = Location(Standing.GLOBAL, why=kind.why)
        case Category.REMOTE | Category.FOREIGN:
            location = Location.of((), (_beyond(resource, kind),))
        case _:
            location = Location(Standing.NOT_APPLICABLE, why=kind.why)
    second = second_places_of(kind.alias_of or kind.token) if kind.provider else ()
    return with_second_places(location, resource, second) if second else location


def _without_class(resource: Resource) -> Location:
    package = resource.type.partition(":")[0]
    # Only components come without a provider; a provider and a custom resource of an unknown package are no components.
    if not resource.provider and package not in {"pulumi", *providers()}:
        return Location(Standing.NOT_APPLICABLE, why=_GROUPS)
    return Location(Standing.UNCLASSIFIED, why=f"the atlas has no class for {resource.type}")


def _beyond(resource: Resource, kind: ResourceType) -> Gap:
    package = resource.type.partition(":")[0]
    return Gap(
        f"{package} {kind.why}",
        Cause.FOREIGN if kind.category is Category.FOREIGN else Cause.BEYOND_THE_ATLAS,
        fix="use a resource of OVHcloud or Scaleway inside the boundary",
    )
