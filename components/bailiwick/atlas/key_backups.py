"""Where the backups of a key management service lie: key material may leave the country of its keys."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from bailiwick.atlas.fact import Fact
from bailiwick.atlas.regions import UNKNOWN_COUNTRY, locate
from bailiwick.atlas.tables import read_table


@dataclass(frozen=True, slots=True)
class KeyBackups:
    """Where a region's key management service keeps its backups."""

    provider: str
    region: str
    """Canonical code of the region in which the keys are."""
    regions: tuple[str, ...] | None
    """Canonical codes of the regions with backups; None if nobody has published them."""
    retention_days: int | None
    note: str
    fact: Fact

    @property
    def countries(self) -> frozenset[str]:
        """The countries in which key material lies, backups included.

        An unpublished place counts as :data:`bailiwick.atlas.UNKNOWN_COUNTRY`, so that it is inside no boundary.
        """
        found = {self._country(code) for code in (self.region, *(self.regions or ()))}
        return frozenset(found | ({UNKNOWN_COUNTRY} if self.regions is None else set()))

    def _country(self, code: str) -> str:
        site = locate(self.provider, code)
        return UNKNOWN_COUNTRY if site is None else site.country


class Kept(StrEnum):
    """Where the copies of a type's key material lie."""

    KEY_SERVICE = "key-service"
    """Where the region's key management service keeps its backups: see :func:`key_backups`."""
    REGION = "region"
    """In the region of the resource."""
    UNPUBLISHED = "unpublished"
    """Nobody has published it."""
    NONE = "none"
    """The type holds no key material itself."""


@dataclass(frozen=True, slots=True)
class KeyMaterial:
    """A type that bears keys, and where copies of them lie."""

    token: str
    """By its canonical token."""
    kept: Kept
    note: str
    fact: Fact


def key_material(token: str) -> KeyMaterial | None:
    """What is known of a type, by its canonical token; None for a type that bears no keys."""
    return _by_token().get(token)


@cache
def all_key_material() -> tuple[KeyMaterial, ...]:
    """All types that bear keys."""
    return tuple(
        KeyMaterial(row["token"], Kept(row["kept"]), row.get("note", ""), Fact.of(row))
        for row in read_table("kms")["types"]
    )


@cache
def _by_token() -> dict[str, KeyMaterial]:
    return {row.token: row for row in all_key_material()}


def key_backups(provider: str, place: str) -> KeyBackups | None:
    """The backups of the service in a region, in any spelling; None if the atlas knows of no service there."""
    site = locate(provider, place)
    if site is None:
        return None
    return next((row for row in all_key_backups() if (row.provider, row.region) == (provider, site.region)), None)


@cache
def all_key_backups() -> tuple[KeyBackups, ...]:
    """The backups of all regions known."""
    return tuple(
        KeyBackups(
            row["provider"],
            row["region"],
            None if row["backups"] is None else tuple(row["backups"]),
            row["retention_days"],
            row.get("note", ""),
            Fact.of(row),
        )
        for row in read_table("kms")["rows"]
    )
