"""Which resource of a plan a place of the map means by its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bailiwick.errors import nearest
from bailiwick.estate.estate import STACK

if TYPE_CHECKING:
    from bailiwick.estate import Estate, Resource


@dataclass(frozen=True, slots=True)
class Meant:
    """The resource that a name means, or why it means none."""

    resource: Resource | None
    problem: str = ""
    """A clause: ``which names nothing in the plan``."""
    fix: str = ""


def meant_by(name: str, estate: Estate) -> Meant:
    """The resource with this name, or with this ``TYPE::NAME``, which is the end of its URN.

    Several resources may share a name; then it means the component that holds all the others, if one does.
    """
    kind, _, bare = name.rpartition("::")
    named = [
        item for item in estate if item.name == bare and item.type != STACK and kind in {"", item.type}
    ]  # the stack itself would claim whatever there is
    if len(named) > 1:
        heads = [item for item in named if all(other is item or _holds(item, other, estate) for other in named)]
        named = heads or named
    if len(named) == 1:
        return Meant(named[0])
    if named:
        options = ", ".join(sorted(f"{item.type}::{item.name}" for item in named))
        return Meant(None, "which several resources are called", f"name one of {options}")
    if any(item.type == STACK and item.name == bare for item in estate):
        return Meant(None, "which is the stack as a whole", "name the component or resource that it is")
    known = [item.name for item in estate if item.type != STACK and not item.type.startswith("pulumi:providers:")]
    known += [f"{item.type}::{item.name}" for item in estate] if kind else []
    close = nearest(name, known)
    return Meant(
        None,
        "which names nothing in the plan",
        f"name {close}, if that was meant" if close else "correct resource, or remove the place",
    )


def _holds(outer: Resource, inner: Resource, estate: Estate) -> bool:
    here: Resource | None = inner
    while here is not None and here.parent:
        if here.parent == outer.urn:
            return True
        here = estate.get(here.parent)
    return False
