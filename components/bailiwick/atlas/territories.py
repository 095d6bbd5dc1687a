"""Territories with a country code of their own, to which their state's code does not extend.

A boundary that names FR does not name RE: whether EU law applies in a territory
is told here, and a boundary that wants it in says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from bailiwick.atlas.fact import Fact
from bailiwick.atlas.tables import read_table


@dataclass(frozen=True, slots=True)
class Territory:
    """A part of a state that has its own ISO 3166-1 code."""

    code: str
    """ISO 3166-1 alpha-2."""
    state: str
    """The code of the state that it belongs to."""
    in_union: bool
    """Whether it is part of the EU, so that EU law applies there."""
    note: str
    fact: Fact


def territory(code: str) -> Territory | None:
    """The territory with this code, or None for a state."""
    return next((row for row in territories() if row.code == code), None)


@cache
def territories() -> tuple[Territory, ...]:
    """All territories that the atlas tells apart from their state."""
    return tuple(
        Territory(row["code"], row["state"], row["in_union"], row["note"], Fact.of(row))
        for row in read_table("countries")["territories"]
    )
