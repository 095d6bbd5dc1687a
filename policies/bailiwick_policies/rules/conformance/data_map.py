"""The plan and the stack's data map agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.boundary import Tier
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(subject: Subject) -> Iterator[Finding]:
    """Every difference between the plan and its map, told once the whole graph is in view."""
    if subject.data_map is None or not subject.stands_for_the_stack or not subject.estate.complete:
        return
    from bailiwick.conformance import compare  # noqa: PLC0415 few stacks have a map, and it takes a while to load

    for item in compare(subject.data_map, subject.estate):
        yield Finding(RULE.id, item.urn, f"{item.rule} {item.about}", item.message, item.unseen)


RULE = Rule(
    id="conformance/data-map",
    title="The plan and the stack's data map must agree",
    severity=Severity.HIGH,
    objective="a true record of processing",
    why="A map is judged instead of the platform; what it does not show, or shows wrongly, nobody has judged.",
    fix="Correct the map or the plan, whichever is wrong.",
    frameworks=(Clause("gdpr", "article 30"), Clause("hds", "data hosted in the EEA")),
    tier=Tier.PUBLIC,
    check=check,
)
