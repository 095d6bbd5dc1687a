"""Data stores and keys are protected from deletion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.atlas.controls import controls_of
from bailiwick.boundary import Tier
from bailiwick.estate.protection import Outcome, assess
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


QUESTION = "deletion-protection"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for a store that neither Pulumi nor its provider keeps from deletion."""
    if subject.resource.protected or subject.resource.retained:
        return
    by_provider = [item.outcome for item in assess(QUESTION, subject.resource, subject.estate)]
    if by_provider and all(outcome is Outcome.SATISFIED for outcome in by_provider):
        return
    seen = "is not known to be" if subject.resource.protected is None and not subject.estate.complete else "is not"
    if seen == "is not known to be":
        return  # the stack layer sees the options
    yield Finding(
        RULE.id,
        subject.resource.urn,
        "protect",
        f"{subject.resource.label} {seen} protected from deletion, which boundary {subject.boundary} demands. "
        "Fix: set protect (or retain_on_delete) among its resource options.",
    )


def _is_a_store(token: str) -> bool:
    return bool(controls_of(QUESTION, token))


RULE = Rule(
    id="integrity/store-unprotected",
    title="Data stores and keys must be protected from deletion",
    severity=Severity.MEDIUM,
    objective="availability",
    why="One careless change of a program deletes what nobody can bring back.",
    fix="Set protect among the resource options.",
    frameworks=(Clause("gdpr", "article 32(1)(c)"), Clause("hds", "security of the hosting infrastructure")),
    tier=Tier.L2,
    check=check,
    speaks_of=_is_a_store,
)
