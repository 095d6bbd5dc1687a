"""Nothing belongs to a cloud whose places the atlas does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.boundary import Tier
from bailiwick.estate import Cause
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for a resource of another cloud, and for what is attached to one."""
    if subject.location.through:
        return  # told once, for the provider of the cluster it lives in
    for gap in subject.location.gaps:
        if gap.cause is Cause.FOREIGN:
            yield Finding(
                RULE.id,
                subject.resource.urn,
                str(gap),
                f"{subject.resource.label} is not shown to be inside boundary {subject.boundary}: {gap}. "
                f"Fix: {gap.fix}.",
            )


RULE = Rule(
    id="residency/foreign-provider",
    title="Everything must belong to a provider whose places the atlas knows",
    severity=Severity.CRITICAL,
    objective="data residency",
    why="A region of another cloud may lie inside, but by whose law it can be reached, nobody has asked.",
    fix="Use a resource of OVHcloud or Scaleway inside the boundary.",
    frameworks=(Clause("gdpr", "article 44"), Clause("secnumcloud", "19.6")),
    tier=Tier.PUBLIC,
    check=check,
)
