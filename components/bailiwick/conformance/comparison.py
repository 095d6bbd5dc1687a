"""A map beside a plan: which place each resource belongs to, and which resources each place has."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from bailiwick.atlas.implied_flows import Role, role_of
from bailiwick.atlas.type_products import product_of
from bailiwick.conformance.naming import PROVIDERS, Names
from bailiwick.datamap.fields import OWN_KINDS
from bailiwick.estate.naming import named_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from bailiwick.atlas.implied_flows import DataRole
    from bailiwick.conformance.naming import Meant
    from bailiwick.datamap.model import DataMap, Element, Flow, Place
    from bailiwick.estate import Estate, Resource

STACK_REFERENCE: Final = "pulumi:pulumi:StackReference"
CLUSTER: Final = "kubernetes"
"""The kind of places whose objects are stores as well: secrets, volumes."""


class Comparison:
    """A map and a plan, indexed for the rules.

    A resource belongs to the place that names it, or that names the closest component around it; a part belongs to
    the place of its whole. A place takes only resources of its own kind; data of which the atlas knows no kind has to
    be named itself.
    """

    def __init__(self, data_map: DataMap, estate: Estate) -> None:
        self.map = data_map
        self.estate = estate
        self.places: dict[str, Place] = {item.id: item for item in data_map.places}
        names = Names(estate)
        self.meant: dict[str, Meant] = {
            item.id: names.meant_by(item.resource) for item in data_map.places if item.resource
        }
        self._named: dict[str, list[Place]] = {}
        for name, meant in self.meant.items():
            if meant.resource is not None:
                self._named.setdefault(meant.resource.urn, []).append(self.places[name])
        self._places_of: dict[str, tuple[Place, ...]] = {}

    def resources(self) -> Iterator[Resource]:
        """What the plan would create or keep, without components and providers.

        A type that the atlas does not know counts, unless it is a component's.
        """
        for item in self.estate:
            if item.type == STACK_REFERENCE or (item.provider and not item.type.startswith(PROVIDERS)):
                yield item

    @cached_property
    def elements_at(self) -> dict[str, list[Element]]:
        """The elements that come from, are kept, processed or delivered at a place, by its id."""
        found: dict[str, list[Element]] = {name: [] for name in self.places}
        for item in self.map.elements:
            for name in dict.fromkeys((item.origin.place, *item.storage, *item.processing, *item.destinations)):
                found[name].append(item)
        return found

    def places_of(self, resource: Resource) -> tuple[Place, ...]:
        """The places that a resource belongs to; more than one where several name the same."""
        if resource.urn not in self._places_of:
            self._places_of[resource.urn] = ()  # a part of itself is nowhere
            self._places_of[resource.urn] = self._above(resource) or self._of_whole(resource)
        return self._places_of[resource.urn]

    def _above(self, resource: Resource) -> tuple[Place, ...]:
        here: Resource | None = resource
        while here is not None:
            itself = here is resource
            fitting = tuple(one for one in self._named.get(here.urn, ()) if _takes(one, resource, itself=itself))
            if fitting:
                return fitting
            here = self.estate.get(here.parent) if here.parent else None
        return ()

    def _of_whole(self, resource: Resource) -> tuple[Place, ...]:
        role = role_of(resource.type)
        if role is None or role.role is not Role.PART:
            return ()
        found = (place for whole in self.named(resource, role.of) for place in self.places_of(whole))
        return tuple(dict.fromkeys(found))

    def named(self, resource: Resource, paths: tuple[str, ...]) -> list[Resource]:
        """The resources that inputs of one name, by URN; those that bear data or keys, or compute, count."""
        urns = {urn for path in paths for urn in named_in(resource, path, self.estate)}
        found = (self.estate.get(urn) for urn in sorted(urns))
        return [item for item in found if item is not None and product_of(item.type)]

    @cached_property
    def members(self) -> dict[str, list[Resource]]:
        """The resources of each place, by its id: those of its own kind, or all where none of them has a kind."""
        found: dict[str, list[Resource]] = {name: [] for name in self.places}
        for item in self.resources():
            for place in self.places_of(item):
                found[place.id].append(item)
        for name, items in found.items():
            own = [item for item in items if product_of(item.type) == self.places[name].kind]
            found[name] = own or items
        return found

    def holders(self) -> Iterator[tuple[Resource, DataRole]]:
        """What the plan has that bears data or keys, or of which nobody can tell, with its role."""
        for item in self.resources():
            role = role_of(item.type)
            if role is not None:
                yield item, role

    def claimed(self, resource: Resource) -> tuple[Place, ...]:
        """The places of a resource at which the map has an element."""
        return tuple(place for place in self.places_of(resource) if self.elements_at[place.id])

    def left_out(self, place: Place) -> bool:
        """Whether a place is a part of the platform that names nothing of the stack."""
        return not place.resource and bool(place.segment) and place.kind not in OWN_KINDS

    def is_missing(self, name: str) -> bool:
        """Whether a place of the platform, by its id, has nothing in the plan."""
        place = self.places[name]
        return self.left_out(place) or (bool(place.resource) and not self.members[name])

    def in_plan(self, place: Place) -> bool:
        """Whether a place is a part of this stack."""
        return bool(place.resource)

    def flows(self, starts: Collection[str] | None, ends: Collection[str] | None) -> list[Flow]:
        """The flows of the map from one of some places to one of others, by id; None for all of them."""
        return [
            flow
            for flow in self.map.flows
            if (starts is None or flow.source in starts) and (ends is None or flow.target in ends)
        ]


def _takes(place: Place, resource: Resource, *, itself: bool) -> bool:
    """Whether a place that names a resource, or a component around it, is one for it."""
    product, role = product_of(resource.type), role_of(resource.type)
    if product or role is None:
        return product in {"", place.kind}
    # Data of which the atlas knows no product: nobody claims it by naming what is around it, but for a cluster's own.
    return itself or (role.role is Role.STORE and place.kind == CLUSTER)
