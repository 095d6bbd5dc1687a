"""Asks the atlas about one region, stricter than the atlas answers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bailiwick.atlas.capabilities import Capability, capability
from bailiwick.atlas.capability_rows import ANY, Answer, CapabilityRow, capability_rows
from bailiwick.atlas.regions import locate
from bailiwick.atlas.vocabulary import OFFERED

if TYPE_CHECKING:
    from datetime import date

    from bailiwick.atlas.regions import Site
    from bailiwick.placement.demand import Question

_BEST_FIRST = (Answer.YES, Answer.PLANNED, Answer.UNKNOWN, Answer.NO)


def asked(site: Site, question: Question, day: date) -> Capability:
    """The best answer to a question that any one of several features and products may satisfy.

    That a provider sells a product somewhere is no answer about this region: what
    is only stated of all places together is unknown here, unless something else is stated of it here.
    """
    answers = [
        _here(capability(site.provider, feature, product=product, place=site.region, on=day), site)
        for product in question.products
        for feature in question.features
    ]
    return min(answers, key=lambda answer: _BEST_FIRST.index(answer.answer))


def _here(answer: Capability, site: Site) -> Capability:
    if answer.feature != OFFERED or not answer or answer.places != (ANY,):
        return answer
    # What is said of the product in this very region implies that it is there.
    said = next((row for row in capability_rows(site.provider) if _speaks_of(row, answer.product, site)), None)
    if said is not None:
        return replace(answer, fact=said.fact, places=said.places, note=said.note)
    note = f"The provider has it, but not in every region as far as is known. {answer.note}".strip()
    return replace(answer, answer=Answer.UNKNOWN, note=note)


def _speaks_of(row: CapabilityRow, product: str, site: Site) -> bool:
    if row.answer is not Answer.YES or product not in row.products:
        return False
    places = (locate(row.provider, code) for code in row.places if code != ANY)
    return any(place is not None and place.region == site.region for place in places)
