"""Whether a stream is to be coloured; see https://no-color.org."""

from __future__ import annotations

import os
from typing import TextIO


def coloured(stream: TextIO) -> bool:
    """Whether the stream is a terminal that can show colours, for a person who wants them."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
