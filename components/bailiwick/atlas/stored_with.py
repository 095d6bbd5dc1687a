"""Types about customer content that another type's resource keeps, such as a bucket's settings or a database's users.

Whether content is encrypted, and with whose key, is asked of the resource that keeps it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from bailiwick.atlas.fact import Fact
from bailiwick.atlas.tables import read_table


@dataclass(frozen=True, slots=True)
class StoredWith:
    """A type whose content is kept by a resource of another type."""

    token: str
    """The type, by its canonical token."""
    keeper: str
    """The type that keeps it, by its canonical token."""
    why: str
    """What the one is to the other, as a predicate."""
    fact: Fact


@cache
def stored_with() -> tuple[StoredWith, ...]:
    """All rows."""
    table = read_table("stored_with")
    fact = Fact.of(table["provenance"])
    return tuple(StoredWith(row["token"], row["keeper"], row["why"], fact) for row in table["rows"])
