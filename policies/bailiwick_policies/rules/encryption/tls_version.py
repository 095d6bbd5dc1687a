"""Data in transit is encrypted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.boundary import TLS_VERSIONS, Tier
from bailiwick_policies.controlled import about, controlled
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for every listener without TLS or with an old version."""
    accepted = subject.boundary.tls_version
    if accepted:
        yield from controlled(subject, RULE, f"tls-{TLS_VERSIONS[0]}")
    if accepted > TLS_VERSIONS[0]:
        yield from controlled(subject, RULE, f"tls-{accepted}")


RULE = Rule(
    id="encryption/tls-version",
    title="Connections must use TLS, in no older version than the boundary accepts",
    severity=Severity.HIGH,
    objective="encryption",
    why="What crosses a network in the clear, or under a broken protocol, is read by whoever stands on the way.",
    fix="Terminate TLS of the accepted version, and redirect what comes without.",
    frameworks=(Clause("gdpr", "article 32(1)(a)"), Clause("hds", "security of the hosting infrastructure")),
    tier=Tier.L2,
    check=check,
    speaks_of=about("tls-1.2", "tls-1.3"),
    demanded=lambda boundary: bool(boundary.tls),
)
