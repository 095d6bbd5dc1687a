"""The machines that instances and nodes are made of, above all those with accelerators."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from bailiwick.atlas.fact import Fact
from bailiwick.atlas.regions import locate
from bailiwick.atlas.tables import read_table


@dataclass(frozen=True, slots=True)
class Machine:
    """A kind of machine as a provider sells it; None stands for what is not known."""

    provider: str
    name: str
    """As the provider spells it, e.g. ``H100-1-80G`` or ``h100-380``."""
    accelerator: str | None
    """Id of a feature in :mod:`bailiwick.atlas.vocabulary`; None for a machine without any."""
    accelerators: int
    """How many of them it has."""
    accelerator_memory_gb: int
    """Memory of each of them in GB."""
    vcpus: int | None
    memory_gb: int | None
    local_storage_gb: int | None
    """Scratch storage in GB, erased when the machine stops; 0 for none."""
    eur_per_hour: float | None
    """Price without VAT."""
    places: tuple[str, ...]
    """Canonical codes of the regions or zones in which it is sold."""
    products: tuple[str, ...]
    """``instances``, ``kubernetes`` or both: a machine may be no node."""
    unverified: frozenset[str]
    """The fields that nobody was found to confirm."""
    note: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class Ineligible:
    """A kind of machine that cannot be, or must not be, a node of a managed cluster."""

    provider: str
    name: str
    why: str
    """As a clause."""
    fact: Fact


@cache
def gpu_flavours(provider: str, place: str = "", *, product: str = "") -> tuple[Machine, ...]:
    """The machines with accelerators that are sold in a place, in the order of the table.

    Args:
        provider: ``ovh`` or ``scaleway``.
        place: any spelling of a region or zone; a region stands for its zones too. Without it, all places.
        product: ``instances`` or ``kubernetes``; without it, either.
    """
    return tuple(
        machine
        for machine in machines(provider)
        if machine.accelerator and (not product or product in machine.products) and _sold(machine, place)
    )


@cache
def machines(provider: str = "") -> tuple[Machine, ...]:
    """All kinds of machines, or those of one provider."""
    return tuple(
        Machine(
            provider=row["provider"],
            name=row["name"],
            accelerator=row["accelerator"],
            accelerators=row["accelerators"],
            accelerator_memory_gb=row["accelerator_memory_gb"],
            vcpus=row["vcpus"],
            memory_gb=row["memory_gb"],
            local_storage_gb=row["local_storage_gb"],
            eur_per_hour=row["eur_per_hour"],
            places=tuple(row["places"]),
            products=tuple(row["products"]),
            unverified=frozenset(row["unverified"]),
            note=row.get("note", ""),
            fact=Fact.of(row),
        )
        for row in read_table("machines")["rows"]
        if provider in {"", row["provider"]}
    )


@cache
def ineligible(provider: str = "") -> tuple[Ineligible, ...]:
    """The kinds of machines that cannot be nodes."""
    return tuple(
        Ineligible(row["provider"], row["name"], row["why"], Fact.of(row))
        for row in read_table("machines")["ineligible"]
        if provider in {"", row["provider"]}
    )


def _sold(machine: Machine, place: str) -> bool:
    if not place:
        return True
    asked = locate(machine.provider, place)
    if asked is None:
        return False
    for code in machine.places:
        site = locate(machine.provider, code)
        if site is not None and (asked.code in {site.code, site.region} or site.code == asked.region):
            return True
    return False
