"""What is not named is dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.boundary import Tier
from bailiwick_policies.controlled import about, controlled
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for every firewall or gateway that is open by default."""
    yield from controlled(subject, RULE, "closed-firewall")


RULE = Rule(
    id="exposure/firewall-open",
    title="Firewalls must drop what no rule lets in",
    severity=Severity.HIGH,
    objective="network isolation",
    why="A firewall that accepts by default protects from what somebody thought of, and from nothing else.",
    fix="Drop by default and name what may pass.",
    frameworks=(Clause("gdpr", "article 32(1)(b)"), Clause("hds", "security of the hosting infrastructure")),
    tier=Tier.L2,
    check=check,
    speaks_of=about("closed-firewall"),
)
