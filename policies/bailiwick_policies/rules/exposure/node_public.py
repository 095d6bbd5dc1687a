"""Nodes are reached and leave through a private network only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.boundary import Tier
from bailiwick_policies.controlled import about, controlled
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for every input that gives nodes a way past their private network."""
    yield from controlled(subject, RULE, "private-nodes")


RULE = Rule(
    id="exposure/node-public",
    title="Nodes must be in a private network and have no public address",
    severity=Severity.HIGH,
    objective="network isolation",
    why="A node with a public address can be reached from everywhere, and what runs on it can leave past every filter.",
    fix="Attach the nodes to a private network, without public addresses, and lead them out through a gateway.",
    frameworks=(Clause("gdpr", "article 32(1)(b)"), Clause("hds", "security of the hosting infrastructure")),
    tier=Tier.L2,
    check=check,
    speaks_of=about("private-nodes"),
)
