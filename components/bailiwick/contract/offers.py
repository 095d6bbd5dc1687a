"""What a provider sells where: dated, sourced rows that decide whether a component can be built as asked."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from bailiwick.atlas import Fact

DATA = Path(__file__).with_name("data")


@dataclass(frozen=True, slots=True)
class NodeType:
    """A kind of machine that a node pool can be made of."""

    name: str
    """As the provider spells it, e.g. ``H100-1-80G``."""
    accelerator: str | None
    """e.g. ``H100``; None for a machine without any."""
    accelerators: int
    """How many of them a node has."""
    zones: frozenset[str]
    """Where it is sold."""
    fact: Fact


@dataclass(frozen=True, slots=True)
class Unavailable:
    """Something that people ask for and that cannot be had."""

    name: str
    why: str
    instead: str
    """The nearest thing that can be had, or ``""``."""
    fact: Fact


@dataclass(frozen=True, slots=True)
class KubernetesMinor:
    """How long the provider supports a minor version of Kubernetes."""

    minor: str
    deprecated: date
    """From this day on no new cluster gets it."""
    end_of_support: date
    """From this day on the provider upgrades clusters by itself."""
    fact: Fact


@dataclass(frozen=True, slots=True)
class ControlPlane:
    """A size of the managed control plane."""

    name: str
    dedicated: bool
    """Whether no other customer shares it."""
    nodes: int
    """How many nodes it serves at most."""
    fact: Fact


def cited(fact: Fact) -> str:
    """The provenance of a refusal: source and date."""
    return f"{fact.source}, {fact.as_of.isoformat()}"


@cache
def node_types(provider: str) -> tuple[NodeType, ...]:
    """All node types known; complete for those with accelerators."""
    return tuple(
        NodeType(row["node_type"], row["accelerator"], row["accelerators"], frozenset(row["zones"]), Fact.of(row))
        for row in _table(provider)["node_types"]
    )


@cache
def unavailable(provider: str) -> tuple[Unavailable, ...]:
    """Accelerators the provider does not sell and node types that cannot be nodes."""
    table = _table(provider)
    not_sold = [
        Unavailable(row["accelerator"], "it is sold in no zone", row["instead"], Fact.of(row))
        for row in table["not_sold"]
    ]
    return (*not_sold, *(Unavailable(row["node_type"], row["why"], "", Fact.of(row)) for row in table["ineligible"]))


@cache
def control_planes(provider: str) -> tuple[ControlPlane, ...]:
    """All control planes, shared ones included."""
    return tuple(
        ControlPlane(row["control_plane"], row["dedicated"], row["nodes"], Fact.of(row))
        for row in _table(provider)["control_planes"]
    )


@cache
def kubernetes_minors(provider: str) -> tuple[KubernetesMinor, ...]:
    """The minor versions of Kubernetes whose support is known, oldest first."""
    return tuple(
        KubernetesMinor(
            row["minor"],
            date.fromisoformat(row["deprecated"]),
            date.fromisoformat(row["end_of_support"]),
            Fact.of(row),
        )
        for row in _table(provider)["kubernetes"]
    )


@cache
def places_of(provider: str, product: str) -> tuple[frozenset[str], Fact]:
    """The regions or zones in which ``product`` is sold, and who says so."""
    row = next(row for row in _table(provider)["products"] if row["product"] == product)
    return frozenset(row["places"]), Fact.of(row)


def due_for_review(provider: str, today: date) -> str | None:
    """What to say when rows are past the day on which somebody should have looked again; None while none is."""
    rows = [row for name, table in _table(provider).items() if name != "about" for row in table]
    stale = [fact for fact in map(Fact.of, rows) if fact.stale(today)]
    if not stale:
        return None
    return (
        f"{len(stale)} of {len(rows)} facts about what {provider} offers are due for review, "
        f"the oldest since {min(fact.review_after for fact in stale)}"
    )


@cache
def _table(provider: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((DATA / f"{provider}.json").read_text(encoding="utf-8"))
    return found
