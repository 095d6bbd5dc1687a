"""What the atlas's rows rest on: publications, declarations in SDKs, and our own judgement."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from bailiwick.atlas.tables import read_table
from bailiwick.errors import ConfigurationError, Diagnostic, nearest


class Kind(StrEnum):
    """How near a source is to what it speaks of."""

    PRIMARY = "primary"
    """The provider's, lawmaker's or vendor's own word."""
    SECONDARY = "secondary"
    """Somebody else who read or measured it."""
    OWN = "own"
    """Our judgement, or the statement that no source was found."""


@dataclass(frozen=True, slots=True)
class Source:
    """Something that rows of the atlas cite."""

    key: str
    """What a row writes in its ``source``."""
    title: str
    publisher: str
    kind: Kind
    where: str = ""
    """Host or address at which it can be looked up; ``""`` if it is not on the web."""


def source(key: str) -> Source:
    """The source with this key.

    Raises:
        ConfigurationError: if the table of sources has no such key.
    """
    found = _sources().get(key)
    if found is None:
        raise ConfigurationError(
            Diagnostic(
                "is not a source of the atlas",
                where="atlas/data/sources.json",
                got=repr(key),
                nearest=nearest(key, _sources()),
                next_step="add the source there, or correct the row that cites it",
            )
        )
    return found


def sources() -> tuple[Source, ...]:
    """All sources, in the order of the table."""
    return tuple(_sources().values())


@cache
def _sources() -> dict[str, Source]:
    return {
        row["key"]: Source(row["key"], row["title"], row["publisher"], Kind(row["kind"]), row.get("where", ""))
        for row in read_table("sources")["rows"]
    }
