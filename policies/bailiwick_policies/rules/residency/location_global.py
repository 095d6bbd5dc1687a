"""Nothing is spread over places that nobody chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.boundary import Tier
from bailiwick.estate import Standing
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for a resource whose type has no place of its own choosing."""
    if subject.location.standing is Standing.GLOBAL:
        yield Finding(
            RULE.id,
            subject.resource.urn,
            subject.location.why,
            f"{subject.resource.label} is everywhere its provider is (global: {subject.location.why}), "
            f"so it does not stay inside boundary {subject.boundary}. Fix: use a regional resource instead.",
        )


RULE = Rule(
    id="residency/location-global",
    title="Nothing may be spread over places that nobody chooses",
    severity=Severity.HIGH,
    objective="data residency",
    why="A global service keeps or forwards data wherever its provider has a presence, countries outside included.",
    fix="Use a regional resource of the provider instead.",
    frameworks=(Clause("gdpr", "article 44"),),
    tier=Tier.L1,
    check=check,
)
