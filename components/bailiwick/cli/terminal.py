"""What the person at the other end can see."""

from __future__ import annotations

import os
import shutil
from typing import TextIO


def coloured(stream: TextIO) -> bool:
    """Whether the stream is a terminal that can show colours, for a person who wants them; see https://no-color.org."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width(stream: TextIO) -> int | None:
    """Columns of the terminal; None for a file or a pipe, where lines may be of any length."""
    return shutil.get_terminal_size().columns if stream.isatty() else None
