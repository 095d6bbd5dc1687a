"""Every place to which copies go is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.boundary import Tier
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for every copy whose place cannot be told."""
    for gap in subject.location.gaps:
        if gap.copy:
            yield Finding(
                RULE.id,
                subject.resource.urn,
                f"{gap.cause} {gap.at}",
                f"copies of {subject.resource.label} cannot be shown to stay inside boundary {subject.boundary} "
                f"({gap}). Fix: {gap.fix or RULE.fix.rstrip('.')}.",
            )


RULE = Rule(
    id="residency/copy-unresolved",
    title="Every place to which copies go must be known",
    severity=Severity.HIGH,
    objective="data residency",
    why="Where a provider chooses the place of a backup, it may choose another country, and change its choice.",
    fix="Set the input that keeps copies in the region, or name their region.",
    frameworks=(Clause("gdpr", "article 44"), Clause("hds", "data hosted in the EEA")),
    tier=Tier.L1,
    check=check,
)
