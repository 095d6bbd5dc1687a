"""Nothing is made at a provider that the atlas does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.boundary import Tier
from bailiwick.estate import Cause
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for every resource that belongs to another cloud or acts on a place that nobody can tell."""
    if subject.location.through:
        return
    for gap in subject.location.gaps:
        if gap.cause is Cause.BEYOND_THE_ATLAS and not gap.hops:
            yield Finding(
                RULE.id,
                subject.resource.urn,
                f"{gap.cause} {gap.at}",
                f"{subject.resource.label} is beyond what boundary {subject.boundary} can be shown to hold: {gap}. "
                f"Fix: {gap.fix or RULE.fix.rstrip('.')}.",
            )


RULE = Rule(
    id="residency/foreign-provider",
    title="Nothing may be made at a provider that the atlas does not know",
    severity=Severity.CRITICAL,
    objective="data residency",
    why="Where a foreign cloud puts things, and who reaches them there, no rule of this pack can tell.",
    fix="Use a resource of OVHcloud or Scaleway inside the boundary, or waive this with a reason.",
    frameworks=(Clause("gdpr", "article 44"), Clause("data-act", "article 32")),
    tier=Tier.PUBLIC,
    check=check,
)
