"""Golden files: what the code printed once, reviewed, and must print again.

``BAILIWICK_UPDATE_GOLDEN=1`` rewrites the files instead of comparing; the review
is then the diff.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parents[1] / "golden"
UPDATE = "BAILIWICK_UPDATE_GOLDEN"


def assert_golden(name: str, text: str) -> None:
    """Asserts that ``text`` is what ``tests/golden/NAME`` holds."""
    path = GOLDEN / name
    if os.environ.get(UPDATE) == "1":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        return
    if not path.is_file():
        pytest.fail(f"there is no golden file {name}; run make golden and review it")
    # bytes, so that a change of line endings is a change
    expected = path.read_bytes().decode("utf-8")
    assert text == expected, f"tests/golden/{name} differs; run make golden and review the difference"
