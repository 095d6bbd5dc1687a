"""A decision of adequacy that a flow rests on holds for another half year."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bailiwick.datamap.crossing import decision
from bailiwick.datamap.finding import Rule, Severity
from bailiwick.datamap.rules.telling import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.datamap.finding import Finding
    from bailiwick.datamap.situation import Situation


def check(situation: Situation) -> Iterator[Finding]:
    """The breaches of the rule."""
    soon = situation.today + timedelta(days=183)
    for flow in situation.map.flows:
        for transfer in flow.transfers:
            found = decision(situation, flow, transfer)
            if found is not None and found.expires is not None and found.expires <= soon:
                message = f"The decision {found.decision} on {found.country} ends on {found.expires}."
                yield told(RULE.id, Severity.WARNING, flow, message, fix=RULE.fix, key="transfers", law=str(found.fact))


RULE = Rule(
    id="DM021",
    title="A decision of adequacy that a flow rests on holds for another half year",
    severity=Severity.WARNING,
    laws=("gdpr", "swiss-fadp"),
    why="A flow that is lawful today must have a successor before the decision ends.",
    fix="Prepare clauses with an assessment.",
    check=check,
)
