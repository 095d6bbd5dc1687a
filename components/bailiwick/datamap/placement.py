"""In which countries a law lets an element be, kept or processed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.atlas.adequacy import Law, adequate_countries
from bailiwick.atlas.frameworks import Aspect, Effect
from bailiwick.datamap.crossing import carried, demands

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.atlas.frameworks import Consequence, Framework
    from bailiwick.datamap.model import Element
    from bailiwick.datamap.situation import Situation

_ASPECTS = (Aspect.STORAGE, Aspect.PROCESSING, Aspect.TRANSFER)


def allowed(situation: Situation, element: Element) -> Iterator[tuple[Framework, Consequence, frozenset[str]]]:
    """For each consequence that speaks of countries, those in which an element may be.

    Beyond the countries that it names, these are the adequate ones where it says so, and those to which a flow of the
    element is carried by a mechanism that lifts it.
    """
    for framework, consequence in situation.consequences(element, *_ASPECTS):
        if not consequence.within or consequence.effect is not Effect.ERROR:
            continue
        if consequence.aspect is Aspect.TRANSFER and not consequence.within & _ever_in(situation, element):
            continue  # what was never inside does not leave
        found = consequence.within
        if "adequacy" in consequence.unless:
            found |= adequate_countries(on=situation.today)
        if "fadp-list" in consequence.unless:
            found |= adequate_countries(under=Law.FADP, on=situation.today)
        for flow in situation.flows_of[element.id]:
            asked = [one for one in demands(situation, flow) if one.element is element]
            mine = [one for one in asked if set(one.consequence.unless) & set(consequence.unless)]
            if mine and all(carried(situation, flow, one) for one in asked):
                found |= {situation.places[flow.target].country}
        yield framework, consequence, found


def _ever_in(situation: Situation, element: Element) -> frozenset[str]:
    """Countries in which an element was collected, begins, is kept or is processed."""
    places = (situation.places[element.origin.place], *situation.homes(element))
    return situation.natures[element.id].collected | {place.country for place in places}
