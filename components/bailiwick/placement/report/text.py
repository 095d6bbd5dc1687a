"""A ranking as a person reads it in a terminal: options with what they rest on, then why each other place is out."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from bailiwick.atlas.regions import UNKNOWN_COUNTRY
from bailiwick.placement.report.wording import (
    TABLE_HEADINGS,
    UNITS,
    Footnotes,
    counted,
    joined,
    lies_in,
    machines,
    outside,
    price,
    split,
    table_row,
    title,
    verdict,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bailiwick.placement.verdict import Option, Ranking, Reason, Rejection, Remark

INDENT = "    "
LABEL = 9
NARROWEST = 60


def render_text(ranking: Ranking, *, unknown_apart: bool = False, width: int | None = None) -> str:
    """The ranking as text.

    Args:
        ranking: what to print.
        unknown_apart: whether to list apart the places that only lack evidence; they are no options all the same.
        width: columns to break lines at; None for lines of any length.
    """
    printer = _Printer(None if width is None else max(width, NARROWEST))
    return "\n".join(printer.lines(ranking, unknown_apart=unknown_apart)) + "\n"


class _Printer:
    def __init__(self, width: int | None) -> None:
        self._width = width
        self._notes = Footnotes()

    def lines(self, ranking: Ranking, *, unknown_apart: bool) -> Iterator[str]:
        rejected, undecided = split(ranking, unknown_apart=unknown_apart)
        yield from self._broken(f"Where: {ranking.demand}, on {ranking.day}", "")
        yield ""
        if ranking.options:
            priced = f", cheapest first ({UNITS})" if ranking.demand.fleets else ""
            yield from self._broken(f"{counted(len(ranking.options), 'place')}{priced}", "")
        else:
            yield "No place satisfies this."
        if ranking.demand.bare:
            yield from self._table(ranking)
        else:
            for number, option in enumerate(ranking.options, 1):
                yield ""
                yield from self._option(number, option)
        for heading, group in (
            ("No option without more evidence", undecided),
            ("Rejected", rejected),
        ):
            if group:
                yield from ("", f"{heading} ({len(group)})")
                for same in _alike(group):
                    yield from self._rejections(same)
        yield from self._outside(ranking)
        notes = list(self._notes.lines())
        if notes:
            yield from ("", "Sources")
            for note in notes:
                yield from self._broken(note, "  ", hang=len(note.partition(" ")[0]) + 1)

    def _option(self, number: int, option: Option) -> Iterator[str]:
        hourly, monthly = price(option)
        cost = f"  {hourly} EUR/h  {monthly} EUR/month" if option.fleets else ""
        mark = self._notes.mark(option.site.fact)
        yield f"{number:>2}. {title(option.site)}  {lies_in(option.site)} {mark}{cost}"
        for fleet in option.fleets:
            text = f"{fleet.wanted}: {machines(fleet)} {self._notes.mark(fleet.best.machine.fact)}"
            yield from self._labelled("machines", text)
        fleets = len(option.fleets)
        held = [joined((item.about, item.says, self._notes.mark(item.fact))) for item in option.relied_on[1 + fleets :]]
        if held:
            yield from self._labelled("has", ", ".join(held))
        for label, remarks in (("if", option.conditions), ("limit", option.limits), ("doubt", option.doubts)):
            yield from self._remarks(label, remarks)

    def _remarks(self, label: str, remarks: Iterable[Remark]) -> Iterator[str]:
        for remark in remarks:
            yield from self._labelled(label, f"{remark.about}: {remark.says} {self._notes.mark(remark.fact)}")

    def _table(self, ranking: Ranking) -> Iterator[str]:
        rows = [TABLE_HEADINGS, *(table_row(option, ranking, self._notes) for option in ranking.options)]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        yield ""
        for row in rows:
            yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        yield ""
        yield "? is not known. `bailiwick atlas can PROVIDER PLACE PRODUCT` says who says so, and since when."

    def _rejections(self, alike: Sequence[Rejection]) -> Iterator[str]:
        places = "; ".join(f"{title(item.site)}  {lies_in(item.site)}" for item in alike)
        yield from self._broken(places, "  ")
        for reason in alike[0].reasons:
            text = joined((f"{reason.about}: {verdict(reason)}.", self._notes.mark(reason.fact)))
            yield from self._broken(f"- {text}", INDENT, hang=2)

    def _outside(self, ranking: Ranking) -> Iterator[str]:
        by_country, others = outside(ranking)
        if by_country:
            yield from ("", f"Outside the boundary ({sum(map(len, by_country.values()))}), by country")
        for country, group in by_country.items():
            places = ", ".join(f"{title(item.site)} {self._notes.mark(item.site.fact)}" for item in group)
            unknown = "the country was not found: " if country == UNKNOWN_COUNTRY else ""
            yield from self._broken(f"{country}  {unknown}{places}", "  ", hang=4)
        if others:
            yield from ("", f"Not asked for ({len(others)}): {others[0].reasons[0].why}")
            yield from self._broken(", ".join(title(item.site) for item in others), "  ")

    def _labelled(self, label: str, text: str) -> list[str]:
        return self._broken(f"{label:<{LABEL}}{text}", INDENT, hang=LABEL)

    def _broken(self, text: str, indent: str, hang: int = 2) -> list[str]:
        if self._width is None:
            return [f"{indent}{text}".rstrip()]
        return textwrap.wrap(
            text,
            self._width,
            initial_indent=indent,
            subsequent_indent=indent + " " * hang,
            break_long_words=False,
            break_on_hyphens=False,
        )


def _alike(rejections: Iterable[Rejection]) -> Iterable[list[Rejection]]:
    """The rejections with the same reasons together, in the order of the first of each."""
    found: dict[tuple[Reason, ...], list[Rejection]] = {}
    for rejection in rejections:
        found.setdefault(rejection.reasons, []).append(rejection)
    return found.values()
