"""What is sent on is a flow of the map: log exports, telemetry, notifications."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.atlas.implied_flows import Role
from bailiwick.conformance.finding import Rule, told
from bailiwick.conformance.whereabouts import host_in, reached_at
from bailiwick.estate.values import readings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.atlas.implied_flows import DataRole
    from bailiwick.conformance.comparison import Comparison
    from bailiwick.conformance.finding import Finding
    from bailiwick.estate import Resource


def check(comparison: Comparison) -> Iterator[Finding]:
    """The breaches of the rule."""
    for resource, role in comparison.holders():
        if role.role is Role.EXPORT:
            yield from _sent(comparison, resource, role)


def _sent(comparison: Comparison, resource: Resource, role: DataRole) -> Iterator[Finding]:
    sources = {place.id for one in comparison.named(resource, role.of) for place in comparison.places_of(one)}
    targets = comparison.named(resource, role.to)
    for target in targets:
        places = {place.id for place in comparison.claimed(target)}
        if places and not comparison.flows(sources or None, places):
            message = f"{resource.label} sends data to {target.label}, and no flow of the map leads there."
            fix = f"add the flow (access: {role.access}) to {min(places)}"
            yield told(RULE.id, resource.urn, f"to {target.name}", message, fix)
    if targets:
        return  # of a target that no element claims, another rule tells
    hosts = _hosts(resource, role)
    for host in hosts:
        places = {place.id for place in comparison.map.places if host and reached_at(place, host)}
        if not places or not comparison.flows(sources or None, places):
            where = host or "a place that is not known"
            message = f"{resource.label} sends data to {where}, and no flow of the map leads there."
            fix = f"add a place with hosts: [{host}] and the flow (access: {role.access}), or remove the resource"
            fix = fix if host else "name the target in the program, or remove the resource"
            yield told(RULE.id, resource.urn, f"to {where}", message, fix)


def _hosts(resource: Resource, role: DataRole) -> list[str]:
    """The hosts to which an export sends; ``""`` for one that is not known, or a secret."""
    shown = resource.inputs if resource.inputs is not None else resource.outputs
    found = [item for path in role.to for item in readings(shown, path)]
    hosts = [host_in(str(item.value)) if not (item.unknown or item.secret) else "" for item in found]
    return list(dict.fromkeys(hosts)) or [role.default]


RULE = Rule(
    id="DC021",
    title="What is sent on is a flow of the map",
    why="Logs and events carry names and prompts; whoever receives them has them.",
    fix="Add the flow to the map, or stop the export.",
    check=check,
)
