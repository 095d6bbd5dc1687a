"""Clusters have Cilium."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final

from bailiwick.atlas.kubernetes_plans import plans_at
from bailiwick.boundary import Tier
from bailiwick.estate import Standing
from bailiwick_policies.controlled import about, controlled
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator

QUESTION: Final = "network-filtering"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for a cluster without Cilium; an exception where no plan of its region has it."""
    for finding in controlled(subject, RULE, QUESTION):
        yield replace(finding, exception=finding.exception or _nowhere_to_be_had(subject))


def _nowhere_to_be_had(subject: Subject) -> str:
    """Why no cluster there can have Cilium; ``""`` if one can, or if it is not known where it is."""
    if subject.location.standing is not Standing.LOCATED:
        return ""
    reasons = [_only_plans(place.site.provider, place.site.region) for place in subject.location.places]
    return "; ".join(reasons) if all(reasons) else ""


@cache
def _only_plans(provider: str, region: str) -> str:
    """What is sold in a region where nothing that is sold has Cilium; ``""`` elsewhere."""
    sold = plans_at(provider, region)
    if not sold or any("cilium" in plan.cnis for plan in sold):
        return ""
    return f"{region} sells no plan but {' and '.join(plan.name for plan in sold)} ({sold[0].fact})"


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
    speaks_of=about(QUESTION),
)
