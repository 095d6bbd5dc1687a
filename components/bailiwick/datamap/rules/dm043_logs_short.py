"""A law that asks for logs finds them, kept long enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.atlas.frameworks import Aspect
from bailiwick.datamap.fields import duration_days
from bailiwick.datamap.finding import Rule, Severity
from bailiwick.datamap.rules.telling import provision, told
from bailiwick.datamap.terms import ElementKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.datamap.finding import Finding
    from bailiwick.datamap.model import Element
    from bailiwick.datamap.situation import Situation


def check(situation: Situation) -> Iterator[Finding]:
    """The breaches of the rule."""
    logs = [item for item in situation.map.elements if item.kind is ElementKind.LOG]
    asking: dict[tuple[str, str], Element] = {}
    for item in situation.map.elements:
        for framework, consequence in situation.consequences(item, Aspect.LOGS):
            if asking.setdefault((framework.id, consequence.says), item) is not item:
                continue
            law, least = provision(framework, consequence), int(consequence.limits.get("minimum_days", 0))
            if not logs:
                yield told(RULE.id, Severity.ERROR, item, "No log is in the map.", fix="add an element log", law=law)
            for log in logs:
                if least and log.retention is not None and duration_days(log.retention) < least:
                    message = f"It is kept {duration_days(log.retention)} days, {least} are asked for."
                    fix = f"set retention P{least}D or longer"
                    yield told(RULE.id, Severity.ERROR, log, message, fix=fix, key="retention", law=law)


RULE = Rule(
    id="DM043",
    title="A law that asks for logs finds them, kept long enough",
    severity=Severity.ERROR,
    laws=("eu-ai-act",),
    why="What was not recorded, or is gone already, cannot be examined after harm was done.",
    fix="Add a log element, or lengthen its retention.",
    check=check,
)
