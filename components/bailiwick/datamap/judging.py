"""Judges a map by all rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.datamap.rules import RULES

if TYPE_CHECKING:
    from bailiwick.datamap.finding import Finding
    from bailiwick.datamap.situation import Situation


def judge(situation: Situation) -> tuple[Finding, ...]:
    """Every finding once, in the order of the file."""
    found = dict.fromkeys(item for rule in RULES for item in rule.check(situation))
    return tuple(sorted(found, key=lambda item: (item.place, item.rule, item.message)))
