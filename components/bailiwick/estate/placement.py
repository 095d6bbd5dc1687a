"""Places that a resource names itself, or leaves to its provider's configuration or to an order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bailiwick.atlas.regions import UNKNOWN_COUNTRY, locate, spellings
from bailiwick.atlas.resource_types import order_labels
from bailiwick.errors import nearest
from bailiwick.estate.location import Cause, Gap, Location, Place
from bailiwick.estate.values import readings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bailiwick.atlas.resource_types import ResourceType
    from bailiwick.estate.neighbours import Neighbours
    from bailiwick.estate.resource import Resource
    from bailiwick.estate.values import Reading

Found = list[Place | Gap]


def own_places(resource: Resource, kind: ResourceType, estate: Neighbours) -> Location:
    """The places of a resource whose inputs name them."""
    found = named_places(resource, kind.provider, kind.primary)
    if not found:
        found = _from_id(resource, kind) or _left_out(resource, kind, estate)
    for path in kind.further:
        found += named_places(resource, kind.provider, path)
    for path in kind.copies:
        found += named_places(resource, kind.provider, path, copy=True)
    return collected(found)


def ordered_places(resource: Resource, kind: ResourceType) -> Location:
    """The places that the configurations of an order name by one of the atlas's labels."""
    found: Found = []
    coarse: Found = []
    shown = resource.inputs if resource.inputs is not None else resource.outputs
    for path in kind.orders:
        values = {reading.at.removesuffix(".value"): reading for reading in readings(shown, f"{path}.value")}
        for label in readings(shown, f"{path}.label"):
            value = values.get(label.at.removesuffix(".label"))
            if label.unknown:
                found.append(_unknown_value(label, resource))
            elif label.value in order_labels() and value is not None:
                place = judged(value, kind.provider, f"input {value.at} ({label.value})", resource)
                # Many orders carry a label such as region=europe beside the one that names the data centre.
                vague = label.value == "region" and isinstance(place, Gap) and not value.unknown
                (coarse if vague else found).append(place)
    for path in (*kind.further, "region", "datacenter"):
        found += named_places(resource, kind.provider, path)
    if not found:
        fix = f"order with one of the labels {', '.join(sorted(order_labels()))}"
        found = coarse or [Gap("the order names no data centre", Cause.MISSING, "plan", fix=fix)]
    return collected(found)


def named_places(resource: Resource, provider: str, path: str, *, copy: bool = False) -> Found:
    """What the resource's inputs and outputs say below ``path``.

    The two are judged together: Scaleway shows null outputs for a region given
    as input, OVHcloud repeats the input. An output that is not known yet says
    nothing; an input that is not known says that nobody knows.
    """
    given = readings(resource.inputs, path)
    shown = [reading for reading in readings(resource.outputs, path) if not reading.unknown]
    found: Found = [judged(reading, provider, f"input {reading.at}", resource, copy=copy) for reading in given]
    if shown:
        said = {str(reading.value).casefold() for reading in given}
        found += [
            judged(reading, provider, f"output {reading.at}", resource, copy=copy)
            for reading in shown
            if str(reading.value).casefold() not in said
        ]
    return found


def judged(reading: Reading, provider: str, origin: str, resource: Resource, *, copy: bool = False) -> Place | Gap:
    """The place that a value names, or what is wrong with it."""
    if reading.unknown:
        return _unknown_value(reading, resource, copy=copy)
    site = locate(provider, reading.value) if isinstance(reading.value, str) else None
    if site is None:
        return _not_in_atlas(reading, provider, copy=copy)
    if site.country == UNKNOWN_COUNTRY:
        return Gap(
            f"{reading.at} is {reading.value!r}, of which the atlas does not know the country",
            Cause.NOT_IN_ATLAS,
            reading.at,
            fix="choose a region whose country is known",
            copy=copy,
        )
    return Place(site, reading.value, origin, copy=copy)


def collected(found: Found) -> Location:
    """The location that places and gaps make."""
    return Location.of(
        (item for item in found if isinstance(item, Place)), (item for item in found if isinstance(item, Gap))
    )


def place_in_id(identifier: Any, provider: str, origin: str) -> Place | None:
    """The place in front of a Scaleway id such as ``fr-par-1/6170692e-...``; OVHcloud's ids hold none."""
    if provider != "scaleway" or not isinstance(identifier, str) or "/" not in identifier:
        return None
    code = identifier.partition("/")[0]
    site = locate(provider, code)
    return Place(site, code, origin) if site is not None else None


def _from_id(resource: Resource, kind: ResourceType) -> Found:
    place = place_in_id(resource.id, kind.provider, "its id")
    return [place] if place is not None else []


def _left_out(resource: Resource, kind: ResourceType, estate: Neighbours) -> Found:
    """What follows from the primary place being named nowhere in the resource."""
    name = kind.primary
    fix = f"set {name} on the resource"
    if resource.inputs is None:
        gap = Gap(f"its input {name} was not shown and its output tells nothing", Cause.OUT_OF_SIGHT, name)
    elif kind.everywhere_when_omitted:
        gap = Gap(f"without {name} it is in all regions of the project", Cause.EVERYWHERE, name, fix=fix)
    elif not kind.falls_to_provider:
        gap = Gap(f"it has no {name}", Cause.MISSING, name, fix=fix)
    elif configured := readings(_provider_inputs(resource, estate), name):
        return [judged(reading, kind.provider, f"provider {name}", resource) for reading in configured]
    else:
        fallback = "environment and profile, and in the end fr-par, would decide"
        gap = Gap(f"neither it nor its provider has a {name}: {fallback}", Cause.MISSING, name, fix=fix)
    return [gap]


def _provider_inputs(resource: Resource, estate: Neighbours) -> Mapping[str, Any] | None:
    if resource.provider_inputs is not None:
        return resource.provider_inputs
    provider = estate.get(resource.provider)
    return provider.inputs if provider is not None else None


def _unknown_value(reading: Reading, resource: Resource, *, copy: bool = False) -> Gap:
    name = reading.at.partition(".")[0].partition("[")[0]
    urns = reading.dependencies or resource.property_dependencies.get(name, ())
    source = f"; it comes from {', '.join(urn.rpartition('::')[2] for urn in urns)}" if urns else ""
    return Gap(
        f"{reading.at} is not known in preview{source}",
        Cause.UNKNOWN_VALUE,
        reading.at,
        fix=f"write {reading.at} as a plain value or take it from configuration",
        copy=copy,
    )


def _not_in_atlas(reading: Reading, provider: str, *, copy: bool = False) -> Gap:
    close = nearest(str(reading.value), spellings(provider))
    return Gap(
        f"{reading.at} is {reading.value!r}, which the atlas does not know as a place of {provider}",
        Cause.NOT_IN_ATLAS,
        reading.at,
        fix=f"write {close}, if that was meant" if close else f"choose one of {provider}'s regions",
        copy=copy,
    )
