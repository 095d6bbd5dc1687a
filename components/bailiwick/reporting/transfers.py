"""The transfer register: every flow across a border, with what carries it, what is on file, and what would sever it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bailiwick.datamap.crossing import carried, crosses, decision, demands, flaws, severed_by
from bailiwick.datamap.terms import Mechanism
from bailiwick.reporting.picture import country_name
from bailiwick.reporting.table import UNSAID, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.datamap.model import Flow
    from bailiwick.datamap.papers import Transfer
    from bailiwick.datamap.situation import Situation

NOT_NEEDED = "no law of its elements asks for a mechanism"
HEADINGS = (
    "Flow",
    "In the map",
    "Elements",
    "Exporter",
    "From",
    "Importer",
    "To",
    "Access",
    "Frequency",
    "Purpose",
    "Laws that ask",
    "Mechanism",
    "Document",
    "Ends",
    "Transfer impact assessment",
    "State",
    "Severance",
)


@dataclass(frozen=True, slots=True)
class Carrying:
    """What one declared transfer says, in words; or that none is declared."""

    mechanism: str
    document: str
    ends: str
    assessment: str
    state: str


def transfer_register(situation: Situation) -> Table:
    """One row for each declared mechanism of each flow across a border; a flow without one has a row, too."""
    return Table(
        f"Transfer register of {situation.map.name}",
        (
            f"Map as of {situation.map.as_of}, judged on {situation.today}.",
            "Remote access from abroad counts as a transfer.",
            "Made from the data map; not legal advice.",
        ),
        HEADINGS,
        tuple(row for flow in situation.map.flows if crosses(situation, flow) for row in _rows(situation, flow)),
    )


def _rows(situation: Situation, flow: Flow) -> Iterator[tuple[str, ...]]:
    start, end = situation.places[flow.source], situation.places[flow.target]
    asked = ", ".join(dict.fromkeys(one.framework.short for one in demands(situation, flow))) or "none"
    for one in carrying(situation, flow):
        yield (
            flow.id,
            flow.at.where(),
            ", ".join(flow.elements),
            situation.parties[start.party].name,
            country_name(start.country),
            situation.parties[end.party].name,
            country_name(end.country),
            flow.access.value,
            flow.frequency.value,
            flow.purpose,
            asked,
            one.mechanism,
            one.document,
            one.ends,
            one.assessment,
            one.state,
            severance(situation, flow),
        )


def carrying(situation: Situation, flow: Flow) -> Iterator[Carrying]:
    """What a flow declares for its way across a border."""
    asked = list(demands(situation, flow))
    if not flow.transfers:
        state = f"nothing carries it under {', '.join(dict.fromkeys(one.framework.short for one in asked))}"
        yield Carrying("none", "", "", "", state if asked else NOT_NEEDED)
        return
    for one in flow.transfers:
        wrong = "; ".join(flaws(situation, flow, one))
        met = [law.framework.short for law in asked if one.mechanism.value in law.consequence.unless]
        state = f"does not carry it: {wrong}" if wrong else f"carries it under {', '.join(dict.fromkeys(met))}"
        if not wrong and not met:
            open_ = ", ".join(dict.fromkeys(law.framework.short for law in asked if not carried(situation, flow, law)))
            state = f"is no mechanism of {open_}" if open_ else NOT_NEEDED
        ends = str(one.valid_until) if one.valid_until else _end_of_decision(situation, flow, one)
        yield Carrying(_mechanism(situation, flow, one), _document(one), ends, _assessed(one), state)


def severance(situation: Situation, flow: Flow) -> str:
    """Whether a flow could be cut, and what would take its place."""
    by = " or ".join(one.value for one in severed_by(situation, flow))
    if flow.severability is None:
        return f"{UNSAID}, could be severed by {by}"
    reason = f": {flow.severability.reason}" if flow.severability.reason else ""
    return f"{flow.severability.status.value}, by {by}{reason}"


def _mechanism(situation: Situation, flow: Flow, one: Transfer) -> str:
    told = " ".join(filter(None, (one.mechanism.value, one.module, one.derogation)))
    covering = decision(situation, flow, one)
    if covering is not None:
        told += f" ({covering.decision})" if covering.decision else ""
    if one.recipient is not None:
        told += (
            f", recipient certified for {' and '.join(one.recipient.covers)} data, looked up {one.recipient.checked}"
        )
    return told


def _document(one: Transfer) -> str:
    signed = f"of {one.signed}" if one.signed else ""
    known = one.reference or (one.recipient.reference if one.recipient else "")
    return " ".join(filter(None, (known, signed))) or UNSAID


def _end_of_decision(situation: Situation, flow: Flow, one: Transfer) -> str:
    covering = decision(situation, flow, one)
    return str(covering.expires) if covering is not None and covering.expires else ""


def _assessed(one: Transfer) -> str:
    tia = one.tia
    if tia is None:
        return "none" if one.mechanism in {Mechanism.SCC, Mechanism.BCR} else ""
    return f"{tia.reference} of {tia.date}" + (f", until {tia.valid_until}" if tia.valid_until else "")
