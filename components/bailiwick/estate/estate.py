"""All resources of one plan, state or inventory, and where each of them is."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from bailiwick.estate.inference import infer
from bailiwick.estate.keeping import UNSEEN
from bailiwick.estate.location import Cause, Gap, Location
from bailiwick.estate.naming import named_by
from bailiwick.estate.records import read_records
from bailiwick.estate.values import readings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bailiwick.estate.keeping import Keeping
    from bailiwick.estate.records import Record
    from bailiwick.estate.resource import Resource

STACK: Final = "pulumi:pulumi:Stack"
"""The type of the resource that every program has and that stands for all of it."""


class Estate:
    """A graph of resources, by URN.

    Args:
        resources: the resources, by URN.
        complete: False while only a part of the graph has been seen, as in a
            resource policy; what only the rest could tell is then not final.
        keeping: who keeps the state, and the key of its secrets.
    """

    def __init__(self, resources: Mapping[str, Resource], *, complete: bool = True, keeping: Keeping = UNSEEN) -> None:
        self.resources = resources
        self.complete = complete
        self.keeping = keeping
        self._locations: dict[str, Location] = {}
        self._under_way: set[str] = set()
        self._urn_by_id: dict[str, str] | None = None
        self._urns_by_name: dict[str, set[str]] | None = None
        self._attached: dict[tuple[str, str], dict[str, list[Resource]]] = {}

    @classmethod
    def from_records(cls, records: Iterable[Record], *, keeping: Keeping = UNSEEN) -> Estate:
        """The estate of a rehearsal. See :class:`bailiwick.estate.records.Record` for what a record must offer."""
        return cls(read_records(records), keeping=keeping)

    def __iter__(self) -> Iterator[Resource]:
        return iter(self.resources.values())

    def __len__(self) -> int:
        return len(self.resources)

    def get(self, urn: str) -> Resource | None:
        """The resource with this URN, or None."""
        return self.resources.get(urn)

    def location(self, urn: str) -> Location:
        """Where the resource is. Total: a resource that is not here is unresolved, as is one that depends on itself."""
        known = self._locations.get(urn)
        if known is not None:
            return known
        resource = self.resources.get(urn)
        if resource is None:
            return _unresolved(f"{urn} is not part of what was read", final=self.complete)
        if urn in self._under_way:
            return _unresolved(f"{resource.short_label} is attached to itself", final=True)
        self._under_way.add(urn)
        try:
            location = infer(resource, self)
        finally:
            self._under_way.discard(urn)
        self._locations[urn] = location
        return location

    @cached_property
    def root(self) -> str:
        """URN of the resource that stands for the stack as a whole, or of the first one where none does."""
        stacks = (urn for urn, resource in self.resources.items() if resource.type == STACK)
        return next(stacks, next(iter(self.resources), ""))

    def attached(self, urn: str, token: str, by: str) -> tuple[Resource, ...]:
        """The resources of a type that name the one with this URN in an input.

        Args:
            urn: of the resource that is named.
            token: the canonical type of those that name it; deprecated aliases of it count.
            by: path of the input that names it: by its id, by its name, or through a dependency.

        Nothing is attached to anything before the estate is complete: others may follow, and other threads of the
        policy pack's server are adding what they have been shown.
        """
        if not self.complete:
            return ()
        if (token, by) not in self._attached:
            self._attached[token, by] = named_by(self, token, by)
        return tuple(self._attached[token, by].get(urn, ()))

    def called(self, name: str) -> frozenset[str]:
        """URNs of the resources to which the program gave this name at the provider."""
        if self._urns_by_name is None:
            self._urns_by_name = {}
            for resource in self.resources.values():
                for reading in readings(resource.inputs, "name"):
                    if not reading.unknown:
                        self._urns_by_name.setdefault(str(reading.value), set()).add(resource.urn)
        return frozenset(self._urns_by_name.get(name, ()))

    def with_id(self, identifier: str) -> Resource | None:
        """The resource to which the provider gave this id, if exactly one has it."""
        if not self.complete:
            return None  # resource policies are shown no ids
        if self._urn_by_id is None:
            self._urn_by_id = {}
            for resource in self.resources.values():
                if resource.id:
                    # Two resources may share an id (a thing and its setting); then the id proves nothing.
                    self._urn_by_id[resource.id] = "" if resource.id in self._urn_by_id else resource.urn
        return self.resources.get(self._urn_by_id.get(identifier, ""))


def _unresolved(why: str, *, final: bool) -> Location:
    return Location.of((), (Gap(why, Cause.OUT_OF_SIGHT, final=final),))
