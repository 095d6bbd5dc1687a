"""Where a region, zone or data centre code is, however it is spelled.

One site of OVHcloud has up to four spellings (``GRA11``, ``GRA``, ``gra``,
``eu-west-gra``), depending on the product. Only spellings that stand in the
table are known: a code that merely looks right is not a place.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from bailiwick.atlas.fact import Fact
from bailiwick.atlas.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

UNKNOWN_COUNTRY = "ZZ"
"""The country of a code that exists but whose country nobody could tell (a user-assigned code of ISO 3166-1)."""


@dataclass(frozen=True, slots=True)
class Site:
    """A place that a provider's location code names."""

    provider: str
    """``ovh`` or ``scaleway``."""
    region: str
    """Canonical code of the region, e.g. ``GRA``, ``EU-WEST-PAR``, ``fr-par``."""
    zone: str | None
    """Canonical narrower code if the spelling named one: a zone (``fr-par-2``, ``eu-west-par-a``), one of
    OVHcloud's numbered compute regions (``GRA11``) or a data centre (``gra3``)."""
    city: str
    country: str
    """ISO 3166-1 alpha-2 code, or :data:`UNKNOWN_COUNTRY`."""
    fact: Fact

    @property
    def code(self) -> str:
        """The narrowest canonical code: the zone if there is one, else the region."""
        return self.zone or self.region


def locate(provider: str, spelling: str) -> Site | None:
    """The site that ``spelling`` names at ``provider``, or None if the atlas does not know it.

    Case does not matter and ``_`` is read as ``-``; nothing else is forgiven.
    """
    return _spellings(provider).get(_folded(spelling))


def regions(provider: str) -> tuple[Site, ...]:
    """All regions of ``provider``, local zones and SecNumCloud sites included, without their zones."""
    return tuple(site for site in _sites(provider) if site.zone is None)


def zones(provider: str, region: str) -> tuple[Site, ...]:
    """The zones, numbered compute regions and data centres that belong to the canonical ``region``."""
    return tuple(site for site in _sites(provider) if site.zone is not None and site.region == region)


def spellings(provider: str) -> tuple[str, ...]:
    """Every spelling known for ``provider``, as the provider writes them."""
    return tuple(written for row in _rows(provider) for written in (row["region"], *row["spellings"], *row["zones"]))


def providers() -> tuple[str, ...]:
    """The providers whose regions the atlas knows."""
    return tuple(sorted({row["provider"] for row in read_rows()}))


def _folded(spelling: str) -> str:
    return spelling.casefold().replace("_", "-")


@cache
def read_rows() -> tuple[Mapping[str, Any], ...]:
    """The rows of the table as they are written; for reports about the atlas itself."""
    return tuple(read_table("regions")["rows"])


def _rows(provider: str) -> tuple[Mapping[str, Any], ...]:
    return tuple(row for row in read_rows() if row["provider"] == provider)


@cache
def _sites(provider: str) -> tuple[Site, ...]:
    found: list[Site] = []
    for row in _rows(provider):
        fact = Fact.of(row)
        found += [
            Site(provider, row["region"], zone, row["city"], row["country"], fact) for zone in (None, *row["zones"])
        ]
    return tuple(found)


@cache
def _spellings(provider: str) -> dict[str, Site]:
    by_spelling = {_folded(site.code): site for site in _sites(provider)}
    for row in _rows(provider):
        site = by_spelling[_folded(row["region"])]
        by_spelling |= {_folded(other): site for other in row["spellings"]}
    return by_spelling
