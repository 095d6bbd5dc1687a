"""Nothing is left for somebody to find out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.datamap.finding import Finding, Rule, Severity
from bailiwick.datamap.terms import ElementKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.datamap.papers import Written
    from bailiwick.datamap.situation import Situation

_FIX = "find it out, correct what stands there and remove todo"


def check(situation: Situation) -> Iterator[Finding]:
    """The breaches of the rule."""
    data = situation.map
    for what, rows in (
        ("controller", (data.controller,)),
        ("party", data.parties),
        ("segment", data.segments),
        ("place", data.places),
        ("element", data.elements),
        ("flow", data.flows),
    ):
        for row in rows:
            if row.todo:
                yield _told(what, row, f"Somebody still has to find out: {_sentence(row.todo)}", "todo")
    for item in data.elements:
        if item.kind is ElementKind.UNKNOWN:
            yield _told("element", item, "Nobody has said yet what it is.", "kind")


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _told(what: str, row: Written, message: str, key: str) -> Finding:
    subject = f"{what} {getattr(row, 'id', '')}".rstrip()
    return Finding(RULE.id, Severity.EVIDENCE, subject, row.at.file, row.at.place(key), message, "", _FIX)


RULE = Rule(
    id="DM005",
    title="Nothing is left for somebody to find out",
    severity=Severity.EVIDENCE,
    laws=(),
    why="What a draft guessed is no answer: the strictest value stands there until somebody knows.",
    fix=f"{_FIX.capitalize()}.",
    check=check,
)
