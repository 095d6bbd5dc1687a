"""Whether those who keep an element hold the certificates that its laws ask for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bailiwick.atlas.capabilities import capability
from bailiwick.atlas.capability_rows import Answer
from bailiwick.atlas.frameworks import Aspect
from bailiwick.atlas.regions import locate
from bailiwick.datamap.fields import OWN_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.atlas.frameworks import Consequence, Framework
    from bailiwick.datamap.model import Element, Place
    from bailiwick.datamap.situation import Situation


class Standing(StrEnum):
    """Whether a certificate is held; unknown is no yes."""

    HELD = "held"
    NOT_HELD = "not held"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Certification:
    """How a place stands to a certificate that a law asks for."""

    place: Place
    framework: Framework
    consequence: Consequence
    standing: Standing
    why: str


def standing(situation: Situation, element: Element) -> Iterator[Certification]:
    """How each place at which somebody else keeps an element stands to each certificate."""
    for framework, consequence in situation.consequences(element, Aspect.CERTIFICATE):
        if not consequence.certificate:
            continue
        wanted = int(consequence.limits.get("certificate_type", 0))
        for place in situation.hosts(element):
            found, why = held(situation, place, consequence.certificate, str(wanted or ""))
            yield Certification(place, framework, consequence, found, why)


def held(situation: Situation, place: Place, scheme: str, wanted: str = "") -> tuple[Standing, str]:
    """Whether the product at a place has a certificate, of a type if one is wanted, and how that is known."""
    party = situation.parties[place.party]
    for shown in party.certificates:
        if shown.scheme == scheme and place.kind in shown.products and (not wanted or shown.type == wanted):
            if shown.valid_until < situation.today:
                return Standing.NOT_HELD, f"the {scheme} certificate on file ended on {shown.valid_until}"
            return Standing.HELD, shown.reference
    needs = f"{scheme}{f' of type {wanted}' if wanted else ''}"
    if party.provider is None or place.kind in OWN_KINDS or locate(party.provider, place.region) is None:
        return Standing.UNKNOWN, f"no {needs} certificate of {party.id} is on file"
    answer = capability(party.provider, scheme, product=place.kind, place=place.region, on=situation.today)
    said = f"{needs} for {place.kind} in {place.region}: {answer.answer} ({answer.fact or answer.note})"
    if answer.answer is Answer.NO:
        return Standing.NOT_HELD, said
    # The atlas does not tell the types of an attestation apart, so its yes is none where a law asks for one.
    return (Standing.HELD, said) if answer and not wanted else (Standing.UNKNOWN, said)


def conditions(situation: Situation, place: Place, scheme: str) -> str:
    """What a certificate that the atlas knows of depends on; ``""`` for nothing, or where a paper on file shows it."""
    party = situation.parties[place.party]
    if any(one.scheme == scheme and place.kind in one.products for one in party.certificates):
        return ""
    if party.provider is None or place.kind in OWN_KINDS or locate(party.provider, place.region) is None:
        return ""
    return capability(party.provider, scheme, product=place.kind, place=place.region, on=situation.today).conditions
