"""No paper on file ends within ninety days."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bailiwick.datamap.finding import Finding, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.datamap.papers import Assessment, Certificate, Document, Transfer
    from bailiwick.datamap.situation import Situation

_AHEAD = timedelta(days=90)


def check(situation: Situation) -> Iterator[Finding]:
    """The breaches of the rule."""
    soon = situation.today + _AHEAD
    for subject, paper in _papers(situation):
        ends, at = getattr(paper, "valid_until", None), paper.at
        if ends is None or ends > soon:
            continue
        message = f"{paper.reference or 'It'} {'ended' if ends < situation.today else 'ends'} on {ends}."
        place, fix = at.place("valid_until"), RULE.fix.removesuffix(".")
        yield Finding(RULE.id, Severity.WARNING, subject, at.file, place, message, "", fix)


def _papers(situation: Situation) -> Iterator[tuple[str, Assessment | Certificate | Document | Transfer]]:
    """Everything with an end, and what it is about."""
    for document in situation.map.documents:
        yield f"document {document.shows}", document
    for party in situation.map.parties:
        yield from ((f"party {party.id}", certificate) for certificate in party.certificates)
    for item in situation.map.elements:
        if item.anonymity is not None:
            yield f"element {item.id}", item.anonymity
    for flow in situation.map.flows:
        for transfer in flow.transfers:
            yield f"flow {flow.id}", transfer
            if transfer.tia is not None:
                yield f"flow {flow.id}", transfer.tia


RULE = Rule(
    id="DM061",
    title="No paper on file ends within ninety days",
    severity=Severity.WARNING,
    laws=(),
    why="A paper that ends takes what rests on it with it, on a day that can be known beforehand.",
    fix="Renew it, or take it out.",
    check=check,
)
