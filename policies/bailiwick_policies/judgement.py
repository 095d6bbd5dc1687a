"""Applies rules to an estate without any policy engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick_policies.rule import Finding, Rule, Subject
from bailiwick_policies.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bailiwick.boundary import Boundary
    from bailiwick.estate import Estate


def judge(estate: Estate, boundary: Boundary, rules: Iterable[Rule] = RULES) -> Iterator[Finding]:
    """Every finding of ``rules`` about ``estate``, resource by resource."""
    rules = tuple(rules)
    for resource in estate:
        subject = Subject(resource, estate.location(resource.urn), estate, boundary)
        for rule in rules:
            yield from rule.check(subject)
