"""Every waiver speaks of a resource that there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.boundary import Tier
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(subject: Subject) -> Iterator[Finding]:
    """One finding, on the stack's resource, for every waiver whose pattern no resource fits."""
    if not subject.waivers or not subject.estate.complete or not subject.stands_for_the_stack:
        return
    for waiver in subject.waivers:
        if not any(waiver.speaks_of(urn) for urn in subject.estate.resources):
            yield Finding(
                RULE.id,
                subject.resource.urn,
                f"{waiver.rule} {waiver.resource}",
                f"{subject.resource.label} has nothing that {waiver} speaks of, so boundary {subject.boundary} is "
                f"not what its readers take it for. Fix: correct the pattern {waiver.resource} (TYPE::NAME), or remove "
                "the waiver.",
            )


RULE = Rule(
    id="integrity/waiver-matches-nothing",
    title="Every waiver must speak of a resource that there is",
    severity=Severity.MEDIUM,
    objective="control of the platform",
    why="A waiver for what is not there is forgotten or mistyped; it will excuse the next resource of that name.",
    fix="Correct the pattern, or remove the waiver.",
    frameworks=(Clause("gdpr", "article 24(1)"),),
    tier=Tier.PUBLIC,
    check=check,
)
