"""The map was compared with the world within a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.datamap.finding import Finding, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.datamap.situation import Situation

_YEAR = 366
"""Days after which a review is due: GDPR article 24(1) asks for review where necessary and names no time."""


def check(situation: Situation) -> Iterator[Finding]:
    """The breaches of the rule."""
    reviewed, at = situation.map.as_of, situation.map.at
    days = (situation.today - reviewed).days
    if days < 0:
        message, severity = f"Nobody can have compared it on {reviewed}: that day is still to come.", Severity.ERROR
    elif days > _YEAR:
        message, severity = f"It was last compared with the world {days} days ago.", Severity.WARNING
    else:
        return
    fix = RULE.fix.removesuffix(".")
    yield Finding(RULE.id, severity, "map", at.file, at.place("as_of"), message, "", fix)


RULE = Rule(
    id="DM060",
    title="The map was compared with the world within a year",
    severity=Severity.WARNING,
    laws=(),
    why="Providers open regions, contracts change hands and models are trained on more than the map knew.",
    fix="Go through it, and set as_of to that day.",
    check=check,
)
