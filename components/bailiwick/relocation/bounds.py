"""What is asked of a place by what lies there, and whether a boundary holds for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from bailiwick.atlas.capability_rows import Answer
from bailiwick.atlas.countries import countries
from bailiwick.atlas.regions import locate
from bailiwick.boundary import Boundary, Tier, abbreviated
from bailiwick.datamap.certification import Standing, held
from bailiwick.datamap.compiling import compile_segment
from bailiwick.datamap.fields import OWN_KINDS
from bailiwick.datamap.placement import allowed
from bailiwick.datamap.terms import Classification
from bailiwick.errors import ConfigurationError
from bailiwick.placement.demand import INSTANCES, KUBERNETES, Demand, Need
from bailiwick.placement.judging import judge
from bailiwick.placement.verdict import Option, Rejection

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bailiwick.atlas.regions import Site
    from bailiwick.datamap.model import Element, Party, Place
    from bailiwick.datamap.situation import Situation

COMPUTES: Final = frozenset({KUBERNETES, INSTANCES})
"""Kinds of places in which data is in use, so that accelerators and enclaves can be asked of them."""


@dataclass(frozen=True, slots=True)
class Breach:
    """That a place with bound data does not satisfy a boundary, or cannot be shown to."""

    place: Place
    why: str
    """A sentence."""
    shown: bool
    """Whether it is known; if not, evidence is required."""


def bound(situation: Situation, element: Element) -> bool:
    """Whether a boundary speaks of an element: it is personal, or confidential."""
    nature = situation.natures[element.id]
    return nature.is_personal or nature.classification >= Classification.CONFIDENTIAL


def bound_places(situation: Situation) -> frozenset[str]:
    """Ids of the places that bound data comes from, is kept, worked with or delivered at, or is looked at from.

    Those of its keys are among them.
    """
    found: set[str] = set()
    for item in situation.map.elements:
        if not bound(situation, item):
            continue
        found |= {item.origin.place, *item.storage, *item.processing, *item.destinations}
        found |= {flow.target for flow in situation.flows_of[item.id]}
        if item.encryption is not None and item.encryption.key_place is not None:
            found.add(item.encryption.key_place)
    return frozenset(found)


def breaches(situation: Situation, ceiling: Boundary) -> Iterator[Breach]:
    """Places of bound data that are outside a boundary, or lack what it demands, in the order of the map."""
    holding = bound_places(situation)
    for place in situation.map.places:
        if place.id not in holding:
            continue
        if not ceiling.allows(place.country):
            yield Breach(place, f"{place.country} is outside the boundary {ceiling}.", shown=True)
        elif place.party != situation.controller.id:
            yield from _lacking(situation, place, ceiling)


def _lacking(situation: Situation, place: Place, ceiling: Boundary) -> Iterator[Breach]:
    for scheme in sorted(ceiling.certifications):
        standing, why = held(situation, place, scheme)
        if standing is not Standing.HELD:
            yield Breach(place, f"The boundary asks for {scheme}: {why}.", shown=standing is Standing.NOT_HELD)
    party = situation.parties[place.party]
    site = locate(party.provider, place.region) if party.provider else None
    if site is None or place.kind in OWN_KINDS:
        if ceiling.laws is not None or ceiling.tier >= Tier.L3:
            seats = {party.country, *filter(None, (party.parent_country, *party.establishments))}
            if outside := sorted(seats - ceiling.home):
                yield Breach(place, f"The law of {', '.join(outside)} reaches {party.id}.", shown=True)
        return
    found = verdict(replace(ceiling, certifications=frozenset()), place.kind, region_of(site), situation.today)
    if isinstance(found, Rejection):
        for reason in found.reasons:
            yield Breach(
                place,
                f"The boundary asks for {reason.about}: {reason.why.removesuffix('.')}.",
                shown=reason.answer is not Answer.UNKNOWN,
            )


def region_of(site: Site) -> Site:
    """The region of a zone, as placement judges it."""
    found = locate(site.provider, site.region)
    assert found is not None
    return found


def verdict(boundary: Boundary, kind: str, site: Site, day: date) -> Option | Rejection:
    """Whether a product can be had in a region inside a boundary."""
    if kind not in COMPUTES:  # nothing is computed there: what is in use is protected elsewhere
        tier = min(boundary.tier, Tier.L2)
        laws = boundary.home if boundary.tier >= Tier.L3 else boundary.laws
        boundary = replace(boundary, tier=tier, laws=laws, confidential=False, accelerators=frozenset())
    compute = INSTANCES if kind == INSTANCES else KUBERNETES
    return judge(Demand(boundary, needs=(Need(kind),), compute=compute), site, day)


def demanded(
    situation: Situation, place: Place, within: frozenset[str] | None, ceiling: Boundary | None
) -> tuple[Boundary | None, str]:
    """What a place must satisfy for all that lies there, or None and why nothing satisfies it.

    Args:
        situation: the map.
        place: which place; where it is now does not matter.
        within: countries to which flows into it must lead; None for no such demand.
        ceiling: the boundary asked for, if any; it narrows places of bound data.
    """
    asked: list[tuple[str, Boundary]] = []
    segment = next((item for item in situation.map.segments if item.id == place.segment), None)
    if segment is not None:
        try:
            asked.append((f"segment {segment.id}", compile_segment(situation, segment).boundary))
        except ConfigurationError as wrong:
            return None, "; ".join(told.problem for told in wrong.diagnostics())
    else:
        for item in situation.map.elements:
            if any(home.id == place.id for home in situation.homes(item)):
                for law, _, inside in allowed(situation, item):
                    asked.append((f"{law.short} for {item.id}", Boundary(law.id, inside, Tier.PUBLIC)))
    if within is not None:
        asked.append(("the flows to it", Boundary("flows", within, Tier.PUBLIC)))
    if ceiling is not None and place.id in bound_places(situation):
        asked.append((f"boundary {ceiling.name}", ceiling))
    found: Boundary | None = None
    for name, boundary in asked:
        try:
            found = boundary if found is None else replace(found.narrow(boundary), name=found.name)
        except ConfigurationError:
            assert found is not None
            told = f"{name} allows {', '.join(abbreviated(boundary.countries))} only"
            return (
                None,
                f"{told}, and what else is asked of {place.id} allows {', '.join(abbreviated(found.countries))}",
            )
    return found or Boundary("anywhere", frozenset(item.code for item in countries()), Tier.PUBLIC), ""


def on_file(party: Party, kind: str, today: date) -> frozenset[str]:
    """Schemes of which the map holds a certificate of a party for a product."""
    return frozenset(item.scheme for item in party.certificates if kind in item.products and item.valid_until >= today)
