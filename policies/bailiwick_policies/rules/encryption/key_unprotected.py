"""Keys cannot be deleted by mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.boundary import Tier
from bailiwick_policies.controlled import about, controlled
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for every key or secret that can be deleted at once."""
    yield from controlled(subject, RULE, "key-protection")


RULE = Rule(
    id="encryption/key-unprotected",
    title="Keys and secrets must be protected from deletion",
    severity=Severity.HIGH,
    objective="availability",
    why="A deleted key takes everything along that it encrypts.",
    fix="Leave the provider's protection on.",
    frameworks=(Clause("gdpr", "article 32(1)(b)"), Clause("c5", "cryptography and key management")),
    tier=Tier.L2,
    check=check,
    speaks_of=about("key-protection"),
)
