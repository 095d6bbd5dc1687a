"""Ranks the places that satisfy a demand, and says of each other one why it does not."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from bailiwick.atlas.regions import providers, regions
from bailiwick.placement.judging import judge
from bailiwick.placement.verdict import Option, Ranking, Rejection

if TYPE_CHECKING:
    from bailiwick.placement.demand import Demand


def rank(demand: Demand, *, on: date | None = None) -> Ranking:
    """Every region of every provider, as an option or as a rejection.

    Args:
        demand: what is wanted; an empty one makes every region an option.
        on: the day for which certificates must be valid; today if left out.
    """
    day = on or datetime.now(tz=UTC).date()
    judged = [judge(demand, site, day) for provider in providers() for site in regions(provider)]
    return Ranking(
        demand,
        day,
        tuple(sorted((item for item in judged if isinstance(item, Option)), key=_price_first)),
        tuple(sorted((item for item in judged if isinstance(item, Rejection)), key=_nearest_first)),
    )


def _price_first(option: Option) -> tuple[bool, float, int, int]:
    price = option.eur_per_hour
    return price is None, price or 0.0, len(option.doubts), len(option.conditions)


def _nearest_first(rejection: Rejection) -> tuple[bool, bool, int]:
    return rejection.outside, not rejection.undecided, len(rejection.reasons)
