"""Instances are reached through a private network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.boundary import Tier
from bailiwick_policies.controlled import about, controlled
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for every public address of an instance."""
    yield from controlled(subject, RULE, "private-compute")


RULE = Rule(
    id="exposure/instance-public",
    title="Instances must have no public address",
    severity=Severity.HIGH,
    objective="network isolation",
    why="An instance with a public address can be reached from everywhere and leave past every filter.",
    fix="Attach the instance to a private network and leave public addresses out.",
    frameworks=(Clause("gdpr", "article 32(1)(b)"), Clause("hds", "security of the hosting infrastructure")),
    tier=Tier.L2,
    check=check,
    speaks_of=about("private-compute"),
)
