"""Plans of managed databases, where a plan decides how many nodes there are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from bailiwick.atlas.fact import Fact
from bailiwick.atlas.tables import read_table


@dataclass(frozen=True, slots=True)
class DatabasePlan:
    """A plan of managed PostgreSQL, by the name that the provider's interface knows."""

    provider: str
    name: str
    high_availability: bool
    """Whether another node takes over when one fails."""
    nodes: int
    """How many nodes the plan wants."""
    fact: Fact


def database_plan(provider: str, *, high_availability: bool) -> DatabasePlan:
    """The smallest plan with or without a second node.

    Raises:
        LookupError: the provider has no plans of this kind.
    """
    for row in database_plans():
        if (row.provider, row.high_availability) == (provider, high_availability):
            return row
    raise LookupError(f"{provider} has no plan of databases with high_availability={high_availability}")


@cache
def database_plans() -> tuple[DatabasePlan, ...]:
    """All rows."""
    return tuple(
        DatabasePlan(row["provider"], row["plan"], row["high_availability"], row["nodes"], Fact.of(row))
        for row in read_table("database_plans")["rows"]
    )
