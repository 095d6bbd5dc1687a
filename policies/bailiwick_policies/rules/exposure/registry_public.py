"""Registries are not open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.boundary import Tier
from bailiwick_policies.controlled import about, controlled
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for every way into a registry that is open to everybody."""
    yield from controlled(subject, RULE, "private-registry")


RULE = Rule(
    id="exposure/registry-public",
    title="Container registries must be reached by the named only",
    severity=Severity.HIGH,
    objective="network isolation",
    why="Images hold code, models and sometimes secrets; whoever can push one runs code inside the platform.",
    fix="Keep the registry private, with an access list where the provider has one.",
    frameworks=(Clause("gdpr", "article 32(1)(b)"), Clause("hds", "security of the hosting infrastructure")),
    tier=Tier.L2,
    check=check,
    speaks_of=about("private-registry"),
)
