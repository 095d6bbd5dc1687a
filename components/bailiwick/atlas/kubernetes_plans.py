"""Plans of managed Kubernetes, and how long its versions are supported."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from bailiwick.atlas.fact import Fact
from bailiwick.atlas.regions import locate
from bailiwick.atlas.tables import read_table


@dataclass(frozen=True, slots=True)
class Plan:
    """A kind of managed cluster."""

    provider: str
    name: str
    """As the provider spells it, e.g. ``free`` or ``kapsule-dedicated-4``."""
    dedicated: bool
    """Whether no other customer shares the control plane."""
    nodes: int | None
    """How many nodes it serves at most; None if that was not found."""
    cnis: tuple[str, ...]
    """The network plug-ins that can be had, as features of :mod:`bailiwick.atlas.vocabulary`."""
    default_cni: str
    """The one that a cluster gets unasked, or ``""`` if it has to be named."""
    pods: str
    """The range of the pods unless another is asked for, or ``""`` if that is not the plan's to say."""
    services: str
    """The range of the services, likewise."""
    zones: int
    """Over how many zones the control plane is spread."""
    places: tuple[str, ...]
    """Canonical codes of the regions that have it."""
    unverified: frozenset[str]
    """The fields that nobody was found to confirm."""
    note: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class Minor:
    """How long the provider supports a minor version of Kubernetes."""

    provider: str
    minor: str
    deprecated: date
    """From this day on no new cluster gets it."""
    end_of_support: date
    """From this day on the provider upgrades clusters by itself."""
    fact: Fact


def plans_at(provider: str, place: str) -> tuple[Plan, ...]:
    """The plans that a cluster in a region can have; ``place`` is any spelling of it."""
    site = locate(provider, place)
    return () if site is None else tuple(plan for plan in plans(provider) if site.region in plan.places)


@cache
def plans(provider: str = "") -> tuple[Plan, ...]:
    """All plans, or those of one provider."""
    return tuple(
        Plan(
            provider=row["provider"],
            name=row["plan"],
            dedicated=row["dedicated"],
            nodes=row["nodes"],
            cnis=tuple(row["cnis"]),
            default_cni=row["default_cni"],
            pods=row["pods"],
            services=row["services"],
            zones=row["zones"],
            places=tuple(row["places"]),
            unverified=frozenset(row["unverified"]),
            note=row.get("note", ""),
            fact=Fact.of(row),
        )
        for row in read_table("kubernetes")["plans"]
        if provider in {"", row["provider"]}
    )


@cache
def minors(provider: str = "") -> tuple[Minor, ...]:
    """The minor versions whose support is known, oldest first."""
    return tuple(
        Minor(
            row["provider"],
            row["minor"],
            date.fromisoformat(row["deprecated"]),
            date.fromisoformat(row["end_of_support"]),
            Fact.of(row),
        )
        for row in read_table("kubernetes")["minors"]
        if provider in {"", row["provider"]}
    )
