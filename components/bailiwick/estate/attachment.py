"""Places of resources that are where another resource is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.estate.location import ARROW, Cause, Gap, Location, Place, Standing
from bailiwick.estate.placement import collected, named_places, place_in_id
from bailiwick.estate.values import readings

if TYPE_CHECKING:
    from bailiwick.atlas.resource_types import ResourceType
    from bailiwick.estate.neighbours import Neighbours
    from bailiwick.estate.placement import Found
    from bailiwick.estate.resource import Resource


def follow_parents(resource: Resource, kind: ResourceType, estate: Neighbours) -> Location:
    """Where an attached resource is: where the resources are that its parent inputs name.

    The first parent input that is given must lead somewhere; the others add the
    places they lead to.
    """
    ways = [way for name in kind.parents if (way := _follow(resource, name, kind, estate)) is not None]
    found: Found = []
    for path in (*kind.further, "region"):
        found += named_places(resource, kind.provider, path)
    if not ways and not found:
        names = " or ".join(kind.parents)
        why = f"it has no {names} to be found by"
        found.append(Gap(why, Cause.MISSING, kind.parents[0], fix=f"set {names}", final=resource.inputs is not None))
    says_itself = any(isinstance(item, Place) for item in found)
    for position, way in enumerate(ways):
        if way.standing is Standing.GLOBAL:
            return way
        found += way.places
        if position == 0:
            # A parent that is out of sight is no loss for a resource that says itself where it is.
            found += (gap for gap in way.gaps if not (says_itself and gap.cause is Cause.OUT_OF_SIGHT))
    return collected(found)


def _follow(resource: Resource, name: str, kind: ResourceType, estate: Neighbours) -> Location | None:
    """Where one parent input leads; None if it is not given."""
    given = readings(resource.inputs, name) or readings(resource.outputs, name)
    urns = dict.fromkeys(resource.property_dependencies.get(name, ()))
    for reading in given:
        urns |= dict.fromkeys(reading.dependencies)
        if reading.unknown:
            continue
        place = place_in_id(reading.value, kind.provider, f"id in {name}")
        if place is not None:
            return Location.of((place,), ())
        owner = estate.with_id(str(reading.value))
        if owner is not None and owner.urn != resource.urn:
            urns[owner.urn] = None
    if not given and not urns:
        return None
    ways = [way for urn in urns if (way := _step(name, urn, estate)) is not None]
    spread = next((way for way in ways if way.standing is Standing.GLOBAL), None)
    if spread is not None:
        return spread
    if not ways:
        unknown = any(reading.unknown for reading in given)
        return Location.of((), (_lost(name, unknown=unknown, final=estate.complete),))
    return Location.of((place for way in ways for place in way.places), (gap for way in ways for gap in way.gaps))


def _step(name: str, urn: str, estate: Neighbours) -> Location | None:
    """Where one resource is that a parent input's value comes from; None if it is nowhere, as a random suffix is."""
    parent = estate.get(urn)
    if parent is None:
        return Location.of((), (_lost(name, unknown=True, final=estate.complete),))
    location = estate.location(urn)
    if location.standing is Standing.NOT_APPLICABLE:
        return None
    hop = f"{name}{ARROW}{parent.short_label}"
    if location.standing is Standing.UNCLASSIFIED:
        return Location.of((), (Gap(location.why, Cause.BEYOND_THE_ATLAS, name, hops=(hop,)),))
    return location.via(hop)


def _lost(name: str, *, unknown: bool, final: bool) -> Gap:
    why = (
        f"{name} is not known in preview and comes from no resource of this stack"
        if unknown
        else f"{name} names nothing in this stack, and the id itself does not tell a place"
    )
    fix = f"take {name} from the resource it belongs to, in the same stack"
    return Gap(why, Cause.OUT_OF_SIGHT, name, fix=fix, final=final)
