"""Flows across borders: which law asks for what, what carries them, and what could take their place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bailiwick.atlas.adequacy import Extent, Law, adequacy, challenges
from bailiwick.atlas.frameworks import Aspect, Effect
from bailiwick.datamap.terms import ElementKind, Frequency, Mechanism, Severing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bailiwick.atlas.adequacy import Adequacy
    from bailiwick.atlas.frameworks import Consequence, Framework
    from bailiwick.datamap.model import Element, Flow
    from bailiwick.datamap.papers import Transfer
    from bailiwick.datamap.situation import Situation

_LISTS: Final = {Mechanism.ADEQUACY: Law.GDPR, Mechanism.FADP_LIST: Law.FADP}
_CHECKED_WITHIN_DAYS: Final = 366
_SILOED: Final = (Severing.REGIONAL_SILO, Severing.SYNTHETIC, Severing.FEDERATED)
SEVERS: Final = {
    **dict.fromkeys(ElementKind, _SILOED),
    ElementKind.PROMPT: (Severing.LOCAL_MODEL, Severing.ANONYMISE),
    ElementKind.OUTPUT: (Severing.LOCAL_MODEL, Severing.ANONYMISE),
    ElementKind.LOG: (Severing.AGGREGATE, Severing.DROP),
    ElementKind.TELEMETRY: (Severing.AGGREGATE, Severing.DROP),
    ElementKind.METADATA: (Severing.AGGREGATE, Severing.DROP),
    ElementKind.CODE: (Severing.LOCAL_MIRROR,),
    ElementKind.CONTAINER_IMAGE: (Severing.LOCAL_MIRROR,),
    ElementKind.KEY: (Severing.REGIONAL_SILO,),
}
"""What could take the place of a flow of each kind of element, the nearest first."""


@dataclass(frozen=True, slots=True)
class Demand:
    """That a flow of an element needs something to be carried by."""

    element: Element
    framework: Framework
    consequence: Consequence


def crosses(situation: Situation, flow: Flow) -> bool:
    """Whether a flow begins in one country and ends in another."""
    return situation.places[flow.source].country != situation.places[flow.target].country


def demands(situation: Situation, flow: Flow) -> Iterator[Demand]:
    """What the laws of a flow's elements ask of it, because it leaves the countries in which they are content."""
    if not crosses(situation, flow):
        return
    start, end = situation.places[flow.source].country, situation.places[flow.target].country
    aspects = (Aspect.TRANSFER, Aspect.ACCESS) if flow.access.looks_in else (Aspect.TRANSFER,)
    for name in flow.elements:
        element = situation.elements[name]
        collected = situation.natures[name].collected
        for framework, consequence in situation.consequences(element, *aspects):
            within = consequence.within
            asks = bool(within) and consequence.effect is Effect.ERROR and bool(consequence.unless)
            # Data that was collected inside stays under the law on its further way from place to place outside.
            if asks and end not in within and (start in within or collected & within):
                yield Demand(element, framework, consequence)


def decision(situation: Situation, flow: Flow, transfer: Transfer) -> Adequacy | None:
    """The finding of adequacy that a transfer rests on, if there is one on that day."""
    country = situation.places[flow.target].country
    law = _LISTS.get(transfer.mechanism)
    return None if law is None else adequacy(country, under=law, on=situation.today)


def flaws(situation: Situation, flow: Flow, transfer: Transfer) -> list[str]:
    """Why a transfer does not carry a flow although it is declared; empty if it does."""
    today = situation.today
    found: list[str] = []
    if transfer.mechanism in _LISTS:
        found += _adequacy_flaws(situation, flow, transfer)
    elif transfer.mechanism is Mechanism.DEROGATION:
        if not transfer.derogation:
            found.append("it does not say which derogation of article 49")
        if flow.frequency not in {Frequency.ONCE, Frequency.OCCASIONAL}:
            found.append(f"a derogation carries occasional transfers only, and the flow is {flow.frequency}")
    else:
        if transfer.signed is None or transfer.signed > today:
            found.append("no day on which it was signed or approved is on file")
        if not transfer.reference:
            found.append("no reference to the document is on file")
        if transfer.mechanism is Mechanism.SCC and not transfer.module:
            found.append("the module of the clauses is not named")
        if transfer.mechanism in {Mechanism.SCC, Mechanism.BCR} and (
            transfer.tia is None or not transfer.tia.holds(today)
        ):
            found.append("no transfer impact assessment that counts today is on file")
    if transfer.valid_until is not None and transfer.valid_until < today:
        found.append(f"it ended on {transfer.valid_until}")
    return found


def _adequacy_flaws(situation: Situation, flow: Flow, transfer: Transfer) -> Iterator[str]:
    country = situation.places[flow.target].country
    covering = decision(situation, flow, transfer)
    if covering is None:
        yield f"no decision finds {country} adequate on {situation.today}"
        return
    if covering.extent is Extent.RECIPIENTS:
        yield from _recipient_flaws(situation, flow, transfer, covering)
    if any((row.under, row.country) == (covering.under, country) for row in challenges()) and not any(
        other.mechanism is Mechanism.SCC and not flaws(situation, flow, other) for other in flow.transfers
    ):
        yield "the decision is challenged, and no clauses with an assessment are on file to fall back on"


def _recipient_flaws(situation: Situation, flow: Flow, transfer: Transfer, covering: Adequacy) -> Iterator[str]:
    recipient = transfer.recipient
    if recipient is None:
        yield f"the decision covers {covering.limits} only, and nothing shows that the recipient is one of them"
        return
    needed = {
        "hr" if workforce else "non-hr" for name in flow.elements for workforce in situation.natures[name].workforce
    } or {"non-hr"}
    if missing := needed - set(recipient.covers):
        yield f"the recipient is not certified for {' and '.join(sorted(missing))} data"
    if not _fresh(recipient.checked, situation.today):
        yield f"nobody has looked the recipient up since {recipient.checked}"


def _fresh(day: date, today: date) -> bool:
    return 0 <= (today - day).days <= _CHECKED_WITHIN_DAYS


def carried(situation: Situation, flow: Flow, demand: Demand) -> bool:
    """Whether a declared transfer without flaw meets a demand."""
    return any(
        transfer.mechanism.value in demand.consequence.unless and not flaws(situation, flow, transfer)
        for transfer in flow.transfers
    )


def severed_by(situation: Situation, flow: Flow) -> tuple[Severing, ...]:
    """What could take the place of a flow: what the map says, else what suits all its elements or the access."""
    if flow.severability is not None and flow.severability.method is not None:
        return (flow.severability.method,)
    if flow.access.looks_in and flow.access.value != "telemetry":
        return (Severing.LOCAL_SUPPORT,)
    kinds = [SEVERS[situation.elements[name].kind] for name in flow.elements]
    common = [method for method in kinds[0] if all(method in other for other in kinds)]
    return tuple(common or dict.fromkeys(method for group in kinds for method in group))
