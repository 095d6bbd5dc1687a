"""How a rule writes a finding down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.datamap.finding import Finding

if TYPE_CHECKING:
    from bailiwick.atlas.frameworks import Consequence, Framework
    from bailiwick.datamap.finding import Severity
    from bailiwick.datamap.model import Element, Flow, Party, Place
    from bailiwick.datamap.position import Origin


def told(  # noqa: PLR0913 a finding has this many parts
    rule: str, severity: Severity, about: Element | Flow | Party | Place, message: str, *, fix: str, key: str = "",
    index: int | None = None, law: str = "",
) -> Finding:  # fmt: skip
    """A finding about something with an id, at one of its values."""
    at: Origin = about.at
    subject = f"{type(about).__name__.lower()} {about.id}"
    return Finding(rule, severity, subject, at.file, at.place(key, index), message, law, fix.removesuffix("."))


def provision(framework: Framework, consequence: Consequence) -> str:
    """A provision as a finding cites it."""
    article = f" {consequence.article}" if consequence.article else ""
    return f"{framework.short}{article}: {consequence.says} ({consequence.fact})"
