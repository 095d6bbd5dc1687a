"""Which inputs of a resource decide about its protection: encryption, keys, exposure, retention.

A control is a question that can be asked of many types, such as whether nodes
have public addresses. A row says how the question is asked of one type: which
input answers it, on the resource itself or on one that is attached to it, which
values satisfy it, and what leaving the input out means.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from bailiwick.atlas.fact import Fact
from bailiwick.atlas.resource_types import classify
from bailiwick.atlas.tables import read_table


class Want(StrEnum):
    """What satisfies a control."""

    ONE_OF = "one-of"
    """The value is one of those named."""
    NONE_OF = "none-of"
    """The value is none of those named."""
    PRESENT = "present"
    """Anything is given."""
    ABSENT = "absent"
    """Nothing is given."""
    NARROW = "narrow"
    """Every value is an address range that is not open to everybody."""
    NOTHING = "nothing"
    """The provider satisfies it by itself; there is nothing to set."""
    IMPOSSIBLE = "impossible"
    """The provider offers nothing that would satisfy it: a named exception."""
    UNDOCUMENTED = "undocumented"
    """There is nothing to set, and nothing that was found tells whether the provider satisfies it."""


@dataclass(frozen=True, slots=True)
class Control:
    """How one type answers one question about its protection."""

    id: str
    """The question, e.g. ``private-nodes``."""
    token: str
    """The type, by its canonical token."""
    wants: Want
    input: str
    """Path of the input that decides: nested ones with dots, lists passed over in silence; ``""`` if there is none."""
    values: tuple[Any, ...]
    """For ``one-of`` and ``none-of``. Text is compared whatever its case; ``*`` at an end stands for any text."""
    omitted: bool
    """Whether leaving the input out satisfies the control."""
    beside: str
    """The type of the attached resource that has the input; ``""`` if it is the resource's own."""
    by: str
    """The input by which the attached resource names this one."""
    lacks: str
    """What is wrong where it is not satisfied, as a predicate: ``gives its nodes public addresses``."""
    fix: str
    """What to do, as an instruction without a full stop."""
    fact: Fact


def controls_of(question: str, token: str) -> tuple[Control, ...]:
    """The rows that answer a question about a type, deprecated aliases included; all of them must be satisfied."""
    kind = classify(token)
    return _by_type().get((question, kind.alias_of or token), ()) if kind is not None else ()


@cache
def controls() -> tuple[Control, ...]:
    """All rows."""
    return tuple(
        Control(
            id=row["control"],
            token=token,
            wants=Want(row["wants"]),
            input=row.get("input", ""),
            values=tuple(row.get("values", ())),
            omitted=row.get("omitted") == "satisfies",
            beside=row.get("beside", ""),
            by=row.get("by", ""),
            lacks=row["lacks"],
            fix=row["fix"],
            fact=Fact.of(row),
        )
        for row in read_table("controls")["rows"]
        for token in row.get("tokens") or [row["token"]]
    )


@cache
def _by_type() -> dict[tuple[str, str], tuple[Control, ...]]:
    found: dict[tuple[str, str], tuple[Control, ...]] = {}
    for row in controls():
        key = (row.id, row.token)
        found[key] = (*found.get(key, ()), row)
    return found
