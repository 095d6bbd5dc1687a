"""Words that the reports for people share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bailiwick.atlas.capability_rows import Answer
from bailiwick.atlas.regions import UNKNOWN_COUNTRY
from bailiwick.placement.fleet import HOURS_A_MONTH
from bailiwick.placement.overview import PLATFORM, overview
from bailiwick.placement.verdict import PROVIDER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bailiwick.atlas.fact import Fact
    from bailiwick.atlas.regions import Site
    from bailiwick.placement.fleet import Fleet
    from bailiwick.placement.verdict import Option, Ranking, Reason, Rejection

UNITS = f"EUR without VAT, {HOURS_A_MONTH} hours a month, accelerators only"


@dataclass(slots=True)
class Footnotes:
    """Numbers the facts that a report cites, in the order in which it first does."""

    facts: dict[str, int] = field(default_factory=dict)

    def mark(self, *facts: Fact | None) -> str:
        """The numbers of the facts, e.g. ``[1][3]``; ``""`` where there are none."""
        numbers = dict.fromkeys(self.facts.setdefault(str(fact), len(self.facts) + 1) for fact in facts if fact)
        return "".join(f"[{number}]" for number in numbers)

    def lines(self) -> Iterator[str]:
        """What the numbers stand for."""
        yield from (f"[{number}] {fact}" for fact, number in self.facts.items())


def title(site: Site) -> str:
    """e.g. ``ovh GRA``."""
    return f"{site.provider} {site.region}"


def lies_in(site: Site) -> str:
    """e.g. ``Gravelines, FR``."""
    country = "country unknown" if site.country == UNKNOWN_COUNTRY else site.country
    return ", ".join(filter(None, (site.city, country)))


def price(option: Option) -> tuple[str, str]:
    """Price in an hour and in a month; dashes where there are no machines, question marks where it is not known."""
    if not option.fleets:
        return "-", "-"
    hourly = option.eur_per_hour
    return ("?", "?") if hourly is None else (f"{hourly:,.2f}", f"{hourly * HOURS_A_MONTH:,.0f}")


def machines(fleet: Fleet) -> str:
    """e.g. ``2 x h100-1520 (4 H100 each) in GRA11; or 4 x h100-760``."""
    best = fleet.best
    each = f"{best.machine.accelerators} {fleet.wanted.name} each"
    cost = "price unknown" if best.eur_per_hour is None else f"{best.eur_per_hour:,.2f} EUR/h"
    spare = best.accelerators - fleet.wanted.count
    others = f"; or {', '.join(map(str, fleet.choices[1:]))}" if fleet.choices[1:] else ""
    note = f". {best.machine.note}" if best.machine.note else ""
    surplus = f", {spare} more than asked for" if spare else ""
    return f"{best} ({each}{surplus}, {cost}) in {' or '.join(best.zones)}{others}{note}"


def verdict(reason: Reason) -> str:
    """The answer, why, what can be had instead, and what is said to the contrary; sentences without the last stop."""
    evidence = ", evidence required" if reason.answer is Answer.UNKNOWN else ""
    sentences = [f"{reason.answer}{evidence}", reason.why]
    sentences += [f"Instead: {reason.instead}"] if reason.instead else []
    sentences += [f"Claimed, wrongly: {reason.claim}"] if reason.claim else []
    answer, *others = (text.rstrip(".") for text in sentences if text)
    return ". ".join([answer, *(text[0].upper() + text[1:] for text in others)])


def outside(ranking: Ranking) -> tuple[dict[str, list[Rejection]], list[Rejection]]:
    """The rejections that the boundary rules out, by country; and those that the choice of provider does."""
    by_country: dict[str, list[Rejection]] = {}
    others: list[Rejection] = []
    for rejection in ranking.rejections:
        if rejection.reasons[0].about == PROVIDER:
            others.append(rejection)
        elif rejection.outside:
            by_country.setdefault(rejection.site.country, []).append(rejection)
    return dict(sorted(by_country.items())), others


def counted(number: int, noun: str) -> str:
    """e.g. ``1 place``, ``2 places``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def split(ranking: Ranking, *, unknown_apart: bool) -> tuple[list[Rejection], list[Rejection]]:
    """The rejections that were asked more than their country, and of those apart what only lacks evidence."""
    judged = [item for item in ranking.rejections if not item.outside]
    if not unknown_apart:
        return judged, []
    return [item for item in judged if not item.undecided], [item for item in judged if item.undecided]


def joined(items: Iterable[str]) -> str:
    """The items that are not empty, with spaces between them."""
    return " ".join(item for item in items if item)


TABLE_HEADINGS = ("place", "lies in", *PLATFORM.values(), "accelerators")
_MARKS = {Answer.YES: "yes", Answer.NO: "no", Answer.PLANNED: "planned", Answer.UNKNOWN: "?"}


def table_row(option: Option, ranking: Ranking, notes: Footnotes) -> tuple[str, ...]:
    """What is known of a place of which nothing was asked, under :data:`TABLE_HEADINGS`."""
    known = overview(option.site, ranking.day)
    marks = (_MARKS[known.products[product]] for product in PLATFORM)
    return (title(option.site), f"{lies_in(option.site)} {notes.mark(option.site.fact)}", *marks, known.accelerators)
