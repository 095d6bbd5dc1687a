"""Clusters are where the demanded accelerators are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.atlas.machines import gpu_flavours
from bailiwick.atlas.resource_types import classify
from bailiwick.boundary import Tier
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


CLUSTERS = frozenset({"scaleway:kubernetes/cluster:Cluster", "ovh:CloudProject/kube:Kube"})


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for every accelerator that cannot be had where a cluster is."""
    for place in subject.location.places if subject.boundary.accelerators else ():
        offered = {
            machine.accelerator for machine in gpu_flavours(place.site.provider, place.site.code, product="kubernetes")
        }
        for accelerator in sorted(subject.boundary.accelerators - offered):
            yield Finding(
                RULE.id,
                subject.resource.urn,
                f"{accelerator} {place.site.code}",
                f"{subject.resource.label} is at {place.site.code}, where no node with {accelerator} is sold: boundary "
                f"{subject.boundary} demands it. Fix: see bailiwick where --accelerator {accelerator}.",
            )


def _is_a_cluster(token: str) -> bool:
    kind = classify(token)
    return kind is not None and (kind.alias_of or token) in CLUSTERS


RULE = Rule(
    id="capability/accelerator-missing",
    title="Clusters must be where the demanded accelerators can be had",
    severity=Severity.MEDIUM,
    objective="capability",
    why="A cluster where the accelerators are missing grows a second one elsewhere.",
    fix="Choose a place with the accelerators.",
    frameworks=(Clause("gdpr", "article 24(1)"),),
    tier=Tier.PUBLIC,
    check=check,
    demanded=lambda boundary: bool(boundary.accelerators),
    speaks_of=_is_a_cluster,
)
