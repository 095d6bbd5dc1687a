"""Compares a plan and a map by all rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.conformance.comparison import Comparison
from bailiwick.conformance.rules import RULES

if TYPE_CHECKING:
    from bailiwick.conformance.finding import Finding
    from bailiwick.datamap.model import DataMap
    from bailiwick.estate import Estate


def compare(data_map: DataMap, estate: Estate) -> tuple[Finding, ...]:
    """Every difference once, rule by rule.

    Args:
        data_map: what there should be.
        estate: what there is. It must be complete: a part of a plan proves nothing.
    """
    comparison = Comparison(data_map, estate)
    return tuple(dict.fromkeys(item for rule in RULES for item in rule.check(comparison)))
