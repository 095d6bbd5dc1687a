"""Reads the atlas's data files, which ship inside the package."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast

DATA = Path(__file__).with_name("data")


def read_table(name: str) -> dict[str, Any]:
    """The parsed content of ``data/<name>.json``. Callers cache what they build from it."""
    return cast("dict[str, Any]", json.loads((DATA / f"{name}.json").read_text(encoding="utf-8")))
