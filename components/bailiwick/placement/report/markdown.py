"""A ranking as Markdown, for an issue or a decision record."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    from collections.abc import Iterator

    from bailiwick.placement.verdict import Option, Ranking, Rejection, Remark


def render_markdown(ranking: Ranking, *, unknown_apart: bool = False) -> str:
    """The ranking as Markdown; see :func:`bailiwick.placement.report.text.render_text` for the arguments."""
    return "\n".join(_lines(ranking, unknown_apart=unknown_apart)) + "\n"


def _lines(ranking: Ranking, *, unknown_apart: bool) -> Iterator[str]:
    notes = Footnotes()
    rejected, undecided = split(ranking, unknown_apart=unknown_apart)
    yield f"## Where: {_plain(str(ranking.demand))}"
    yield ""
    found = counted(len(ranking.options), "place") if ranking.options else "No place satisfies this"
    priced = f" Prices: {UNITS}." if ranking.demand.fleets else ""
    yield f"{found}, on {ranking.day}.{priced}"
    if ranking.options and ranking.demand.bare:
        yield from ("", f"| {' | '.join(TABLE_HEADINGS)} |", "|---" * len(TABLE_HEADINGS) + "|")
        yield from (f"| {' | '.join(map(_plain, table_row(item, ranking, notes)))} |" for item in ranking.options)
    elif ranking.options:
        yield from ("", "| | Place | Lies in | EUR/h | EUR/month | Has | Conditions | Doubts |")
        yield "|---:|---|---|---:|---:|---|---|---|"
        yield from (_option(number, item, notes) for number, item in enumerate(ranking.options, 1))
    for heading, group in (("No option without more evidence", undecided), ("Rejected", rejected)):
        if group:
            yield from ("", f"### {heading}", "", "| Place | Lies in | Why |", "|---|---|---|")
            yield from (_rejection(item, notes) for item in group)
    by_country, others = outside(ranking)
    if by_country:
        yield from ("", "### Outside the boundary", "", "| Country | Places |", "|---|---|")
        for country, group in by_country.items():
            places = ", ".join(f"{title(item.site)} {notes.mark(item.site.fact)}" for item in group)
            yield f"| {country} | {_plain(places)} |"
    if others:
        yield from ("", f"Not asked for: {', '.join(title(item.site) for item in others)}.")
    if notes.facts:
        yield from ("", "### Sources", "")
        yield from (f"{line}  " for line in notes.lines())


def _option(number: int, option: Option, notes: Footnotes) -> str:
    hourly, monthly = price(option)
    has = [f"{fleet.wanted}: {machines(fleet)} {notes.mark(fleet.best.machine.fact)}" for fleet in option.fleets]
    has += [joined((i.about, i.says, notes.mark(i.fact))) for i in option.relied_on[1 + len(option.fleets) :]]
    place = f"{lies_in(option.site)} {notes.mark(option.site.fact)}"
    remarks = (_remarks(option.conditions, notes), _remarks((*option.limits, *option.doubts), notes))
    cells = (str(number), title(option.site), place, hourly, monthly, "<br>".join(filter(None, has)), *remarks)
    return f"| {' | '.join(map(_plain, cells))} |"


def _remarks(remarks: tuple[Remark, ...], notes: Footnotes) -> str:
    return "<br>".join(f"{remark.about}: {remark.says} {notes.mark(remark.fact)}" for remark in remarks)


def _rejection(rejection: Rejection, notes: Footnotes) -> str:
    reasons = (f"{item.about}: {verdict(item)}. {notes.mark(item.fact)}".rstrip() for item in rejection.reasons)
    return f"| {' | '.join(map(_plain, (title(rejection.site), lies_in(rejection.site), '<br>'.join(reasons))))} |"


def _plain(text: str) -> str:
    """The text, with nothing that would end a cell of a table."""
    return text.replace("|", "\\|").replace("\n", " ")
