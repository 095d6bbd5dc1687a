"""The Kubernetes API has an access list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.boundary import Tier
from bailiwick_policies.controlled import about, controlled
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for a cluster without an access list, or for a list that is open."""
    yield from controlled(subject, RULE, "api-access-list")


RULE = Rule(
    id="exposure/kubernetes-api-open",
    title="The Kubernetes API must be reached from named addresses only",
    severity=Severity.HIGH,
    objective="network isolation",
    why="Both providers publish the API on the internet; without a list, anybody may try lost credentials.",
    fix="Name the addresses of administrators and CI in an access list.",
    frameworks=(Clause("gdpr", "article 32(1)(b)"), Clause("hds", "security of the hosting infrastructure")),
    tier=Tier.L2,
    check=check,
    speaks_of=about("api-access-list"),
)
