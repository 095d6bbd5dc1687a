"""Data at rest is encrypted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.boundary import Tier
from bailiwick_policies.controlled import about, controlled
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for every store without encryption."""
    yield from controlled(subject, RULE, "encryption-at-rest")


RULE = Rule(
    id="encryption/at-rest",
    title="Data at rest must be encrypted",
    severity=Severity.HIGH,
    objective="encryption",
    why="Whoever takes a disk out of a data centre, or restores somebody's backup, reads what is not encrypted.",
    fix="Switch encryption on when the store is created; most cannot be encrypted later.",
    frameworks=(Clause("gdpr", "article 32(1)(a)"), Clause("hds", "security of the hosting infrastructure")),
    tier=Tier.L2,
    check=check,
    speaks_of=about("encryption-at-rest"),
)
