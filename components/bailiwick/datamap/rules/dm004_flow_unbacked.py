"""A flow begins where its elements are, and elements are where a flow brings them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.datamap.finding import Rule, Severity
from bailiwick.datamap.rules.telling import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.datamap.finding import Finding
    from bailiwick.datamap.situation import Situation


def check(situation: Situation) -> Iterator[Finding]:
    """The breaches of the rule."""
    reached: dict[tuple[str, str], bool] = {}
    for flow in situation.map.flows:
        for name in flow.elements:
            reached[name, flow.target] = True
            item = situation.elements[name]
            if flow.source not in {item.origin.place, *item.storage, *item.processing, *item.destinations}:
                message = f"It carries {name} from {flow.source}, where the map does not have it."
                yield told(RULE.id, Severity.ERROR, flow, message, fix=f"add {flow.source} to {name}", key="from")
    for item in situation.map.elements:
        for key, names in (
            ("storage", item.storage),
            ("processing", item.processing),
            ("destinations", item.destinations),
        ):
            for index, name in enumerate(names):
                if name != item.origin.place and (item.id, name) not in reached:
                    message = f"It is at {name}, but no flow brings it there."
                    fix = f"add the flow of {item.id} to {name}"
                    yield told(RULE.id, Severity.ERROR, item, message, fix=fix, key=key, index=index)


RULE = Rule(
    id="DM004",
    title="A flow begins where its elements are, and elements are where a flow brings them",
    severity=Severity.ERROR,
    laws=("gdpr",),
    why="A place that data reaches without a flow, or a flow of data that is not there, hides a transfer.",
    fix="Add the missing flow or place.",
    check=check,
)
