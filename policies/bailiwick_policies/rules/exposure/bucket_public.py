"""Nothing in a bucket is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.boundary import Tier
from bailiwick_policies.controlled import about, controlled
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for everything that publishes a bucket or an object."""
    yield from controlled(subject, RULE, "private-bucket")


RULE = Rule(
    id="exposure/bucket-public",
    title="Buckets and objects must not be readable by everybody",
    severity=Severity.CRITICAL,
    objective="confidentiality",
    why="What a bucket publishes has left the jurisdiction the moment somebody abroad reads it.",
    fix="Keep buckets private; publish what is public from a bucket outside the platform.",
    frameworks=(Clause("gdpr", "article 32(1)(b)"), Clause("gdpr", "article 44")),
    tier=Tier.L2,
    check=check,
    speaks_of=about("private-bucket"),
)
