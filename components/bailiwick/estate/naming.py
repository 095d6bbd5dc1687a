"""Which resources name which: an access list its cluster, an encryption setting its bucket."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.atlas.resource_types import classify
from bailiwick.estate.values import readings

if TYPE_CHECKING:
    from bailiwick.estate.estate import Estate
    from bailiwick.estate.resource import Resource


def named_by(estate: Estate, token: str, by: str) -> dict[str, list[Resource]]:
    """For the URN of each resource that is named: those of type ``token`` whose input ``by`` names it."""
    found: dict[str, list[Resource]] = {}
    for resource in estate:
        kind = classify(resource.type)
        if kind is not None and (kind.alias_of or resource.type) == token:
            for urn in named_in(resource, by, estate):
                found.setdefault(urn, []).append(resource)
    return found


def named_in(resource: Resource, by: str, estate: Estate) -> set[str]:
    """URNs of the resources that an input names: by their id, by their name, or through a dependency."""
    shown = resource.inputs if resource.inputs is not None else resource.outputs
    urns = set(resource.property_dependencies.get(by.partition(".")[0], ()))
    for reading in readings(shown, by):
        urns.update(reading.dependencies)
        if not reading.unknown:
            owner = estate.with_id(str(reading.value))
            urns.update({owner.urn} if owner is not None else estate.called(str(reading.value)))
    return urns - {resource.urn}
