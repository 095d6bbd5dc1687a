"""An element lists the laws that it is under."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.atlas.frameworks import framework
from bailiwick.datamap.finding import Rule, Severity
from bailiwick.datamap.rules.telling import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.datamap.finding import Finding
    from bailiwick.datamap.situation import Situation


def check(situation: Situation) -> Iterator[Finding]:
    """The breaches of the rule."""
    for item in situation.map.elements:
        for name in sorted(situation.triggered(item) - set(item.frameworks)):
            law = framework(name)
            assert law is not None
            message = f"{law.short} applies to it: {law.applies}."
            yield told(
                RULE.id,
                Severity.ERROR,
                item,
                message,
                fix=f"add {name}",
                key="frameworks",
                law=f"{law.short} ({law.fact})",
            )
        for index, name in enumerate(item.frameworks):
            law = framework(name)
            if law is not None and not law.binding:
                message = f"{law.short} is a draft and binds nobody; nothing of it is judged."
                yield told(
                    RULE.id,
                    Severity.WARNING,
                    item,
                    message,
                    fix="remove it until it is law",
                    key="frameworks",
                    index=index,
                )


RULE = Rule(
    id="DM011",
    title="An element lists the laws that it is under",
    severity=Severity.ERROR,
    laws=(),
    why="A law applies whether it is listed or not; a list that lacks it is read as if it did not.",
    fix="Add it to frameworks.",
    check=check,
)
