"""A group that is called not applicable has no element."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.datamap.finding import Finding, Rule, Severity
from bailiwick.datamap.terms import GROUPS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.datamap.situation import Situation

_SHOWN = 3
"""Elements that a message names at most."""


def check(situation: Situation) -> Iterator[Finding]:
    """The breaches of the rule."""
    excused = {item.group: item for item in situation.map.not_applicable}
    for group, said in excused.items():
        present = [item.id for item in situation.map.elements if item.kind in GROUPS[group]]
        if present:
            message = f"It is called not applicable, and {', '.join(present[:_SHOWN])} belongs to it."
            at, fix = said.at, f"remove {group} from not_applicable"
            yield Finding(RULE.id, Severity.ERROR, f"group {group}", at.file, at.place("group"), message, "", fix)


RULE = Rule(
    id="DM007",
    title="A group that is called not applicable has no element",
    severity=Severity.ERROR,
    laws=("gdpr",),
    why="A reason why there is none is wrong as soon as there is one.",
    fix="Remove the group from not_applicable, or the element.",
    check=check,
)
