"""Links out of the private network are declared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.atlas.implied_flows import Way, opening_of
from bailiwick.boundary import Tier
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for every link whose other end a plan does not show."""
    opening = opening_of(subject.resource.type)
    if opening is not None and opening.way is Way.LINK:
        yield Finding(
            RULE.id,
            subject.resource.urn,
            "link",
            f"{subject.resource.label} {opening.does}, and boundary {subject.boundary} cannot tell in which country "
            "its other end is. Fix: remove it, or grant a waiver that says where it leads and who answers for it.",
        )


RULE = Rule(
    id="exposure/cross-border-link",
    title="Links out of a private network must be waived by somebody who knows where they lead",
    severity=Severity.HIGH,
    objective="network isolation",
    why="A plan shows one end of a link; where the other one is, only people know.",
    fix="Remove the link, or grant a waiver that says where it leads.",
    frameworks=(Clause("gdpr", "article 44"),),
    tier=Tier.L2,
    check=check,
)
