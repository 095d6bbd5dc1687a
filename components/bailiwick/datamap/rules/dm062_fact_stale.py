"""What is known of the law that the map rests on is not due for review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.datamap.crossing import decision
from bailiwick.datamap.finding import Finding, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.atlas.fact import Fact
    from bailiwick.datamap.situation import Situation


def check(situation: Situation) -> Iterator[Finding]:
    """The breaches of the rule."""
    stale: dict[str, Fact] = {}
    for item in situation.map.elements:
        for law in situation.laws(item):
            stale.setdefault(law.short, law.fact)
    for flow in situation.map.flows:
        for found in (decision(situation, flow, transfer) for transfer in flow.transfers):
            if found is not None:
                stale.setdefault(f"decision {found.decision} on {found.country}", found.fact)
    at, fix = situation.map.at, RULE.fix.removesuffix(".")
    for what, fact in stale.items():
        if fact.stale(situation.today):
            message = f"What is known of {what} was due for review on {fact.review_after} ({fact})."
            yield Finding(RULE.id, Severity.WARNING, "map", at.file, at.place("as_of"), message, "", fix)


RULE = Rule(
    id="DM062",
    title="What is known of the law that the map rests on is not due for review",
    severity=Severity.WARNING,
    laws=(),
    why="Laws and decisions change; a row of the atlas says until when it may be relied upon without looking again.",
    fix="Look it up, and take a later release of the atlas.",
    check=check,
)
