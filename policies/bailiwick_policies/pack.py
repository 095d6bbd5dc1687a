"""Which policies the pack consists of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bailiwick_policies.adapter import BoundaryPolicy, ExceptionsPolicy, RulePolicy
from bailiwick_policies.rules import RULES
from bailiwick_policies.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bailiwick_policies.rule import Rule

NAME: Final = "bailiwick"
DESCRIPTION: Final = "Refuses what leaves the jurisdiction, on OVHcloud and Scaleway, and what cannot be shown to stay."


def policies(rules: Iterable[Rule] = RULES) -> list[Any]:
    """The policies of one process: the one that sets the boundary first, the one that lists exceptions last."""
    session = Session()
    judging = (RulePolicy(rule, place, session) for place, rule in enumerate(rules))
    return [BoundaryPolicy(session), *judging, ExceptionsPolicy(session)]
