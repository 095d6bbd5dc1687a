"""Who runs a cloud, who owns them, and which foreign laws reach them.

The country of a data centre is not the law of its operator: a court abroad may
order what an establishment there can reach.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from bailiwick.atlas.fact import Fact
from bailiwick.atlas.regions import UNKNOWN_COUNTRY, locate
from bailiwick.atlas.tables import read_table


class Strength(StrEnum):
    """How surely a law reaches an operator."""

    CERTAIN = "certain"
    """The operator has its seat there."""
    ORDERED = "ordered"
    """A court there has ordered it."""
    POSSIBLE = "possible"
    """An establishment or a subsidiary is there; whether that suffices is not settled."""


@dataclass(frozen=True, slots=True)
class Reach:
    """A foreign law that reaches an operator."""

    operator: str
    law: str
    """Id of a framework of kind ``reach``."""
    country: str
    """ISO code of the country whose law it is."""
    through: str
    """What connects the operator with it, as a noun phrase."""
    strength: Strength
    fact: Fact


@dataclass(frozen=True, slots=True)
class Dispute:
    """A case about such a law and an operator."""

    operator: str
    name: str
    law: str
    opened: date
    status: str
    data_in: frozenset[str]
    """ISO codes of the countries in which the data lay."""
    says: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class Subsidiary:
    """An entity with which a customer of OVHcloud contracts (``ovhSubsidiary``)."""

    code: str
    country: str
    """ISO code, or :data:`bailiwick.atlas.UNKNOWN_COUNTRY`."""
    operator: str
    """Id of the operator to whose part of the group it belongs."""
    fact: Fact


@dataclass(frozen=True, slots=True)
class Operator:
    """A legal entity that runs a cloud."""

    id: str
    provider: str
    """``ovh`` or ``scaleway``."""
    legal_name: str
    country: str
    """ISO code of its seat."""
    seat: str
    parent: str
    """Id of the operator that owns it, or ``""``."""
    owner: str
    owner_country: str
    """ISO code of the ultimate owner's country."""
    serves: tuple[str, ...]
    """ISO codes of the countries whose regions it runs; ``*`` for all that no other operator runs."""
    endpoints: tuple[str, ...]
    """The API endpoints through which it is a customer's counterpart."""
    establishments: frozenset[str]
    """ISO codes of countries with an establishment of which a foreign law could take hold."""
    unverified: frozenset[str]
    """The fields that nobody was found to confirm."""
    note: str
    fact: Fact


def operator(identifier: str) -> Operator | None:
    """The operator with this id, or None."""
    return next((row for row in operators() if row.id == identifier), None)


@cache
def operator_of(provider: str, place: str = "") -> Operator | None:
    """Who runs a provider's region, zone or data centre, or None if the atlas does not know it.

    Args:
        provider: ``ovh`` or ``scaleway``.
        place: any spelling of a place; without it, the operator of the group itself.
    """
    of_provider = [row for row in operators() if row.provider == provider]
    general = next((row for row in of_provider if "*" in row.serves), None)
    if not place:
        return general
    site = locate(provider, place)
    if site is None or site.country == UNKNOWN_COUNTRY:
        return None
    return next((row for row in of_provider if site.country in row.serves), general)


@cache
def foreign_reach(identifier: str, *, home: frozenset[str] = frozenset()) -> tuple[Reach, ...]:
    """The laws that reach an operator or the operators that own it, those of countries in ``home`` left out."""
    found: list[Reach] = []
    current = operator(identifier)
    while current is not None:
        found += [row for row in reaches() if row.operator == current.id and row.country not in home]
        current = operator(current.parent)
    return tuple(found)


def subsidiary(code: str) -> Subsidiary | None:
    """The contracting entity that ``ovhSubsidiary`` names, in capitals, or None."""
    return next((row for row in subsidiaries() if row.code == code), None)


@cache
def operators() -> tuple[Operator, ...]:
    """All operators."""
    return tuple(
        Operator(
            id=row["id"],
            provider=row["provider"],
            legal_name=row["legal_name"],
            country=row["country"],
            seat=row["seat"],
            parent=row["parent"],
            owner=row["owner"],
            owner_country=row["owner_country"],
            serves=tuple(row["serves"]),
            endpoints=tuple(row["endpoints"]),
            establishments=frozenset(row["establishments"]),
            unverified=frozenset(row["unverified"]),
            note=row["note"],
            fact=Fact.of(row),
        )
        for row in read_table("operators")["rows"]
    )


@cache
def reaches() -> tuple[Reach, ...]:
    """All pairs of an operator and a foreign law that reaches it."""
    return tuple(
        Reach(row["operator"], row["law"], row["country"], row["through"], Strength(row["strength"]), Fact.of(row))
        for row in read_table("operators")["reach"]
    )


@cache
def disputes() -> tuple[Dispute, ...]:
    """All cases known, oldest first."""
    rows = [
        Dispute(
            operator=row["operator"],
            name=row["name"],
            law=row["law"],
            opened=date.fromisoformat(row["opened"]),
            status=row["status"],
            data_in=frozenset(row["data_in"]),
            says=row["says"],
            fact=Fact.of(row),
        )
        for row in read_table("operators")["disputes"]
    ]
    return tuple(sorted(rows, key=lambda row: row.opened))


@cache
def subsidiaries() -> tuple[Subsidiary, ...]:
    """All contracting entities known."""
    return tuple(
        Subsidiary(row["code"], row["country"], row["operator"], Fact.of(row))
        for row in read_table("operators")["subsidiaries"]
    )
