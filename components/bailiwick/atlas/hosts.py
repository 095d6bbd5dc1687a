"""Who runs a host on the internet, and in which country the ultimate parent of that operator sits.

The country is that of whoever answers a legal order, not that of the machine: a
European region of an American firm stays American. A top-level domain never decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from typing import TYPE_CHECKING, Any

from bailiwick.atlas.fact import Fact
from bailiwick.atlas.regions import locate
from bailiwick.atlas.tables import read_table

if TYPE_CHECKING:
    from bailiwick.atlas.regions import Site


@dataclass(frozen=True, slots=True)
class Host:
    """A host or a family of hosts of one operator."""

    name: str
    """Host, pattern such as ``*.hf.co``, or the name of a package ecosystem."""
    labels: tuple[str, ...]
    """For an ecosystem: the labels directly under a top-level domain by which its hosts are known."""
    operator: str
    """Legal entity in words, or ``""`` if nobody could tell."""
    country: str
    """ISO code of the ultimate parent's seat, or :data:`bailiwick.atlas.UNKNOWN_COUNTRY`."""
    instead: str
    """What a sovereign platform uses in its place; ``""`` if it may stay or nothing is known."""
    provider: str
    """``ovh`` or ``scaleway`` for a host of theirs, else ``""``."""
    note: str
    fact: Fact

    def speaks_of(self, host: str) -> bool:
        """Whether a host in lower case is this one or one below it."""
        if self.labels:
            parts = host.split(".")
            return len(parts) > 1 and parts[-2] in self.labels
        return fnmatchcase(host, self.name) or fnmatchcase(host, f"*.{self.name}")


def host_of(name: str) -> Host | None:
    """The row that speaks of a host most precisely, or None: an unknown host is inside no boundary.

    Args:
        name: a host, with or without a port and a final dot; case does not matter.
    """
    bare = _bare(name)
    found = [row for row in hosts() if row.speaks_of(bare)]
    return max(found, key=lambda row: len(row.name) if not row.labels else 0, default=None)


def site_of(name: str) -> Site | None:
    """Where a host of one of the two clouds is, as far as its name tells: ``s3.fr-par.scw.cloud``."""
    row = host_of(name)
    if row is None or not row.provider or "*" not in row.name:
        return None
    before, _, behind = row.name.partition("*")
    inside = _bare(name).removesuffix(behind)
    # What stands before the host's own name is a bucket's; a bucket may be called like a region.
    code = inside.rpartition(f".{before}" if before else ".")[2].removeprefix(before)
    return locate(row.provider, code)


def _bare(name: str) -> str:
    return name.casefold().partition(":")[0].rstrip(".")


@cache
def hosts() -> tuple[Host, ...]:
    """All hosts known."""
    return tuple(_host(row) for row in read_table("hosts")["rows"])


def _host(row: dict[str, Any]) -> Host:
    return Host(
        name=row["host"] or row["ecosystem"],
        labels=tuple(row["labels"]),
        operator=row["operator"],
        country=row["country"],
        instead=row["instead"],
        provider=row.get("provider", ""),
        note=row.get("note", ""),
        fact=Fact.of(row),
    )
