"""Every flow of the map has a way in the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.atlas.implied_flows import Way
from bailiwick.conformance.comparison import CLUSTER
from bailiwick.conformance.finding import Rule, called, told
from bailiwick.conformance.ways import Ways
from bailiwick.datamap.terms import Network

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.conformance.comparison import Comparison
    from bailiwick.conformance.finding import Finding
    from bailiwick.datamap.model import Flow


def check(comparison: Comparison) -> Iterator[Finding]:
    """The breaches of the rule: flows of which the plan shows that they have no way."""
    ways = Ways(comparison)
    for flow in ways.flows:
        ends = (flow.source, flow.target)
        if not any(comparison.in_plan(comparison.places[name]) for name in ends):
            continue
        if any(comparison.is_missing(name) for name in ends):
            continue  # of a place that is missing another rule tells
        lacks, fix = _lacking(comparison, ways, flow)
        if lacks:
            message = f"The {called(flow)} leads from {flow.source} to {flow.target} over a {flow.transport.network} "
            yield told(RULE.id, comparison.estate.root, flow.id, f"{message}network, but {lacks}.", fix)


def _lacking(comparison: Comparison, ways: Ways, flow: Flow) -> tuple[str, str]:
    """What a flow lacks, as a clause, and how to mend it; two empty texts if nothing that a plan shows."""
    source, target = comparison.places[flow.source], comparison.places[flow.target]
    network = flow.transport.network
    if network is not Network.PUBLIC and ways.crosses_edge(flow):
        if not ways.has(Way.LINK):
            return (
                "the plan links its networks with no other",
                "add the link to the plan, or correct network in the map",
            )
    elif network is Network.PUBLIC:
        for place, outwards in ((source, True), (target, False)):
            # What a cluster lets in by load balancers of its own is not in a plan.
            if ways.shut(place) and not ways.leads_out(place) and (outwards or place.kind != CLUSTER):
                lacks = f"{place.id} has no address on the internet and its network no gateway"
                return lacks, "add a gateway to the plan, or correct network in the map"
    elif network is Network.PRIVATE:
        near, far = ways.networks(source), ways.networks(target)
        if near and far and not near & far and not ways.has(Way.LINK):
            return "the two are in networks that nothing joins", "put them in one network, or join the two"
    return "", ""


RULE = Rule(
    id="DC030",
    title="Every flow of the map has a way in the plan",
    why="A flow without a way happens over another one, which nobody has judged.",
    fix="Add the way to the plan, or correct the flow.",
    check=check,
)
