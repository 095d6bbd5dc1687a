"""Whoever keeps data for others holds the certificates that its laws ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.datamap.certification import Standing, standing
from bailiwick.datamap.finding import Rule, Severity
from bailiwick.datamap.rules.telling import provision, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.datamap.finding import Finding
    from bailiwick.datamap.situation import Situation


def check(situation: Situation) -> Iterator[Finding]:
    """The breaches of the rule."""
    for item in situation.map.elements:
        for found in standing(situation, item):
            if found.standing is Standing.HELD:
                continue
            severity = Severity.ERROR if found.standing is Standing.NOT_HELD else Severity.EVIDENCE
            law = provision(found.framework, found.consequence)
            fix = (
                f"put {found.place.party}'s certificate for {found.place.kind} on file, or move to a place that has it"
            )
            yield told(
                RULE.id,
                severity,
                item,
                f"At {found.place.id}: {found.why}.",
                fix=fix,
                law=law,
                places=(found.place.id,),
            )


RULE = Rule(
    id="DM031",
    title="Whoever keeps data for others holds the certificates that its laws ask for",
    severity=Severity.ERROR,
    laws=("hds", "sgb-v-393", "secnumcloud", "c5"),
    why="A certificate covers products and places, not a company.",
    fix="Choose a certified product or place, or put the certificate on file.",
    check=check,
)
