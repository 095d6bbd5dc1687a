"""What a rule of conformance is, and what it finds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bailiwick.conformance.comparison import Comparison
    from bailiwick.datamap.model import Element, Flow, Place


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference between a plan and its map."""

    rule: str
    urn: str
    """The resource that it is about; that of the stack where the map alone is."""
    about: str
    """What exactly differs, as a key that stays the same however it was found out."""
    message: str
    """The rule's id, what differs, where, how to fix it: one paragraph."""
    unseen: str = ""
    """Why what was read cannot tell, as a clause. Such a finding is listed and fails nothing; it is no pass."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of conformance."""

    id: str
    """``DC`` and three digits."""
    title: str
    """What it demands, without a full stop."""
    why: str
    fix: str
    """What to do in general; a finding says what to do in its case."""
    check: Callable[[Comparison], Iterator[Finding]]


def told(rule: str, urn: str, about: str, message: str, fix: str, *, unseen: str = "") -> Finding:
    """A finding; ``message`` is a sentence, ``fix`` an instruction without a full stop."""
    return Finding(rule, urn, about, f"{rule}: {message} Fix: {fix}.", unseen)


def called(item: Place | Element | Flow) -> str:
    """How a message calls a thing of the map: ``place letters (dataflows.yaml:32)``."""
    line, _ = item.at.place()
    where = f" ({PurePath(item.at.file).name}:{line})" if line else ""
    return f"{type(item).__name__.lower()} {item.id}{where}"
