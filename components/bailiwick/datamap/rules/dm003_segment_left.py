"""An element is only at places that its segment's boundary allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.datamap.compiling import compile_segment
from bailiwick.datamap.finding import Finding, Rule, Severity
from bailiwick.datamap.rules.telling import told
from bailiwick.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.datamap.situation import Situation


def check(situation: Situation) -> Iterator[Finding]:
    """The breaches of the rule."""
    for segment in situation.map.segments:
        try:
            compiled = compile_segment(situation, segment)
        except ConfigurationError as wrong:
            message = "; ".join(told.problem for told in wrong.diagnostics()) + "."
            fix = "split the segment into regional silos, or declare a transfer that the law accepts"
            yield Finding(
                RULE.id, Severity.ERROR, f"segment {segment.id}", segment.at.file, segment.at.start, message, "", fix
            )
            continue
        for place in situation.map.places:
            if place.segment == segment.id and not compiled.boundary.allows(place.country):
                message = f"{place.country} is outside the boundary {compiled.boundary}."
                yield told(
                    RULE.id, Severity.ERROR, place, message, fix="move it inside", key="country", places=(place.id,)
                )


RULE = Rule(
    id="DM003",
    title="An element is only at places that its segment's boundary allows",
    severity=Severity.ERROR,
    laws=(),
    why="What the laws of all elements of a segment allow together is where the segment may be.",
    fix="Move the place, or give the element a segment of its own.",
    check=check,
)
