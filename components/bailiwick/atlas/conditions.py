"""When a law applies to data, or a consequence follows, as conditions that a machine can ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bailiwick.atlas.countries import resolve_countries

if TYPE_CHECKING:
    from collections.abc import Mapping

_AREAS = ("controller", "residency", "placed")
_WORDS = ("categories", "sectors", "kinds", "entity", "risk")


@dataclass(frozen=True, slots=True)
class Condition:
    """What must all be so; what is empty or None is not asked."""

    personal: bool | None = None
    """Whether data can be traced to people."""
    hosted: bool | None = None
    """Whether somebody other than the controller keeps or processes it."""
    critical: bool | None = None
    """Whether the controller operates critical information infrastructure in China."""
    controller: frozenset[str] = frozenset()
    """Countries of the controller."""
    residency: frozenset[str] = frozenset()
    """Countries in which the people live."""
    placed: frozenset[str] = frozenset()
    """Countries in which data is kept or processed."""
    categories: frozenset[str] = frozenset()
    sectors: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    """Kinds of data elements."""
    entity: frozenset[str] = frozenset()
    """What NIS 2 makes of the controller."""
    risk: frozenset[str] = frozenset()
    """The AI Act's class of the system."""
    individuals_from: int | None = None
    """People whose data leaves the country in a year, at least."""

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Condition:
        """The condition that is written in a data file; unknown words in it are an error."""
        values: dict[str, Any] = dict(row)
        for key in _AREAS:
            values[key] = resolve_countries(row.get(key, ()), where="frameworks.json")
        for key in _WORDS:
            values[key] = frozenset(row.get(key, ()))
        return cls(**values)
