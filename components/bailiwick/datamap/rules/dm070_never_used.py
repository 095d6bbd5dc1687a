"""Everything in the map is used in it."""

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
    used = _used(situation)
    listed = (situation.map.parties, situation.map.segments, situation.map.places, situation.map.elements)
    for item in (item for group in listed for item in group):
        if (type(item).__name__, item.id) not in used:
            yield told(RULE.id, Severity.WARNING, item, "Nothing in the map uses it.", fix=RULE.fix, key="id")


def _used(situation: Situation) -> set[tuple[str, str]]:
    """Kind and id of everything that something else refers to."""
    found = {("Party", situation.map.controller.party)}
    for place in situation.map.places:
        found |= {("Party", place.party), ("Segment", place.segment)}
    for item in situation.map.elements:
        names = {item.origin.place, *item.storage, *item.processing, *item.destinations}
        if item.encryption is not None and item.encryption.key_place is not None:
            names.add(item.encryption.key_place)
        found |= {("Place", name) for name in names}
        found |= {("Element", name) for name in item.derived_from}
        if item.storage or item.processing or item.destinations:
            found.add(("Element", item.id))
    for flow in situation.map.flows:
        found |= {("Place", flow.source), ("Place", flow.target)}
        found |= {("Element", name) for name in flow.elements}
    return found


RULE = Rule(
    id="DM070",
    title="Everything in the map is used in it",
    severity=Severity.WARNING,
    laws=(),
    why="What nothing refers to is left over, or the flow that would use it is missing.",
    fix="Remove it, or add what is missing.",
    check=check,
)
