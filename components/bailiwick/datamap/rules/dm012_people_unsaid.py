"""Personal data says whose it is, where they live and where it was collected."""

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
        nature = situation.natures[item.id]
        if not nature.is_personal:
            continue
        open_ = [
            ("subjects", "whose it is and where they live", not nature.residency),
            ("origin", "where it was collected", not nature.collected),
            (
                "categories",
                "what makes it a special category",
                nature.classification is Classification.SPECIAL_CATEGORY and not nature.categories & special,
            ),
        ]
        for key, what, unsaid in open_:
            if unsaid:
                message = f"It is personal data, and nothing says {what}."
                fix = "set collected_in of its origin" if key == "origin" else f"set {key}"
                yield told(RULE.id, Severity.EVIDENCE, item, message, fix=fix, key=key, law="GDPR 4(1), 9(1)")


RULE = Rule(
    id="DM012",
    title="Personal data says whose it is, where they live and where it was collected",
    severity=Severity.EVIDENCE,
    laws=("gdpr", "pipl", "uk-gdpr", "swiss-fadp", "hds"),
    why="Which law applies depends on the people, on where their data was collected and on what it tells.",
    fix="Set subjects with their residency, collected_in and categories.",
    check=check,
)
