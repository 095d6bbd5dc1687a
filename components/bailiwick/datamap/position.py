"""Where things stand in a map's file."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Place = tuple[int, int]
"""Line and column, both counted from 1."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a mapping of the file stands, and each of the values in it.

    A value that came through an anchor or a merge key has the place where it is written.
    """

    file: str = ""
    start: Place = (0, 0)
    values: Mapping[object, Place] = field(default_factory=lambda: MappingProxyType({}), repr=False)
    """By key; the items of a list by the pair of key and index."""

    def place(self, key: str = "", index: int | None = None) -> Place:
        """Line and column of a value, or of its closest ancestor that is written in the file."""
        if index is not None and (key, index) in self.values:
            return self.values[key, index]
        return self.values.get(key, self.start)

    def where(self, key: str = "", index: int | None = None) -> str:
        """``file:line:column`` of a value; ``""`` for an object that came from no file."""
        line, column = self.place(key, index)
        return f"{self.file}:{line}:{column}" if line else self.file


NOWHERE = Origin()
