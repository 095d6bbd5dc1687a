"""Every document on file shows something that is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.atlas.frameworks import frameworks
from bailiwick.datamap.finding import Finding, Rule, Severity
from bailiwick.errors import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.datamap.situation import Situation


def check(situation: Situation) -> Iterator[Finding]:
    """The breaches of the rule."""
    known = {f"{law.id}/{item.aspect}" for law in frameworks() for item in law.consequences}
    known |= {f"{item.certificate}/conditions" for law in frameworks() for item in law.consequences if item.certificate}
    for document in situation.map.documents:
        if document.shows not in known:
            close = nearest(document.shows, known)
            message = f"Nothing asks for {document.shows!r}{f', perhaps {close} was meant' if close else ''}."
            at, subject, fix = document.at, f"document {document.shows}", RULE.fix.removesuffix(".")
            yield Finding(RULE.id, Severity.WARNING, subject, at.file, at.place("shows"), message, "", fix)


RULE = Rule(
    id="DM071",
    title="Every document on file shows something that is asked for",
    severity=Severity.WARNING,
    laws=(),
    why="A paper under the wrong name shows nothing, and what it was to show is still missing.",
    fix="Correct what it shows, or remove it.",
    check=check,
)
