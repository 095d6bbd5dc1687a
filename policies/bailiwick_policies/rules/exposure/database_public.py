"""Databases have no public address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.boundary import Tier
from bailiwick_policies.controlled import about, controlled
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for every way into a database from the internet."""
    yield from controlled(subject, RULE, "private-database")


RULE = Rule(
    id="exposure/database-public",
    title="Databases must be reached through a private network only",
    severity=Severity.CRITICAL,
    objective="network isolation",
    why="A database with a public address is one stolen password away from everybody.",
    fix="Attach the database to a private network and leave public endpoints out.",
    frameworks=(Clause("gdpr", "article 32(1)(b)"), Clause("hds", "security of the hosting infrastructure")),
    tier=Tier.L2,
    check=check,
    speaks_of=about("private-database"),
)
