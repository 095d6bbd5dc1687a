"""Every place is known before anything is created."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.boundary import Tier
from bailiwick.estate import Cause
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for every place of the resource itself that cannot be told."""
    if subject.location.through:
        return  # told once, for the provider of the cluster it lives in
    for gap in subject.location.gaps:
        if gap.copy or gap.cause is Cause.FOREIGN:
            continue  # told by residency/copy-unresolved and residency/foreign-provider
        yield Finding(
            RULE.id,
            subject.resource.urn,
            f"{gap.cause} {gap.at}",
            f"{subject.resource.label} cannot be shown to be inside boundary {subject.boundary}: "
            f"its place is unresolved ({gap}). Fix: {gap.fix or RULE.fix.rstrip('.')}.",
        )


RULE = Rule(
    id="residency/location-unresolved",
    title="Every place must be known before anything is created",
    severity=Severity.CRITICAL,
    objective="data residency",
    why="What cannot be located cannot be shown to be inside. Not knowing is no reason to let it pass.",
    fix="Give the location as a plain value, or attach the resource to one whose location is known.",
    frameworks=(Clause("gdpr", "article 44"),),
    tier=Tier.PUBLIC,
    check=check,
)
