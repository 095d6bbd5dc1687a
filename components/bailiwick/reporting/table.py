"""Rows under headings, as CSV that a spreadsheet cannot be made to execute, and as Markdown."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import Final

UNSAID: Final = "not in the map"
"""What stands where the map does not say what the column asks."""
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True)
class Table:
    """A list that somebody asks for."""

    title: str
    intro: tuple[str, ...]
    """Sentences above it; a CSV file has none."""
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def as_csv(table: Table) -> str:
    """RFC 4180: commas, CRLF, every field quoted.

    A cell that begins like a formula gets an apostrophe in front, so that no spreadsheet runs what a map says.
    """
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(table.headings)
    writer.writerows([_harmless(cell) for cell in row] for row in table.rows)
    return out.getvalue()


def _harmless(cell: str) -> str:
    # A spreadsheet may cut blanks before it looks.
    return f"'{cell}" if cell.startswith(_FORMULA) or cell.lstrip().startswith(_FORMULA) else cell


def as_markdown(table: Table) -> str:
    """For a merge request or a wiki: a sheet for each row, because so many columns have no room side by side.

    Text of the map can become neither HTML nor another cell.
    """
    lines = [f"# {_inline(table.title)}", ""]
    lines += [f"{_inline(sentence)}\n" for sentence in table.intro]
    for first, *rest in table.rows:
        lines += [f"## {_inline(first)}", "", f"| {_inline(table.headings[0])} | {_inline(first)} |", "|---|---|"]
        lines += [f"| {_inline(name)} | {_inline(cell)} |" for name, cell in zip(table.headings[1:], rest, strict=True)]
        lines.append("")
    lines += [] if table.rows else ["None.", ""]
    return "\n".join(lines)


def _inline(text: str) -> str:
    told = " ".join(text.split()).replace("\\", "\\\\").replace("&", "&amp;").replace("<", "&lt;")
    for mark in "`*_[]|#":
        told = told.replace(mark, f"\\{mark}")
    return told
