"""Which countries' data protection counts as adequate, and under whose law.

The EU's decisions and Switzerland's list are two tables: Japan is on one of
them, Gibraltar on the other. A decision may cover a country as a whole or
certain recipients only, and it may expire.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from bailiwick.atlas.fact import Fact
from bailiwick.atlas.tables import read_table


class Law(StrEnum):
    """The law under which adequacy was found."""

    GDPR = "gdpr"
    """Decisions of the European Commission under article 45."""
    FADP = "fadp"
    """Annex 1 of the ordinance to Switzerland's data protection act."""


class Extent(StrEnum):
    """Whom a finding of adequacy covers."""

    COUNTRY = "country"
    """The country as a whole, or nearly so; see the limits."""
    RECIPIENTS = "recipients"
    """Certain recipients only: each of them must be looked up."""
    ORGANISATION = "organisation"
    """An international organisation, no country."""


@dataclass(frozen=True, slots=True)
class Adequacy:
    """A finding that data protection somewhere is adequate."""

    under: Law
    country: str
    """ISO 3166-1 alpha-2, or ``""`` for an international organisation."""
    organisation: str
    extent: Extent
    decision: str
    """Number of the act, or ``""`` if it was not found."""
    adopted: date | None
    """None if the day is not known."""
    expires: date | None
    """The last day on which it holds; None if it has no end."""
    limits: str
    """What is covered, or left out, as a clause; ``""`` for no limits known."""
    unverified: frozenset[str]
    """The fields that nobody was found to confirm."""
    note: str
    fact: Fact

    def holds(self, on: date) -> bool:
        """Whether it is in force on a day, as far as the atlas knows."""
        return (self.adopted is None or self.adopted <= on) and (self.expires is None or on <= self.expires)


@dataclass(frozen=True, slots=True)
class Challenge:
    """Something that happened to a finding of adequacy and may end it."""

    under: Law
    country: str
    date: date
    event: str
    fact: Fact


def adequacy(country: str, *, under: Law = Law.GDPR, on: date | None = None) -> Adequacy | None:
    """The finding for a country, or None if there is none or it does not hold on that day.

    Args:
        country: ISO 3166-1 alpha-2 in capitals. Members of the EEA have no row under the GDPR: they need none.
        under: whose finding.
        on: the day asked about; without it, findings count that have expired too.
    """
    found = next((row for row in adequacies(under) if row.country == country), None)
    return None if found is None or (on is not None and not found.holds(on)) else found


def adequate_countries(*, under: Law = Law.GDPR, on: date) -> frozenset[str]:
    """The countries that are covered as a whole on a day; those with certain recipients only are left out."""
    return frozenset(row.country for row in adequacies(under) if row.extent is Extent.COUNTRY and row.holds(on))


@cache
def adequacies(under: Law | None = None) -> tuple[Adequacy, ...]:
    """All findings, or those under one law, in the order of the table."""
    rows = (_adequacy(row) for row in read_table("adequacy")["rows"])
    return tuple(row for row in rows if under in (None, row.under))


@cache
def challenges() -> tuple[Challenge, ...]:
    """What happened to the findings, oldest first."""
    rows = [
        Challenge(Law(row["under"]), row["country"], date.fromisoformat(row["date"]), row["event"], Fact.of(row))
        for row in read_table("adequacy")["challenges"]
    ]
    return tuple(sorted(rows, key=lambda row: row.date))


def _adequacy(row: dict[str, Any]) -> Adequacy:
    return Adequacy(
        under=Law(row["under"]),
        country=row["country"],
        organisation=row.get("organisation", ""),
        extent=Extent(row["extent"]),
        decision=row["decision"],
        adopted=_day(row["adopted"]),
        expires=_day(row["expires"]),
        limits=row["limits"],
        unverified=frozenset(row["unverified"]),
        note=row.get("note", ""),
        fact=Fact.of(row),
    )


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)
