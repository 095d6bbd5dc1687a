"""What holds for each element of a map: its class after inheritance, and the laws that it is under."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING

from bailiwick.atlas.frameworks import Aspect, Consequence, Framework, framework, frameworks
from bailiwick.datamap.model import countries
from bailiwick.datamap.terms import Classification, PersonalData

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bailiwick.atlas.conditions import Condition
    from bailiwick.datamap.compiling import Compiled
    from bailiwick.datamap.model import DataMap, Element, Flow, Party, Place
    from bailiwick.datamap.papers import Document


@dataclass(frozen=True, slots=True)
class Nature:
    """What an element is once the elements that it was made from are counted in."""

    classification: Classification
    personal: PersonalData
    categories: frozenset[str]
    residency: frozenset[str]
    """Countries in which its subjects live."""
    collected: frozenset[str]
    """Countries in which it was collected."""
    workforce: frozenset[bool]
    """Whether subjects are employees or applicants, for each group of them."""
    chosen: frozenset[str]
    """Frameworks listed for it or for what it was made from."""

    @property
    def is_personal(self) -> bool:
        """Whether it can be traced to people; data that is anonymous without proof counts, too."""
        return self.personal >= PersonalData.PSEUDONYMISED


class Situation:
    """A map on a day, indexed for the rules."""

    def __init__(self, data_map: DataMap, today: date) -> None:
        self.map = data_map
        self.today = today
        self.parties: dict[str, Party] = {item.id: item for item in data_map.parties}
        self.places: dict[str, Place] = {item.id: item for item in data_map.places}
        self.elements: dict[str, Element] = {item.id: item for item in data_map.elements}
        self.flows_of: dict[str, list[Flow]] = {name: [] for name in self.elements}
        for flow in data_map.flows:
            for name in flow.elements:
                self.flows_of[name].append(flow)
        self.compiled: dict[str, Compiled] = {}
        """Boundaries of segments as far as somebody has asked for them."""
        self._laws: dict[str, tuple[Framework, ...]] = {}

    @property
    def controller(self) -> Party:
        """The party that decides."""
        return self.parties[self.map.controller.party]

    @cached_property
    def natures(self) -> dict[str, Nature]:
        """By element."""
        found: dict[str, Nature] = {}
        graph = {item.id: item.derived_from for item in self.map.elements}
        for name in TopologicalSorter(graph).static_order():
            item = self.elements[name]
            found[name] = self._nature(item, [found[parent] for parent in item.derived_from])
        return found

    def own_nature(self, item: Element) -> Nature:
        """What an element says of itself."""
        personal = item.personal_data
        if personal is PersonalData.ANONYMOUS and not self.proven_anonymous(item):
            personal = PersonalData.PSEUDONYMISED
        return Nature(
            item.classification,
            personal,
            frozenset(item.categories),
            frozenset().union(*(countries(one.residency) for one in item.subjects)),
            countries(item.origin.collected_in),
            frozenset(one.group.is_workforce for one in item.subjects),
            frozenset(item.frameworks),
        )

    def _nature(self, item: Element, parents: list[Nature]) -> Nature:
        own = self.own_nature(item)
        if self.proven_anonymous(item):
            return own
        every = [own, *parents]
        return Nature(
            max(one.classification for one in every),
            max(one.personal for one in every),
            frozenset().union(*(one.categories for one in every)),
            frozenset().union(*(one.residency for one in every)),
            frozenset().union(*(one.collected for one in every)),
            frozenset().union(*(one.workforce for one in every)),
            frozenset().union(*(one.chosen for one in every)),
        )

    def proven_anonymous(self, item: Element) -> bool:
        """Whether an assessment on file that has not expired says that the element is anonymous."""
        return item.anonymity is not None and item.anonymity.holds(self.today)

    def homes(self, item: Element) -> list[Place]:
        """Where an element is kept or processed, each place once."""
        return [self.places[name] for name in dict.fromkeys((*item.storage, *item.processing))]

    def hosts(self, item: Element) -> list[Place]:
        """Those of its places that somebody other than the controller runs."""
        return [place for place in self.homes(item) if place.party != self.controller.id]

    def triggered(self, item: Element) -> frozenset[str]:
        """The frameworks that an element is under whether anybody lists them or not."""
        return frozenset(
            law.id for law in frameworks() if any(self._meets(item, condition) for condition in law.triggers)
        )

    def laws(self, item: Element) -> tuple[Framework, ...]:
        """The frameworks that an element is under: listed, inherited and derived."""
        if item.id not in self._laws:
            names = sorted(self.natures[item.id].chosen | self.triggered(item))
            self._laws[item.id] = tuple(law for name in names if (law := framework(name)) is not None)
        return self._laws[item.id]

    def consequences(self, item: Element, *aspects: Aspect) -> Iterator[tuple[Framework, Consequence]]:
        """What follows for an element from laws in force, of certain aspects."""
        for law in self.laws(item):
            if not law.binding:
                continue
            for found in law.consequences:
                begun = found.starts is None or found.starts <= self.today
                if found.aspect in aspects and begun and (found.when is None or self._meets(item, found.when)):
                    yield law, found

    def document(self, shows: str, party: str = "") -> Document | None:
        """A document on file that counts today."""
        return next(
            (one for one in self.map.documents if (one.shows, one.party) == (shows, party) and one.holds(self.today)),
            None,
        )

    def _meets(self, item: Element, condition: Condition) -> bool:
        nature, controller = self.natures[item.id], self.map.controller
        risk = "high" if controller.ai_risk is None else controller.ai_risk.value  # undecided counts as high
        china = controller.china
        return (
            condition.personal in (None, nature.is_personal)
            and (condition.hosted is None or condition.hosted == bool(self.hosts(item)))
            and (condition.critical is None or china is None or condition.critical == china.critical_infrastructure)
            and (condition.individuals_from is None or china is None or china.individuals >= condition.individuals_from)
            and (not condition.controller or self.controller.country in condition.controller)
            and (not condition.residency or bool(nature.residency & condition.residency))
            and (not condition.placed or any(place.country in condition.placed for place in self.homes(item)))
            and (not condition.categories or bool(nature.categories & condition.categories))
            and (not condition.sectors or controller.sector.value in condition.sectors)
            and (not condition.kinds or item.kind.value in condition.kinds)
            and (not condition.entity or controller.entity.value in condition.entity)
            and (not condition.risk or risk in condition.risk)
        )
