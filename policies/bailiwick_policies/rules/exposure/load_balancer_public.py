"""Load balancers are internal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.boundary import Tier
from bailiwick_policies.controlled import about, controlled
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for every public address of a load balancer."""
    yield from controlled(subject, RULE, "private-load-balancer")


RULE = Rule(
    id="exposure/load-balancer-public",
    title="Load balancers must have no public address",
    severity=Severity.MEDIUM,
    objective="network isolation",
    why="A public load balancer is a door into the private network; doors are opened knowingly, with a waiver.",
    fix="Attach the load balancer to a private network without public address, or waive this for the one you mean.",
    frameworks=(Clause("gdpr", "article 32(1)(b)"),),
    tier=Tier.L2,
    check=check,
    speaks_of=about("private-load-balancer"),
)
