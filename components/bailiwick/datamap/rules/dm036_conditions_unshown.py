"""What a certificate depends on is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.datamap.certification import Standing, conditions, standing
from bailiwick.datamap.finding import Rule, Severity
from bailiwick.datamap.rules.telling import provision, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.datamap.finding import Finding
    from bailiwick.datamap.situation import Situation


def check(situation: Situation) -> Iterator[Finding]:
    """The breaches of the rule."""
    told_before: set[tuple[str, str, str]] = set()
    for item in situation.map.elements:
        for found in standing(situation, item):
            scheme, party = found.consequence.certificate, found.place.party
            asked = conditions(situation, found.place, scheme) if found.standing is Standing.HELD else ""
            key, shows = (scheme, party, found.place.kind), f"{scheme}/conditions"
            if not asked or key in told_before or situation.document(shows, party) is not None:
                continue
            told_before.add(key)
            message = f"{scheme} for {found.place.kind} holds with {asked}, and no document shows it."
            fix = f"documents: [{{shows: {shows}, party: {party}, reference: ..., date: ...}}]"
            law = provision(found.framework, found.consequence)
            yield told(RULE.id, Severity.EVIDENCE, found.place, message, fix=fix, key="kind", law=law)


RULE = Rule(
    id="DM036",
    title="What a certificate depends on is shown",
    severity=Severity.EVIDENCE,
    laws=("hds", "c5", "secnumcloud"),
    why="A certificate of a product counts only for customers who have signed and set up what it asks for.",
    fix="Put the contract, and how the product is set up, under documents.",
    check=check,
)
