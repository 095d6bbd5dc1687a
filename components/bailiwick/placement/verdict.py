"""What is said of a place: an option with what it rests on, or a rejection with every reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bailiwick.atlas.capability_rows import Answer

if TYPE_CHECKING:
    from datetime import date

    from bailiwick.atlas.fact import Fact
    from bailiwick.atlas.regions import Site
    from bailiwick.placement.demand import Demand
    from bailiwick.placement.fleet import Fleet

COUNTRY = "country"
"""What a reason is about when the place is outside the boundary."""
PROVIDER = "provider"
"""What a reason is about when another provider was asked for."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to know about one of the things demanded."""

    about: str
    """e.g. ``hds for kubernetes``."""
    says: str
    """In words; ``""`` where the fact alone is meant."""
    fact: Fact | None
    """None where the atlas has no row about it."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a place is no option."""

    about: str
    """What was demanded: :data:`COUNTRY`, :data:`PROVIDER`, ``H100 on kubernetes``, ``hds for databases`` ..."""
    answer: Answer
    """``no``, ``planned`` or ``unknown``; none of them is a yes."""
    why: str
    fact: Fact | None
    """None where the atlas has no row about it, or where none is needed."""
    instead: str = ""
    """The nearest thing that can be had."""
    claim: str = ""
    """A statement in circulation that the fact contradicts."""


@dataclass(frozen=True, slots=True)
class Option:
    """A region that satisfies everything that is demanded."""

    site: Site
    fleets: tuple[Fleet, ...]
    """One for each entry of the demand's ``fleets``, in its order."""
    relied_on: tuple[Remark, ...]
    """The facts without which it would be no option."""
    conditions: tuple[Remark, ...]
    """What must be done or bought for it to hold."""
    limits: tuple[Remark, ...]
    """What the words of the demand might be taken to promise, and do not here."""
    doubts: tuple[Remark, ...]
    """Facts that are unverified, disputed or due for review, and what is not known."""

    @property
    def zones(self) -> tuple[str, ...]:
        """The zones in which the machines are sold that ranking counts with; empty where no machines are wanted."""
        return tuple(dict.fromkeys(zone for fleet in self.fleets for zone in fleet.best.zones))

    @property
    def eur_per_hour(self) -> float | None:
        """Price of all accelerators without VAT; None where it is not known, or none are wanted."""
        prices = [fleet.best.eur_per_hour for fleet in self.fleets]
        known = [price for price in prices if price is not None]
        return round(sum(known), 4) if prices and len(known) == len(prices) else None


@dataclass(frozen=True, slots=True)
class Rejection:
    """A region that does not satisfy the demand, as far as is known."""

    site: Site
    reasons: tuple[Reason, ...]
    """All of them; never empty. Where the boundary or the provider already rules it out, that alone."""

    @property
    def outside(self) -> bool:
        """Whether nothing but the boundary or the choice of provider was asked."""
        return self.reasons[0].about in {COUNTRY, PROVIDER}

    @property
    def undecided(self) -> bool:
        """Whether evidence alone could make it an option: nothing is a no, something is unknown."""
        return all(reason.answer is Answer.UNKNOWN for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class Ranking:
    """Every region of the atlas: an option or a rejection."""

    demand: Demand
    day: date
    """The day for which certificates and reviews were looked at."""
    options: tuple[Option, ...]
    """Cheapest first; without prices, or of equal price, those with the fewest doubts and conditions first."""
    rejections: tuple[Rejection, ...]
    """Those with the fewest reasons first, those outside the boundary last."""
