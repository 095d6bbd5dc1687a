"""Legal acts and certification schemes that rules refer to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from bailiwick.atlas.fact import Fact
from bailiwick.atlas.tables import read_table


@dataclass(frozen=True, slots=True)
class Framework:
    """A legal act or a certification scheme."""

    id: str
    title: str
    short: str
    """The name that people use."""
    version: str
    fact: Fact


def framework(identifier: str) -> Framework | None:
    """The framework with this id, or None."""
    return _frameworks().get(identifier)


@cache
def _frameworks() -> dict[str, Framework]:
    return {
        row["id"]: Framework(row["id"], row["title"], row["short"], row["version"], Fact.of(row))
        for row in read_table("frameworks")["rows"]
    }
