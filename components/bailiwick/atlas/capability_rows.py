"""The rows that say what a provider can do where, as they are written; and those that follow from its machines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from bailiwick.atlas.fact import Fact
from bailiwick.atlas.machines import machines
from bailiwick.atlas.tables import read_table

ANY = "*"
"""Stands for all products or all places."""


class Answer(StrEnum):
    """Whether something can be had. Only ``yes`` is a yes."""

    YES = "yes"
    NO = "no"
    PLANNED = "planned"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CapabilityRow:
    """One statement about a provider's products."""

    provider: str
    products: tuple[str, ...]
    """Ids of products, or ``*``."""
    places: tuple[str, ...]
    """Canonical codes of regions and zones, or ``*``."""
    features: tuple[str, ...]
    """Ids of features."""
    answer: Answer
    fact: Fact
    note: str = ""
    claim: str = ""
    """A statement in circulation that this row contradicts."""
    instead: str = ""
    """The nearest thing that can be had."""
    conditions: str = ""
    """What a yes depends on."""
    valid_from: date | None = None
    valid_until: date | None = None
    """The last day of a certificate; None if it has no end or none was found."""


@cache
def capability_rows(provider: str) -> tuple[CapabilityRow, ...]:
    """Everything that the atlas knows of a provider's products, the statements of its table first."""
    return stated(provider) + _from_machines(provider)


@cache
def stated(provider: str) -> tuple[CapabilityRow, ...]:
    """The rows that are written in the provider's table, without those that follow from its machines."""
    return tuple(_row(row) for row in read_table(f"capabilities_{provider}")["rows"])


def wrong_claims(provider: str) -> tuple[CapabilityRow, ...]:
    """The rows that contradict a statement in circulation about a provider."""
    return tuple(row for row in capability_rows(provider) if row.claim)


def _from_machines(provider: str) -> tuple[CapabilityRow, ...]:
    """That an accelerator is sold where some machine with it is."""
    return tuple(
        CapabilityRow(
            provider,
            machine.products,
            machine.places,
            (machine.accelerator,),
            Answer.YES,
            machine.fact,
            note=machine.name,
        )
        for machine in machines(provider)
        if machine.accelerator
    )


def _row(row: dict[str, Any]) -> CapabilityRow:
    return CapabilityRow(
        provider=row["provider"],
        products=tuple(row["products"]),
        places=tuple(row["places"]),
        features=tuple(row["features"]),
        answer=Answer(row["answer"]),
        fact=Fact.of(row),
        note=row.get("note", ""),
        claim=row.get("claim", ""),
        instead=row.get("instead", ""),
        conditions=row.get("conditions", ""),
        valid_from=_day(row.get("valid_from")),
        valid_until=_day(row.get("valid_until")),
    )


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)
