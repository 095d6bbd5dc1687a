"""Places of copies that no input names: a flag, a storage class or the provider's habit decides (see the atlas)."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from bailiwick.atlas.regions import UNKNOWN_COUNTRY, locate
from bailiwick.atlas.second_places import ANY
from bailiwick.estate.location import Cause, Gap, Location, Place, Standing
from bailiwick.estate.placement import collected
from bailiwick.estate.values import readings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.atlas.second_places import Condition, SecondPlace
    from bailiwick.estate.resource import Resource

_TELLS_WHERE = (Standing.LOCATED, Standing.UNRESOLVED)


class _Truth(Enum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


def with_second_places(location: Location, resource: Resource, rows: tuple[SecondPlace, ...]) -> Location:
    """The location with the places to which the atlas's rows send copies."""
    if location.standing not in _TELLS_WHERE:
        return location
    return collected(
        [*location.places, *location.gaps, *(item for row in rows for item in _sent(row, location, resource))]
    )


def _sent(row: SecondPlace, location: Location, resource: Resource) -> Iterator[Place | Gap]:
    answers = [(condition, _answer(condition, resource)) for condition in row.unless]
    if any(answer is _Truth.YES for _, answer in answers):
        return
    undecided = [condition for condition, answer in answers if answer is _Truth.UNKNOWN]
    if row.when:
        asked = [(condition, _answer(condition, resource)) for condition in row.when]
        if not any(answer is _Truth.YES for _, answer in asked):
            undecided = [condition for condition, answer in asked if answer is _Truth.UNKNOWN]
            if not undecided:
                return
    if undecided:
        name = undecided[0].input
        why = f"{name} is not known in preview, so {row.why} perhaps"
        yield Gap(why, Cause.UNKNOWN_VALUE, name, fix=f"write {name} as a plain value", copy=True)
        return
    yield from _elsewhere(row, location)


def _elsewhere(row: SecondPlace, location: Location) -> Iterator[Place | Gap]:
    if not (row.to or row.key_service):
        yield Gap(row.why, Cause.NOT_PUBLISHED, row.what, fix=row.fix, copy=True)
        return
    for place in location.places:
        if place.copy:
            continue
        codes = row.regions(place.site.provider, place.site.region)
        hops = (*place.hops, f"{place.origin.removeprefix('input ')} {place.spelling}")
        for code in codes or ():
            site = locate(place.site.provider, code)
            if site is None or site.country == UNKNOWN_COUNTRY:
                codes = None
            elif site.region != place.site.region:
                yield Place(site, code, row.what, hops, copy=True)
        if codes is None and not row.key_service:
            why = f"{row.why}, and for {place.spelling} it is not published which"
            yield Gap(why, Cause.NOT_PUBLISHED, row.what, hops=place.hops, fix=row.fix, copy=True)


def _answer(condition: Condition, resource: Resource) -> _Truth:
    """Whether the inputs fulfil a condition; the outputs tell where the inputs do not."""
    found = readings(resource.inputs, condition.input)
    found = found or [item for item in readings(resource.outputs, condition.input) if not item.unknown]
    # Where anything will do, an unknown value is something; that it is unknown is told where it names a place.
    if any(ANY in condition.values if item.unknown else condition.met_by(item.value) for item in found):
        return _Truth.YES
    return _Truth.UNKNOWN if any(item.unknown for item in found) else _Truth.NO
