"""How much of a text has room in a box, whatever font the reader has."""

from __future__ import annotations

import unicodedata
from typing import Final

_NARROW: Final = frozenset("fijlrtI.,:;'|!()[]{}/\\- ")
_WIDE: Final = frozenset("mwMW@%&<>=+~…—")


def shortened(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """The text, or as much of its beginning as fits, with an ellipsis.

    Args:
        text: one line.
        room: pixels.
        size: of the font, in pixels.
        bold: whether it is drawn bold.
    """
    scale = size * (1.12 if bold else 1)
    used = [_em(letter) * scale for letter in text]
    if sum(used) <= room:
        return text
    left, kept = room - _em("…") * scale, 0
    for width in used:
        left -= width
        if left < 0:
            break
        kept += 1
    return f"{text[:kept]}…"


def _em(letter: str) -> float:
    """The width of a letter in a wide sans serif, in units of the font's size."""
    if letter in _NARROW:
        return 0.42
    if letter in _WIDE or unicodedata.east_asian_width(letter) in "WF":
        return 1.02
    return 0.8 if letter.isupper() or not letter.isascii() else 0.66
