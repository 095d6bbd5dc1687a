"""Text of programs and policies, made fit to be shown."""

from __future__ import annotations

import re

ESCAPES = re.compile(r"\x1b(\[[0-?]*[ -/]*[@-~]|[@-Z\\-_])")
# What XML 1.0 cannot hold and a terminal would obey.
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """The text without terminal sequences and control characters; line feeds and tabs stay."""
    return FORBIDDEN.sub("", ESCAPES.sub("", text))
