"""How each product of a provider spells a region, where the spellings differ."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from bailiwick.atlas.fact import Fact
from bailiwick.atlas.regions import locate
from bailiwick.atlas.tables import read_table


@dataclass(frozen=True, slots=True)
class ApiCodes:
    """The codes by which the products of a provider know one region."""

    provider: str
    region: str
    """Canonical code of the region."""
    zones: tuple[str, ...]
    """What somebody who places machines can choose from, the one to suggest first."""
    compute: str
    """The compute region of all zones, or ``""`` where each zone is a compute region of its own."""
    storage: str
    """What object storage, databases and registries call it."""
    keys: str
    """What key management calls it, or ``""`` where it is not known to be offered."""
    note: str
    fact: Fact

    def compute_region(self, zone: str) -> str:
        """What compute, networks and clusters call the place of ``zone``."""
        return self.compute or zone


def api_codes(provider: str, place: str) -> ApiCodes | None:
    """The codes of the region of ``place``, in any spelling; None where one code serves all products."""
    site = locate(provider, place)
    if site is None:
        return None
    return next((row for row in all_api_codes() if (row.provider, row.region) == (provider, site.region)), None)


@cache
def all_api_codes() -> tuple[ApiCodes, ...]:
    """The codes of all regions whose spellings differ."""
    return tuple(
        ApiCodes(
            row["provider"],
            row["region"],
            tuple(row["zones"]),
            row["compute"],
            row["storage"],
            row["keys"],
            row.get("note", ""),
            Fact.of(row),
        )
        for row in read_table("api_codes")["rows"]
    )
