"""A flow across a border says whether it could be cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.datamap.crossing import crosses, severed_by
from bailiwick.datamap.finding import Rule, Severity
from bailiwick.datamap.rules.telling import told
from bailiwick.datamap.terms import Severable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.datamap.finding import Finding
    from bailiwick.datamap.situation import Situation


def check(situation: Situation) -> Iterator[Finding]:
    """The breaches of the rule."""
    for flow in situation.map.flows:
        said = flow.severability
        if not crosses(situation, flow):
            continue
        if said is None or (not said.reason if said.status is not Severable.SEVERABLE else said.method is None):
            message = f"It crosses a border; {' or '.join(severed_by(situation, flow))} would sever it."
            yield told(RULE.id, Severity.WARNING, flow, message, fix=RULE.fix, key="severability")


RULE = Rule(
    id="DM050",
    title="A flow across a border says whether it could be cut",
    severity=Severity.WARNING,
    laws=("gdpr",),
    why="What can be severed is not necessary, and what is necessary has a reason.",
    fix="Add severability with a reason, or with a method.",
    check=check,
)
