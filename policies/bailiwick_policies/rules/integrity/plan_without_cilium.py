"""Clusters have Cilium."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bailiwick.atlas.kubernetes_plans import plans_at
from bailiwick.boundary import Tier
from bailiwick.estate import Standing
from bailiwick_policies.controlled import controlled
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for a cluster without Cilium; an exception where no plan of its region has it."""
    lacking = _nowhere_to_be_had(subject)
    for finding in controlled(subject, RULE, "network-filtering"):
        yield replace(finding, exception=finding.exception or lacking)


def _nowhere_to_be_had(subject: Subject) -> str:
    """Why no cluster there can have Cilium; ``""`` if one can, or if it is not known where it is."""
    if subject.location.standing is not Standing.LOCATED:
        return ""
    reasons = []
    for place in subject.location.places:
        sold = plans_at(place.site.provider, place.site.code)
        if not sold or any("cilium" in plan.cnis for plan in sold):
            return ""
        names = " and ".join(plan.name for plan in sold)
        reasons.append(f"{place.site.region} sells no plan but {names} ({sold[0].fact})")
    return "; ".join(reasons)


RULE = Rule(
    id="integrity/plan-without-cilium",
    title="Clusters must have a CNI that can filter egress by name (Cilium)",
    severity=Severity.MEDIUM,
    objective="network isolation",
    why="Without filters by name, whatever runs in the cluster may talk to every address of the internet.",
    fix="Choose Cilium, or the plan that has it; in a region without such a plan, filter what leaves at the gateway.",
    frameworks=(Clause("gdpr", "article 32(1)(b)"),),
    tier=Tier.L2,
    check=check,
)
