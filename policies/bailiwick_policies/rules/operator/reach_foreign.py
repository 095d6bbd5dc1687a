"""No law from outside home reaches who operates things."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from bailiwick.atlas.operators import Strength, foreign_reach, operator_of
from bailiwick.atlas.type_products import product_of
from bailiwick.boundary import Tier
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each operator that a foreign law reaches, with what connects the two."""
    for place in subject.location.places:
        who = operator_of(place.site.provider, place.site.code)
        if who is None:
            yield _finding(subject, place.site.code, f"at {place.site.code} is run by nobody whom the atlas knows")
            continue
        abroad = sorted({who.country, who.owner_country} - subject.boundary.home)
        if abroad:
            yield _finding(subject, who.id, f"is run by {who.legal_name}, seated in or owned from {', '.join(abroad)}")
        told = _reached(who.id, subject.boundary.home)
        if told:
            yield _finding(subject, f"{who.id} laws", f"is run by {who.legal_name}, which {told}")


@cache
def _reached(operator: str, home: frozenset[str]) -> str:
    """Which foreign laws reach an operator, and through what; ``""`` if none does."""
    return " and ".join(
        f"{'may be' if reach.strength is Strength.POSSIBLE else 'is'} reached by the law of {reach.country} "
        f"({reach.law}) through {reach.through} ({reach.fact})"
        for reach in foreign_reach(operator, home=home)
    )


def _finding(subject: Subject, about: str, says: str) -> Finding:
    return Finding(
        RULE.id,
        subject.resource.urn,
        about,
        f"{subject.resource.label} {says}: outside the home of boundary {subject.boundary}. "
        "Fix: choose a provider whom no such law reaches, or waive this with an assessment.",
    )


RULE = Rule(
    id="operator/reach-foreign",
    title="No law from outside home may reach who operates a place",
    severity=Severity.HIGH,
    objective="operator sovereignty",
    why="A court abroad may order what an establishment there can reach, wherever the data lies.",
    fix="Choose a provider whom no such law reaches, or waive this with an assessment.",
    frameworks=(Clause("gdpr", "article 48"), Clause("secnumcloud", "19.6")),
    tier=Tier.L3,
    check=check,
    demanded=lambda boundary: boundary.laws is not None,
    speaks_of=lambda token: bool(product_of(token)),
)
