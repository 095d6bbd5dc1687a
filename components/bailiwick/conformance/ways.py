"""The ways into and out of the platform that a plan opens, as far as a plan shows them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from bailiwick.atlas.implied_flows import Way, opening_of
from bailiwick.atlas.resource_types import Bearing, classify
from bailiwick.datamap.terms import Access
from bailiwick.estate.protection import Outcome, assess

if TYPE_CHECKING:
    from bailiwick.atlas.implied_flows import Opening
    from bailiwick.conformance.comparison import Comparison
    from bailiwick.datamap.model import Flow, Place
    from bailiwick.estate import Resource

EXPOSURES: Final = ("private-compute", "private-nodes", "private-database", "private-load-balancer")
"""Controls whose breach gives a resource an address on the internet."""


class Ways:
    """What a plan lets in and out."""

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison

    @cached_property
    def openings(self) -> list[tuple[Resource, Opening]]:
        """Gateways to everywhere and links to other networks."""
        found = ((item, opening_of(item.type)) for item in self._comparison.resources())
        return [(item, opening) for item, opening in found if opening is not None and opening.way is not Way.NETWORK]

    def has(self, way: Way) -> bool:
        """Whether the plan opens a way of this kind."""
        return any(opening.way is way for _, opening in self.openings)

    @cached_property
    def exposed(self) -> dict[str, str]:
        """By URN, what gives a resource an address on the internet, or may give it one; a clause."""
        found: dict[str, str] = {}
        for item in self._comparison.resources():
            for control in EXPOSURES:
                for answer in assess(control, item, self._comparison.estate):
                    if answer.outcome in {Outcome.VIOLATED, Outcome.UNKNOWN, Outcome.NOT_OFFERED}:
                        found.setdefault(item.urn, answer.seen or answer.control.lacks)
        return found

    @cached_property
    def flows(self) -> list[Flow]:
        """The flows of the map that need a way of the platform's own; a provider's support comes by the provider's."""
        return [flow for flow in self._comparison.map.flows if flow.access is not Access.SUPPORT]

    def leads_out(self, place: Place) -> bool:
        """Whether a gateway leads out of the networks of a place, as far as the plan shows which it serves."""
        near, served = self.networks(place), self._served
        return self.has(Way.EGRESS) and (not near or not served or bool(near & served))

    @cached_property
    def _served(self) -> frozenset[str]:
        """URNs of the networks to which something connects a gateway."""
        gateways = {item.urn for item, opening in self.openings if opening.way is Way.EGRESS}
        connecting = [
            item
            for item in self._comparison.resources()
            if item.urn in gateways or any(gateways & set(urns) for urns in item.property_dependencies.values())
        ]
        return frozenset().union(*(self._networks_of(item, set()) for item in connecting))

    def shut(self, place: Place) -> bool:
        """Whether the plan shows that what computes at a place has no address on the internet."""
        computing = [item for item in self._comparison.members[place.id] if computes(item)]
        closed = [
            item
            for item in computing
            if item.urn not in self.exposed
            and any(True for control in EXPOSURES for _ in assess(control, item, self._comparison.estate))
        ]
        return bool(computing) and closed == computing

    def computes(self, place: Place) -> bool:
        """Whether anything computes at a place."""
        return any(computes(item) for item in self._comparison.members[place.id])

    def networks(self, place: Place) -> frozenset[str]:
        """URNs of the private networks that what is at a place is in, directly or through its cluster."""
        return frozenset().union(*(self._networks_of(item, set()) for item in self._comparison.members[place.id]))

    def _networks_of(self, resource: Resource, seen: set[str]) -> set[str]:
        found: set[str] = set()
        for urn in {urn for urns in resource.property_dependencies.values() for urn in urns} - seen:
            seen.add(urn)
            near = self._comparison.estate.get(urn)
            opening = opening_of(near.type) if near is not None else None
            if near is None:
                continue
            if opening is not None and opening.way is Way.NETWORK:
                found.add(urn)
            elif computes(near) or computes(resource):
                found |= self._networks_of(near, seen)
        return found

    def crosses_edge(self, flow: Flow) -> bool:
        """Whether one end of a flow is in the plan, and the other is neither there nor run by the same party."""
        source, target = (self._comparison.places[name] for name in (flow.source, flow.target))
        within = source.party == target.party
        return not within and self._comparison.in_plan(source) != self._comparison.in_plan(target)


def computes(resource: Resource) -> bool:
    """Whether a resource computes: a machine, a cluster, a pool of nodes."""
    kind = classify(resource.type)
    return kind is not None and kind.bears is Bearing.COMPUTE
