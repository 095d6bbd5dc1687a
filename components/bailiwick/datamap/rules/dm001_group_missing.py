"""Every group of elements is in the map, or the map says why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.datamap.finding import Finding, Rule, Severity
from bailiwick.datamap.terms import GROUPS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.datamap.situation import Situation


def check(situation: Situation) -> Iterator[Finding]:
    """The breaches of the rule."""
    present = {item.kind for item in situation.map.elements}
    excused = {item.group for item in situation.map.not_applicable}
    at = situation.map.at
    for group, kinds in GROUPS.items():
        if not kinds & present and group not in excused:
            fix = f"add one of {', '.join(sorted(kinds))}, or not_applicable: [{{group: {group}, because: ...}}]"
            message = f"The map has no element of the group {group}."
            yield Finding(RULE.id, Severity.ERROR, "map", at.file, at.place("elements"), message, "", fix)


RULE = Rule(
    id="DM001",
    title="Every group of elements is in the map, or the map says why there is none",
    severity=Severity.ERROR,
    laws=("gdpr",),
    why="A kind of data that nobody wrote down is kept somewhere all the same.",
    fix="Add the element, or name the group under not_applicable with the reason.",
    check=check,
)
