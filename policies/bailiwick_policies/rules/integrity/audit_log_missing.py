"""Clusters keep an audit log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bailiwick.boundary import Tier
from bailiwick_policies.controlled import about, controlled
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator

QUESTION: Final = "audit-log"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for a cluster without an audit log."""
    yield from controlled(subject, RULE, QUESTION)


RULE = Rule(
    id="integrity/audit-log-missing",
    title="Clusters must keep an audit log",
    severity=Severity.MEDIUM,
    objective="control of the platform",
    why="Without a record of who did what, nobody can show that nothing happened.",
    fix="Send the audit log to a stream inside.",
    frameworks=(Clause("eu-ai-act", "article 12"), Clause("hds", "security of the hosting infrastructure")),
    tier=Tier.L2,
    check=check,
    speaks_of=about(QUESTION),
)
