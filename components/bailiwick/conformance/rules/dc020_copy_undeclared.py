"""Backups and replicas are flows of the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.atlas.implied_flows import Role
from bailiwick.conformance.finding import Rule, told
from bailiwick.conformance.whereabouts import agrees
from bailiwick.datamap.terms import Access

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.atlas.implied_flows import DataRole
    from bailiwick.conformance.comparison import Comparison
    from bailiwick.conformance.finding import Finding
    from bailiwick.datamap.model import Place
    from bailiwick.estate import Resource

_COPIES = frozenset({Access.COPY, Access.BACKUP, Access.REPLICATION})


def check(comparison: Comparison) -> Iterator[Finding]:
    """The breaches of the rule; of what no element claims, another rule tells."""
    for resource, role in comparison.holders():
        claimed = comparison.claimed(resource)
        if not claimed:
            continue
        yield from _sent(comparison, resource, claimed)
        if role.role is Role.COPY:
            yield from _copied(comparison, resource, role, claimed)


def _sent(comparison: Comparison, resource: Resource, claimed: tuple[Place, ...]) -> Iterator[Finding]:
    """Copies that a setting of the resource, or the provider's habit, sends elsewhere."""
    location = comparison.estate.location(resource.urn)
    names = [place.id for place in claimed]
    for found in location.places:
        if not found.copy:
            continue
        there = [place.id for place in comparison.map.places if agrees(place, found.site)]
        if not any(flow.access in _COPIES for flow in comparison.flows(names, there)):
            message = f"{resource.label} sends copies to {found.country} ({found.reason}), and no flow of the map does "
            message += f"from {names[0]}."
            fix = f"add the place and the flow (access: {Access.REPLICATION} or {Access.BACKUP}), or keep copies here"
            yield told(RULE.id, resource.urn, f"copies to {found.site.region}", message, fix)
    for gap in location.gaps:
        if gap.copy:
            message = f"{resource.label} at {names[0]} sends copies, and nothing shows where to: {gap}."
            yield told(RULE.id, resource.urn, f"copies {gap.at}", message, gap.fix or "name where copies go")


def _copied(
    comparison: Comparison, resource: Resource, role: DataRole, claimed: tuple[Place, ...]
) -> Iterator[Finding]:
    """A resource that is a copy of another one."""
    originals = comparison.named(resource, role.of)
    sources = {place.id for one in originals for place in comparison.places_of(one)}
    names = {place.id for place in claimed}
    if sources & names:
        return  # within one place
    flows = comparison.flows(sources or None, names)
    if not any(flow.access in _COPIES for flow in flows):
        what = originals[0].label if originals else "something that the plan does not show"
        message = f"{resource.label} holds copies of {what}, and no flow of the map brings them to {claimed[0].id}."
        fix = f"add the flow (access: {role.access}) to {claimed[0].id}"
        yield told(RULE.id, resource.urn, "copy", message, fix)


RULE = Rule(
    id="DC020",
    title="Backups and replicas are flows of the map",
    why="A copy is the same data under the law of the place to which it goes.",
    fix="Add the flow and the place of the copies to the map, or make none.",
    check=check,
)
