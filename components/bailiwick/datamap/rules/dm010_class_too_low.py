"""An element has at least the class of what it was made from, unless its anonymity is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.atlas.frameworks import frameworks
from bailiwick.datamap.finding import Rule, Severity
from bailiwick.datamap.rules.telling import told
from bailiwick.datamap.terms import Classification

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.datamap.finding import Finding
    from bailiwick.datamap.situation import Situation


def check(situation: Situation) -> Iterator[Finding]:
    """The breaches of the rule."""
    special = frozenset().union(*(law.special_categories for law in frameworks()))
    for item in situation.map.elements:
        nature, own = situation.natures[item.id], situation.own_nature(item)
        if item.personal_data == "anonymous" and not situation.proven_anonymous(item):
            message = "It is called anonymous, and no assessment that counts today shows it."
            fix = "add anonymity with date and reference, or call it pseudonymised"
            yield told(RULE.id, Severity.ERROR, item, message, fix=fix, key="personal_data", law="GDPR recital 26")
        if item.classification < nature.classification or own.personal < nature.personal:
            message = f"It was made from data that is {nature.classification} and {nature.personal}."
            fix = f"set classification {nature.classification} and personal_data {nature.personal}, or add anonymity"
            yield told(RULE.id, Severity.ERROR, item, message, fix=fix, key="classification", law="GDPR 4(1)")
        elif nature.is_personal and own.categories & special and item.classification < Classification.SPECIAL_CATEGORY:
            message = f"It holds {', '.join(sorted(own.categories & special))} data."
            fix = "set classification special-category"
            yield told(RULE.id, Severity.ERROR, item, message, fix=fix, key="classification", law="GDPR 9(1)")


RULE = Rule(
    id="DM010",
    title="An element has at least the class of what it was made from, unless its anonymity is shown",
    severity=Severity.ERROR,
    laws=("gdpr",),
    why="Weights, embeddings and outputs can give back what they were made from (EDPB Opinion 28/2024).",
    fix="Raise the class, or put an anonymity assessment on file.",
    check=check,
)
