"""What relocation proposes: changes, each with why and what else could be done, and decisions left to people."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bailiwick.atlas.regions import Site
    from bailiwick.boundary import Boundary
    from bailiwick.datamap.model import DataMap
    from bailiwick.placement.verdict import Reason, Remark


class Kind(StrEnum):
    """What a change does."""

    MOVE = "move"
    """A place gets another region, and perhaps another operator."""
    CORRECT = "correct"
    """A place gets the country in which its region is."""
    SEVER = "sever"
    """A flow ends, because the map says that it can and what takes its place."""
    PROTECT = "protect"
    """A flow gets a sound TLS version."""
    REDECLARE = "redeclare"
    """A segment gets the countries of the boundary asked for."""
    CONTRACT = "contract"
    """An operator that the map does not know yet becomes a party."""


@dataclass(frozen=True, slots=True)
class Gpu:
    """An accelerator that a region sells."""

    name: str
    machine: str
    """The cheapest machine that has it."""
    in_machine: int
    """How many that machine has."""
    eur_per_hour: float | None
    """Price of that machine without VAT; None where it is not known."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Somewhere a place can be moved to."""

    party: str
    """Id of the party that runs it; one that the map does not have where ``new_party`` is set."""
    new_party: bool
    site: Site
    gpus: tuple[Gpu, ...]
    """Cheapest first; empty where nothing is computed, or no accelerator is known there."""
    conditions: tuple[Remark, ...]
    """What must be done or bought for it to hold."""
    lacking: tuple[Reason, ...]
    """What is asked of the place and not known of the region: evidence is required."""

    def __str__(self) -> str:
        return f"{self.site.provider} {self.site.region} ({self.site.city}, {self.site.country})"


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one place, flow, segment or party."""

    kind: Kind
    subject: str
    """e.g. ``place letters``."""
    where: str
    """``file:line:column``; ``""`` for what is new."""
    before: str
    after: str
    because: tuple[str, ...]
    """The findings that it ends."""
    choices: tuple[Choice, ...] = ()
    """For a move: all places that would do, ranked; the first is taken."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Something that no move repairs: a paper, a fact or a choice is missing."""

    subject: str
    where: str
    rule: str
    """Id of the rule; ``boundary`` for the boundary asked for."""
    needs: str
    """``decision`` or ``evidence``."""
    message: str
    next_step: str


@dataclass(frozen=True, slots=True)
class Relocation:
    """The changes that make a map comply, and what is left."""

    before: DataMap
    after: DataMap
    ceiling: Boundary | None
    changes: tuple[Change, ...]
    decisions: tuple[Decision, ...]

    @property
    def complies(self) -> bool:
        """Whether the changed map has no finding but warnings."""
        return not self.decisions
