"""Personal data is processed on a legal basis and kept for a time that is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.datamap.finding import Rule, Severity
from bailiwick.datamap.rules.telling import told
from bailiwick.datamap.terms import Classification

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.datamap.finding import Finding
    from bailiwick.datamap.situation import Situation


def check(situation: Situation) -> Iterator[Finding]:
    """The breaches of the rule."""
    for flow in situation.map.flows:
        personal = [name for name in flow.elements if situation.natures[name].is_personal]
        under = [name for name in personal if "gdpr" in {law.id for law in situation.laws(situation.elements[name])}]
        if under and not flow.legal_basis:
            yield told(RULE.id, Severity.ERROR, flow, "It has no legal basis.", fix="set legal_basis", law="GDPR 6(1)")
        special = [name for name in under if situation.natures[name].classification is Classification.SPECIAL_CATEGORY]
        if special and not flow.special_basis:
            message = f"It carries {special[0]}, and names no ground of article 9(2)."
            yield told(RULE.id, Severity.ERROR, flow, message, fix="set special_basis", law="GDPR 9(2)")
    for item in situation.map.elements:
        if situation.natures[item.id].is_personal and item.storage and item.retention is None:
            yield told(
                RULE.id,
                Severity.ERROR,
                item,
                "Nothing says how long it is kept.",
                fix="set retention",
                law="GDPR 5(1)(e)",
            )


RULE = Rule(
    id="DM042",
    title="Personal data is processed on a legal basis and kept for a time that is said",
    severity=Severity.ERROR,
    laws=("gdpr",),
    why="Without a basis processing is unlawful; without an end, storage is.",
    fix="Name legal_basis, special_basis and retention.",
    check=check,
)
