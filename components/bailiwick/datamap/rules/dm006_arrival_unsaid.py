"""What a copy of data becomes at its far end is in the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.datamap.finding import Rule, Severity
from bailiwick.datamap.rules.telling import told
from bailiwick.datamap.terms import Access

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.datamap.finding import Finding
    from bailiwick.datamap.situation import Situation

_ARRIVES = frozenset({Access.COPY, Access.REPLICATION, Access.BACKUP})


def check(situation: Situation) -> Iterator[Finding]:
    """The breaches of the rule."""
    for flow in situation.map.flows:
        if flow.access not in _ARRIVES:
            continue
        for index, name in enumerate(flow.elements):
            item = situation.elements[name]
            if flow.target not in {item.origin.place, *item.storage, *item.processing, *item.destinations}:
                message = f"It brings {name} to {flow.target}, and nothing says what becomes of it there."
                fix = f"add {flow.target} to storage, processing or destinations of {name}"
                yield told(RULE.id, Severity.ERROR, flow, message, fix=fix, key="elements", index=index)


RULE = Rule(
    id="DM006",
    title="What a copy of data becomes at its far end is in the map",
    severity=Severity.ERROR,
    laws=("gdpr",),
    why="A place that receives data keeps it, works with it or delivers it; a map that says none of it misses a store.",
    fix="Add the place to storage, processing or destinations of the element.",
    check=check,
)
