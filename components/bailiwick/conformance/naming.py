"""Which resource of a plan a place of the map means by its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bailiwick.errors import nearest
from bailiwick.estate.estate import STACK

if TYPE_CHECKING:
    from bailiwick.estate import Estate, Resource


PROVIDERS: Final = "pulumi:providers:"


@dataclass(frozen=True, slots=True)
class Meant:
    """The resource that a name means, or why it means none."""

    resource: Resource | None
    problem: str = ""
    """A clause: ``which names nothing in the plan``."""
    fix: str = ""


class Names:
    """The names of a plan's resources, to look places up by."""

    def __init__(self, estate: Estate) -> None:
        self._estate = estate
        self._by_name: dict[str, list[Resource]] = {}
        for item in estate:
            self._by_name.setdefault(item.name, []).append(item)

    def meant_by(self, name: str) -> Meant:
        """The resource with this name, or with this ``TYPE::NAME``, which is the end of its URN.

        Several resources may share a name; then it means the component that holds all the others, if one does.
        """
        kind, _, bare = name.rpartition("::")
        everything = self._by_name.get(bare, [])
        # The stack itself would claim whatever there is.
        named = [item for item in everything if item.type != STACK and kind in {"", item.type}]
        if len(named) > 1:
            heads = [
                item for item in named if all(other is item or _holds(item, other, self._estate) for other in named)
            ]
            named = heads or named
        if len(named) == 1:
            return Meant(named[0])
        if named:
            options = ", ".join(sorted(f"{item.type}::{item.name}" for item in named))
            return Meant(None, "which several resources are called", f"name one of {options}")
        if any(item.type == STACK for item in everything):
            return Meant(None, "which is the stack as a whole", "name the component or resource that it is")
        close = nearest(name, self._known(full=bool(kind)))
        fix = f"name {close}, if that was meant" if close else "correct resource, or remove the place"
        return Meant(None, "which names nothing in the plan", fix)

    def _known(self, *, full: bool) -> list[str]:
        """What a place could be called, in full where the name is."""
        known = [item for item in self._estate if item.type != STACK and not item.type.startswith(PROVIDERS)]
        return [f"{item.type}::{item.name}" if full else item.name for item in known]


def _holds(outer: Resource, inner: Resource, estate: Estate) -> bool:
    here: Resource | None = inner
    while here is not None and here.parent:
        if here.parent == outer.urn:
            return True
        here = estate.get(here.parent)
    return False
