"""Things are in a private network of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.boundary import Tier
from bailiwick_policies.controlled import about, controlled
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for what is attached to no private network."""
    yield from controlled(subject, RULE, "private-network")


RULE = Rule(
    id="exposure/network-missing",
    title="What can be in a private network must be in one",
    severity=Severity.MEDIUM,
    objective="network isolation",
    why="Outside a private network, traffic between the parts of a platform crosses networks that others share.",
    fix="Attach it to a private network of the platform.",
    frameworks=(Clause("gdpr", "article 32(1)(b)"),),
    tier=Tier.L2,
    check=check,
    speaks_of=about("private-network"),
)
