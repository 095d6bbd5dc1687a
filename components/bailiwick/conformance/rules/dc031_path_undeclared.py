"""Every way in or out that the plan opens serves a flow of the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.atlas.implied_flows import Way
from bailiwick.conformance.finding import Rule, told
from bailiwick.conformance.ways import Ways, computes
from bailiwick.datamap.terms import Network

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.conformance.comparison import Comparison
    from bailiwick.conformance.finding import Finding


def check(comparison: Comparison) -> Iterator[Finding]:
    """The breaches of the rule."""
    ways = Ways(comparison)
    public = [flow for flow in ways.flows if flow.transport.network is Network.PUBLIC]
    joining = [flow for flow in ways.flows if flow.transport.network is not Network.PUBLIC and ways.crosses_edge(flow)]
    touched = {name for flow in public for name in (flow.source, flow.target)}
    # Of a place that is missing another rule tells; nobody knows whether anything would compute there.
    computing = {name for name in touched if ways.computes(comparison.places[name]) or comparison.is_missing(name)}
    for resource, opening in ways.openings:
        if opening.way is Way.EGRESS and not computing:
            message = f"{resource.label} {opening.does}, and no public flow of the map touches what computes."
            yield told(RULE.id, resource.urn, "egress", message, "add the flows that need it, or remove the gateway")
        elif opening.way is Way.LINK and not joining:
            message = (
                f"{resource.label} {opening.does}, and no flow of the map needs a private network or VPN to there."
            )
            yield told(RULE.id, resource.urn, "link", message, "add the flows that need it, or remove the link")
    yield from _exposed(comparison, ways, touched)


def _exposed(comparison: Comparison, ways: Ways, touched: set[str]) -> Iterator[Finding]:
    """Resources with an address on the internet that no public flow needs."""
    holding = {resource.urn for resource, _ in comparison.holders()}
    for urn, seen in ways.exposed.items():
        resource = comparison.estate.resources[urn]
        places = {place.id for place in comparison.places_of(resource)}
        if urn in holding and not comparison.claimed(resource):
            continue  # another rule tells that nobody claims it
        needed = places & touched if places or computes(resource) else touched
        if not needed:
            message = f"{resource.label} is not shown to be closed to the internet ({seen}), "
            message += "and no public flow of the map needs it."
            yield told(RULE.id, urn, "exposed", message, "add the flow that needs it, or close it")


RULE = Rule(
    id="DC031",
    title="Every way in or out that the plan opens serves a flow of the map",
    why="A way that nobody needs is one by which data leaves unseen.",
    fix="Add the flow that needs it, or close the way.",
    check=check,
)
