"""What a rule of the map is, and what it finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bailiwick.datamap.position import Place
    from bailiwick.datamap.situation import Situation


class Severity(StrEnum):
    """How bad a finding is, the worst first."""

    ERROR = "error"
    EVIDENCE = "evidence required"
    """Nobody could tell from what is known; never a pass."""
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach of one rule."""

    rule: str
    severity: Severity
    subject: str
    """What it is about, e.g. ``flow f1``."""
    file: str
    place: Place
    message: str
    law: str
    """The provision, or ``""`` where the map contradicts itself."""
    fix: str
    places: tuple[str, ...] = ()
    """Ids of the places that would have to be elsewhere for it to end; empty where moving does not help."""

    @property
    def where(self) -> str:
        """``file:line:column``."""
        return f"{self.file}:{self.place[0]}:{self.place[1]}"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the map."""

    id: str
    title: str
    """What it demands, without a full stop."""
    severity: Severity
    """That of its plain breach."""
    laws: tuple[str, ...]
    """Ids of the frameworks that it helps to keep; empty where it asks all of them or none."""
    why: str
    fix: str
    check: Callable[[Situation], Iterator[Finding]]
