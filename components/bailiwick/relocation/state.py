"""A map with changes made to it, of which each can be taken back."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from bailiwick.datamap.model import Party
from bailiwick.relocation.choices import new_party

if TYPE_CHECKING:
    from bailiwick.datamap.model import DataMap, Element, Flow, Place
    from bailiwick.relocation.changes import Choice

SOUND_TLS: Final = "1.2"
"""The least that rule DM040 accepts."""


@dataclass(slots=True)
class Changes:
    """What is changed, each by the id of what it changes."""

    moves: dict[str, tuple[Choice, ...]] = field(default_factory=dict)
    """Places; the first choice is taken."""
    corrected: dict[str, str] = field(default_factory=dict)
    """Places, with the country in which their region is."""
    severed: set[str] = field(default_factory=set)
    """Flows."""
    protected: set[str] = field(default_factory=set)
    """Flows."""
    redeclared: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Segments, with their new countries."""

    def copy(self) -> Changes:
        """One that can be changed apart."""
        return Changes(
            dict(self.moves), dict(self.corrected), set(self.severed), set(self.protected), dict(self.redeclared)
        )

    def single(self) -> list[tuple[str, str]]:
        """Each change as the name of its field and an id."""
        return [
            (name, item)
            for name in ("severed", "moves", "corrected", "protected", "redeclared")
            for item in sorted(getattr(self, name))
        ]

    def without(self, name: str, item: str) -> Changes:
        """All but one of :meth:`single`."""
        found = self.copy()
        changed = getattr(found, name)
        if isinstance(changed, set):
            changed.remove(item)
        else:
            del changed[item]
        return found

    def applied(self, data_map: DataMap) -> DataMap:
        """The map after the changes."""
        flows = tuple(self._flow(item) for item in data_map.flows if item.id not in self.severed)
        arriving = {(name, flow.target) for flow in flows for name in flow.elements}
        cut = [flow for flow in data_map.flows if flow.id in self.severed]
        gone = {(name, flow.target) for flow in cut for name in flow.elements} - arriving
        return replace(
            data_map,
            parties=(*data_map.parties, *self.new_parties(data_map)),
            segments=tuple(
                replace(item, countries=self.redeclared[item.id]) if item.id in self.redeclared else item
                for item in data_map.segments
            ),
            places=tuple(self._place(item) for item in data_map.places),
            elements=tuple(_pruned(item, gone) for item in data_map.elements),
            flows=flows,
        )

    def new_parties(self, data_map: DataMap) -> tuple[Party, ...]:
        """The parties that moves bring in."""
        known = {item.id for item in data_map.parties}
        found: dict[str, Party] = {}
        for chosen in (found_choices[0] for found_choices in self.moves.values()):
            if chosen.party not in known:
                name, country = new_party(chosen)
                provider = chosen.site.provider
                found[chosen.party] = Party(id=chosen.party, name=name, country=country, provider=provider)
        return tuple(found.values())

    def _place(self, place: Place) -> Place:
        if place.id in self.moves:
            chosen = self.moves[place.id][0]
            return replace(place, party=chosen.party, country=chosen.site.country, region=chosen.site.region)
        return replace(place, country=self.corrected.get(place.id, place.country))

    def _flow(self, flow: Flow) -> Flow:
        return replace(flow, transport=replace(flow.transport, tls=SOUND_TLS)) if flow.id in self.protected else flow


def _pruned(item: Element, gone: set[tuple[str, str]]) -> Element:
    """An element without the places to which no flow brings it any more."""

    def kept(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name for name in names if name == item.origin.place or (item.id, name) not in gone)

    storage, processing, destinations = kept(item.storage), kept(item.processing), kept(item.destinations)
    if (storage, processing, destinations) == (item.storage, item.processing, item.destinations):
        return item
    return replace(item, storage=storage, processing=processing, destinations=destinations)
