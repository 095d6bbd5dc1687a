"""Which policy pack to run, and how it is configured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class PackSource:
    """A policy pack's folder, and the user's configuration for it."""

    folder: Path
    config: Path | None = None
    python: Path | None = None
    """The interpreter; None for the one that the pack's ``PulumiPolicy.yaml`` names."""
