"""A line on stderr while a person waits. Silent where nobody looks."""

from __future__ import annotations

import sys
import time
from typing import TextIO

SECONDS_BETWEEN = 0.1


class Stage:
    """Shows what is being done."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._live = self._stream.isatty()

    def __call__(self, what: str) -> None:
        """Replaces the line; ``""`` takes it away."""
        if self._live:
            self._stream.write(f"\r\x1b[K{what} ..." if what else "\r\x1b[K")
            self._stream.flush()


class Counter:
    """Shows how many resources have been planned."""

    def __init__(self, what: str, stream: TextIO | None = None) -> None:
        self._what = what
        self._stream = stream or sys.stderr
        self._live = self._stream.isatty()
        self._shown_at = 0.0
        self._started = time.monotonic()

    def __call__(self, count: int) -> None:
        """Shows the count, a few times a second at most."""
        now = time.monotonic()
        if self._live and now - self._shown_at >= SECONDS_BETWEEN:
            self._shown_at = now
            self._stream.write(f"\r\x1b[K{self._what}: {count} resources, {now - self._started:.1f} s")
            self._stream.flush()

    def clear(self) -> None:
        """Takes the line away."""
        if self._live:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
