"""Clusters have Cilium."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.boundary import Tier
from bailiwick_policies.controlled import controlled
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for a cluster without Cilium; an exception where none can be had."""
    yield from controlled(subject, RULE, "network-filtering")


RULE = Rule(
    id="integrity/plan-without-cilium",
    title="Clusters must have a CNI that can filter egress by name (Cilium)",
    severity=Severity.MEDIUM,
    objective="network isolation",
    why="Without filters by name, whatever runs in the cluster may talk to every address of the internet.",
    fix="Choose Cilium, or the plan that has it.",
    frameworks=(Clause("gdpr", "article 32(1)(b)"),),
    tier=Tier.L2,
    check=check,
)
