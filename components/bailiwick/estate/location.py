"""Where a resource is, how that is known, and what about it is not known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bailiwick.atlas import Site

ARROW = " → "


class Standing(StrEnum):
    """The answer to the question where a resource is, in one word."""

    LOCATED = "located"
    """All its places are known."""
    UNRESOLVED = "unresolved"
    """At least one of its places is not."""
    GLOBAL = "global"
    """It spans places that nobody chooses."""
    NOT_APPLICABLE = "not applicable"
    """It is not a thing that is anywhere."""
    UNCLASSIFIED = "unclassified"
    """The atlas does not know its type."""


class Cause(StrEnum):
    """Why a place is not known."""

    UNKNOWN_VALUE = "unknown value"
    MISSING = "missing"
    NOT_IN_ATLAS = "not in the atlas"
    EVERYWHERE = "everywhere"
    OUT_OF_SIGHT = "out of sight"
    BEYOND_THE_ATLAS = "beyond the atlas"
    NOT_PUBLISHED = "not published"
    FOREIGN = "foreign"
    """It belongs to a provider whose places the atlas does not know."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a resource, with the way that led to it."""

    site: Site
    spelling: str
    """The code as it was written."""
    origin: str
    """What holds the code: ``input region``, ``output region``, ``provider region``, ``id in clusterId``."""
    hops: tuple[str, ...] = ()
    """What was followed to get there, e.g. ``("kubeId", "Kube 'letters'")``."""
    copy: bool = False
    """Whether this is where copies go (replicas, backups) and not where the resource itself is."""

    @property
    def country(self) -> str:
        """ISO 3166-1 alpha-2 code."""
        return self.site.country

    @property
    def reason(self) -> str:
        """The chain inside a sentence: ``region pl-waw → Warsaw → PL``."""
        origin = self.origin.removeprefix("input ")
        return ARROW.join((*self.hops, f"{origin} {self.spelling}", self.site.city, self.country))

    def __str__(self) -> str:
        role = "copy, from" if self.copy else "from"
        start = f"{self.site.provider} {self.spelling} ({role} {self.origin})"
        return ARROW.join((*self.hops, start, self.site.city, self.country))


@dataclass(frozen=True, slots=True)
class Gap:
    """One place of a resource that is not known."""

    why: str
    """A clause: ``region is not known in preview``."""
    cause: Cause
    at: str = ""
    """The input that should have told it."""
    hops: tuple[str, ...] = ()
    fix: str = ""
    """What the user can do, as an instruction."""
    final: bool = True
    """False if a view of the whole graph may still close it."""
    copy: bool = False
    """Whether it is about where copies go, and not about where the resource itself is."""

    def __str__(self) -> str:
        return ARROW.join((*self.hops, self.why))


@dataclass(frozen=True, slots=True)
class Location:
    """Where a resource is. There is one for every resource, whatever it is."""

    standing: Standing
    places: tuple[Place, ...] = ()
    gaps: tuple[Gap, ...] = ()
    why: str = ""
    """For a standing without places: the reason, as a clause."""
    through: str = ""
    """URN of the provider in whose verdict this one is contained, for objects inside a cluster."""

    @classmethod
    def of(cls, places: Iterable[Place], gaps: Iterable[Gap]) -> Location:
        """The location made of these places and gaps, each told once. Neither of them is a gap as well."""
        known = _distinct(places)
        told = tuple(dict.fromkeys(gaps))
        if not known and not told:
            told = (Gap("nothing tells its place", Cause.MISSING),)
        return cls(Standing.UNRESOLVED if told else Standing.LOCATED, known, told)

    @property
    def countries(self) -> frozenset[str]:
        """The countries of all places that are known."""
        return frozenset(place.country for place in self.places)

    def settled(self) -> Location:
        """The same without the gaps that a view of the whole graph may still close."""
        return Location(
            self.standing, self.places, tuple(gap for gap in self.gaps if gap.final), self.why, self.through
        )

    def via(self, *hops: str) -> Location:
        """The same, seen from a resource that is attached to this one; where copies go is told once, for this one."""
        places = tuple(replace(place, hops=hops + place.hops) for place in self.places if not place.copy)
        gaps = tuple(replace(gap, hops=hops + gap.hops) for gap in self.gaps if not gap.copy)
        copies_only = self.standing is Standing.UNRESOLVED and not gaps
        return replace(self, standing=Standing.LOCATED if copies_only else self.standing, places=places, gaps=gaps)

    def __str__(self) -> str:
        if self.standing in (Standing.LOCATED, Standing.UNRESOLVED):
            known = [str(place) for place in self.places]
            return "; ".join([*known, *(f"{'copies ' if gap.copy else ''}unresolved: {gap}" for gap in self.gaps)])
        return f"{self.standing}: {self.why}"


def _distinct(places: Iterable[Place]) -> tuple[Place, ...]:
    """Each site once, and a region only if none of its zones is named as well."""
    places = tuple(places)
    if len(places) <= 1:
        return places
    by_site: dict[tuple[str, str, bool], Place] = {}
    for place in places:
        by_site.setdefault((place.site.provider, place.site.code, place.copy), place)
    narrowed = {(place.site.provider, place.site.region, place.copy) for place in by_site.values() if place.site.zone}
    return tuple(
        place
        for place in by_site.values()
        if place.site.zone or (place.site.provider, place.site.region, place.copy) not in narrowed
    )
