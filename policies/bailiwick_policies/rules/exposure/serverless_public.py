"""Serverless endpoints ask for credentials."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.boundary import Tier
from bailiwick_policies.controlled import about, controlled
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for every endpoint that answers everybody."""
    yield from controlled(subject, RULE, "private-serverless")


RULE = Rule(
    id="exposure/serverless-public",
    title="Containers, functions and inference endpoints must ask who calls",
    severity=Severity.HIGH,
    objective="confidentiality",
    why="An open endpoint answers everybody, and what it answers from has then been published.",
    fix="Set privacy to private, use private endpoints, keep authentication on.",
    frameworks=(Clause("gdpr", "article 32(1)(b)"),),
    tier=Tier.L2,
    check=check,
    speaks_of=about("private-serverless"),
)
