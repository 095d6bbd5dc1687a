"""The provenance that every row of the atlas carries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from bailiwick.atlas.sources import source

if TYPE_CHECKING:
    from collections.abc import Mapping


class Confidence(StrEnum):
    """How well a row is known."""

    VERIFIED = "verified"
    """Read in the provider's or lawmaker's own publication, or in an installed SDK."""
    SECONDARY = "secondary"
    """Reported by third parties that agree."""
    UNVERIFIED = "unverified"
    """Inferred; nobody was found to confirm it."""
    DISPUTED = "disputed"
    """Sources contradict each other."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Who says so, when, and until when it may be relied upon without looking again."""

    source: str
    """In words: the title of the source, and the place in it."""
    as_of: date
    """The day on which the source said so."""
    confidence: Confidence
    review_after: date
    """The day after which the row counts as stale."""
    source_key: str = ""
    """The key of the source in :mod:`bailiwick.atlas.sources`; ``""`` for a fact made in a test."""

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Fact:
        """The provenance written in a row of a data file: ``source`` is a key, ``at`` the place in that source.

        Raises:
            ConfigurationError: if the table of sources does not have the key.
        """
        title = source(row["source"]).title
        return cls(
            source=f"{title}, {row['at']}" if row.get("at") else title,
            as_of=date.fromisoformat(row["as_of"]),
            confidence=Confidence(row["confidence"]),
            review_after=date.fromisoformat(row["review_after"]),
            source_key=row["source"],
        )

    def stale(self, today: date) -> bool:
        """Whether the row is due for a review on ``today``."""
        return today > self.review_after

    def __str__(self) -> str:
        doubt = "" if self.confidence is Confidence.VERIFIED else f", {self.confidence}"
        return f"{self.source}, {self.as_of.isoformat()}{doubt}"
