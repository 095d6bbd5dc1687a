"""Every resource type is one that the atlas knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.atlas.resource_types import classified_tokens
from bailiwick.boundary import Tier
from bailiwick.errors import nearest
from bailiwick.estate import Standing
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for a resource of a type without a class."""
    if subject.location.standing is Standing.UNCLASSIFIED:
        token = subject.resource.type
        close = nearest(token, classified_tokens(token.partition(":")[0]))
        hint = f"use {close}, if that was meant, or " if close else ""
        yield Finding(
            RULE.id,
            subject.resource.urn,
            token,
            f"{subject.resource.label} is at a place that cannot be told ({subject.location.why}), so it is not shown "
            f"to be inside boundary {subject.boundary}. Fix: {hint}remove it until the atlas knows the type.",
        )


RULE = Rule(
    id="residency/type-unclassified",
    title="Every resource type must be one that the atlas knows",
    severity=Severity.CRITICAL,
    objective="completeness",
    why="A policy that skips what it does not know reports success about things nobody looked at.",
    fix="Use a resource type that the atlas classes, or a release of Bailiwick that knows this one.",
    frameworks=(Clause("gdpr", "article 44"),),
    tier=Tier.PUBLIC,
    check=check,
)
