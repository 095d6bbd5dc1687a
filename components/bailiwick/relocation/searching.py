"""Searches the fewest changes of places and flows that make a map comply.

Only the place at which a finding arises can end it by being elsewhere, so each
such place is one change that no other replaces; a flow that nothing carries ends
with the move of its far end, or with being severed where the map says that it can
be. What is left to choose is which of the two is fewer, for each far end. In the
end each change is taken back on trial, and stays away if nothing comes of it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from bailiwick.atlas.regions import locate
from bailiwick.boundary import abbreviated
from bailiwick.datamap.crossing import carried, demands
from bailiwick.datamap.fields import OWN_KINDS
from bailiwick.datamap.finding import Severity
from bailiwick.datamap.judging import judge
from bailiwick.datamap.model import countries
from bailiwick.datamap.rules import dm002_place_elsewhere, dm004_flow_unbacked, dm032_owner_or_seat, dm035_foreign_reach
from bailiwick.datamap.rules import dm040_transport_weak as dm040
from bailiwick.datamap.situation import Situation
from bailiwick.datamap.terms import Severable
from bailiwick.relocation.bounds import COMPUTES, bound, bound_places, breaches, demanded
from bailiwick.relocation.choices import choices, current_region, ranked
from bailiwick.relocation.state import Changes

if TYPE_CHECKING:
    from bailiwick.boundary import Boundary
    from bailiwick.datamap.finding import Finding
    from bailiwick.datamap.model import Flow, Place
    from bailiwick.relocation.bounds import Breach
    from bailiwick.relocation.changes import Choice

_ABOUT_THE_OPERATOR: Final = frozenset({dm032_owner_or_seat.RULE.id, dm035_foreign_reach.RULE.id})
_MOST_TRIALS: Final = 200
"""Changes up to which each is taken back on trial; beyond that a map takes too long."""


@dataclass(slots=True)
class Verdict:
    """What is wrong with a map at some point of the search."""

    situation: Situation
    findings: tuple[Finding, ...]
    breaches: tuple[Breach, ...]
    reasons: dict[str, list[str]] = field(default_factory=dict)
    """By place: what its move would end, as messages."""
    rules: dict[str, set[str]] = field(default_factory=dict)
    """By place: the rules that say so."""
    uncarried: dict[str, list[Flow]] = field(default_factory=dict)
    """By far end: the flows into it that nothing carries."""

    @property
    def errors(self) -> list[Finding]:
        """The findings that are no lack of evidence."""
        return [item for item in self.findings if item.severity is Severity.ERROR]

    @property
    def problems(self) -> set[tuple[str, str]]:
        """What is wrong, as rule and subject."""
        told = {(item.rule, item.subject) for item in self.errors}
        return told | {("boundary", item.place.id) for item in self.breaches if item.shown}


class Search:
    """Changes to one map, found step by step."""

    def __init__(self, situation: Situation, ceiling: Boundary | None) -> None:
        self.original = situation
        self.ceiling = ceiling
        self.changes = Changes()
        self.stuck: dict[str, str] = {}
        """Places that would have to be elsewhere and cannot, with why."""
        self.because: dict[tuple[str, str], dict[str, None]] = {}
        """By field and id of a change: what it ends."""

    def verdict(self, changes: Changes) -> Verdict:
        """What is wrong with the map after some changes."""
        after = Situation(changes.applied(self.original.map), self.original.today)
        outside = tuple(breaches(after, self.ceiling)) if self.ceiling is not None else ()
        found = Verdict(after, judge(after), outside)
        for item in found.errors:
            for place in item.places:
                found.reasons.setdefault(place, []).append(f"{item.rule}: {item.message}")
                found.rules.setdefault(place, set()).add(item.rule)
        for breach in outside:
            if breach.shown:
                found.reasons.setdefault(breach.place.id, []).append(f"boundary: {breach.why}")
        for flow in after.map.flows:
            if any(not carried(after, flow, demand) for demand in demands(after, flow)):
                found.uncarried.setdefault(flow.target, []).append(flow)
        return found

    def run(self) -> Verdict:
        """Changes the map until no change helps any more; what is wrong with it then."""
        found = self.verdict(self.changes)
        while self._step(found):
            found = self.verdict(self.changes)
        return self._shed(found)

    def _step(self, found: Verdict) -> bool:
        """Makes the changes that follow from what is wrong; False if there is none to make."""
        if self._redeclare(found) | self._mend(found):
            return True  # what is wrong with places shows once that is done
        wrong = [place for place in found.situation.map.places if self._to_do(found, place)]
        options = {place.id: self._choices(found, place) for place in wrong if place.id not in self.changes.moves}
        # Where something is computed decides, and what is kept goes with it.
        for place in sorted(wrong, key=lambda item: item.kind not in COMPUTES):
            if place.id in self.changes.moves:
                self._try_next(found, place)
            elif self._cut_is_fewer(found, place, options[place.id]) and self._sever(found, place):
                pass
            elif options[place.id]:
                near = self._near(found.situation, place, options)
                self._note("moves", place.id, found)
                self.changes.moves[place.id] = ranked(options[place.id], place, near)
            else:
                self._sever(found, place)
        return bool(wrong)

    def _to_do(self, found: Verdict, place: Place) -> bool:
        return place.id not in self.stuck and (place.id in found.reasons or place.id in found.uncarried)

    def _note(self, name: str, item: str, found: Verdict, *, place: str = "") -> None:
        at = place or item
        messages = [*found.reasons.get(at, ())]
        messages += [f"flow {flow.id}: nothing carries it" for flow in found.uncarried.get(at, ())]
        self.because.setdefault((name, item), {}).update(dict.fromkeys(messages))

    def told(self, name: str, item: str) -> tuple[str, ...]:
        """What one of :meth:`Changes.single` ends."""
        return tuple(self.because.get((name, item), ()))

    def _redeclare(self, found: Verdict) -> bool:
        """Gives segments of bound data that the boundary rules out altogether the boundary's countries."""
        if self.ceiling is None:
            return False
        holding = bound_places(found.situation)
        used = {place.segment for place in found.situation.map.places if place.id in holding}
        wrong = [
            item
            for item in found.situation.map.segments
            if item.id in used and not countries(item.countries) & self.ceiling.countries
        ]
        for item in wrong:
            self.changes.redeclared[item.id] = tuple(abbreviated(self.ceiling.countries))
            told = f"boundary: the segment allows {', '.join(item.countries)} only, {self.ceiling.name} none of it."
            self.because["redeclared", item.id] = {told: None}
        return bool(wrong)

    def _mend(self, found: Verdict) -> bool:
        """Corrects countries that are not those of their regions, and weak TLS."""
        changed = False
        for item in found.errors:
            name = item.subject.partition(" ")[2]
            if item.rule == dm002_place_elsewhere.RULE.id and name not in self.changes.corrected:
                place = found.situation.places[name]
                site = locate(found.situation.parties[place.party].provider or "", place.region)
                assert site is not None
                self.changes.corrected[name] = site.country
                self.because["corrected", name] = {f"{item.rule}: {item.message}": None}
                changed = True
            elif item.rule == dm040.RULE.id and name not in self.changes.protected:
                self.changes.protected.add(name)
                self.because["protected", name] = {f"{item.rule}: {item.message}": None}
                changed = True
        return changed

    def _choices(self, found: Verdict, place: Place) -> tuple[Choice, ...]:
        boundary, why = demanded(found.situation, place, self._within(found, place), self.ceiling)
        if boundary is None:
            self.stuck[place.id] = f"It can be nowhere: {why}."
            return ()
        options = choices(found.situation, place, boundary)
        if found.rules.get(place.id, set()) & _ABOUT_THE_OPERATOR:
            options = tuple(item for item in options if item.party != place.party)
        if not options:
            self.stuck[place.id] = (
                f"No region that the atlas knows has {place.kind} inside {boundary}, so it cannot be moved there."
                if place.kind not in OWN_KINDS
                else f"Nobody sells {place.kind}: only its owner can move it."
            )
        return options

    def _within(self, found: Verdict, place: Place) -> frozenset[str] | None:
        """Countries to which the flows that nothing carries would have to lead."""
        inside: frozenset[str] | None = None
        for flow in found.uncarried.get(place.id, ()):
            for demand in demands(found.situation, flow):
                fits = demand.consequence.within
                inside = fits if inside is None else inside & fits
        return inside

    def _try_next(self, found: Verdict, place: Place) -> None:
        """Takes the next choice for a place whose last one did not do."""
        last, *rest = self.changes.moves[place.id]
        if found.rules.get(place.id, set()) & _ABOUT_THE_OPERATOR:
            rest = [item for item in rest if item.party != last.party]
        if rest:
            self.changes.moves[place.id] = tuple(rest)
            return
        del self.changes.moves[place.id]
        self.stuck[place.id] = f"No region does; in {last}: {'; '.join(found.reasons.get(place.id, ()))}"
        self._sever(found, place)

    def _cuts(self, found: Verdict, place: Place) -> list[Flow]:
        """The flows into a place whose end would do; empty where one of them cannot be severed."""
        flows = found.uncarried.get(place.id, [])
        if place.id in found.reasons:
            elements = found.situation.elements
            flows = [
                flow
                for flow in found.situation.map.flows
                if flow.target == place.id and any(bound(found.situation, elements[name]) for name in flow.elements)
            ]
        return list(flows) if all(map(_can_be_severed, flows)) else []

    def _cut_is_fewer(self, found: Verdict, place: Place, options: tuple[Choice, ...]) -> bool:
        """Whether severing changes less than moving: one flow rather than a place and a new party."""
        return len(self._cuts(found, place)) == 1 and all(item.new_party for item in options)

    def _sever(self, found: Verdict, place: Place) -> bool:
        """Severs the flows into a place, and those that go on from there, if nothing else goes wrong by that."""
        ending = self._cuts(found, place)
        trial, cut, known = self.changes.copy(), list[str](), _dangling(found)
        then = found
        while ending:
            cut += [flow.id for flow in ending]
            trial.severed |= set(cut)
            then = self.verdict(trial)
            adrift = _dangling(then) - known
            ending = [flow for flow in then.situation.map.flows if f"flow {flow.id}" in adrift]
            if len(ending) < len(adrift) or not all(map(_can_be_severed, ending)):
                return False
        if not cut or place.id in then.reasons or place.id in then.uncarried:
            return False
        for name in cut:
            self._note("severed", name, found, place=place.id)
        self.changes = trial
        self.stuck.pop(place.id, None)
        return True

    def _shed(self, found: Verdict) -> Verdict:
        """Takes back every change of which nothing comes."""
        single = [(name, item) for name, item in self.changes.single() if not self._plainly_needed(found, name, item)]
        if len(single) > _MOST_TRIALS:
            return found
        for name, item in single:
            trial = self.changes.without(name, item)
            then = self.verdict(trial)
            if then.problems <= found.problems:
                self.changes, found = trial, then
        return found

    def _plainly_needed(self, found: Verdict, name: str, item: str) -> bool:
        """Whether a place would be outside again without its move, so that no trial is needed to know."""
        if name != "moves":
            return False
        place, holding = self.original.places[item], bound_places(found.situation)
        if self.ceiling is not None and item in holding and not self.ceiling.allows(place.country):
            return True
        compiled = found.situation.compiled.get(place.segment)
        return compiled is not None and not compiled.boundary.allows(place.country)

    def _near(
        self, situation: Situation, place: Place, options: dict[str, tuple[Choice, ...]]
    ) -> Counter[tuple[str, str]]:
        """How many of a place's neighbours, those of its segment, are, go or could go to each region."""
        found: Counter[tuple[str, str]] = Counter()
        for other in situation.map.places:
            if other.segment != place.segment or other.id == place.id:
                continue
            if other.id in self.changes.moves:
                site = self.changes.moves[other.id][0].site
                found[site.provider, site.region] += 1
            elif other.id in options:
                found.update({(item.site.provider, item.site.region) for item in options[other.id]})
            elif (region := current_region(situation, other)) is not None:
                found[region] += 1
        return found


def _can_be_severed(flow: Flow) -> bool:
    """Whether the map says so, and what takes the flow's place."""
    said = flow.severability
    return said is not None and said.status is Severable.SEVERABLE and said.method is not None


def _dangling(found: Verdict) -> set[str]:
    """What begins or ends where the map does not have its data, as subjects of findings."""
    return {item.subject for item in found.errors if item.rule == dm004_flow_unbacked.RULE.id}
