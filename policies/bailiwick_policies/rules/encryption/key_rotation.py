"""Keys get a new version regularly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.boundary import Tier
from bailiwick_policies.controlled import about, controlled
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for every key that is never rotated."""
    yield from controlled(subject, RULE, "key-rotation")


RULE = Rule(
    id="encryption/key-rotation",
    title="Keys must be rotated",
    severity=Severity.MEDIUM,
    objective="key custody",
    why="The longer a key is in use, the more is lost with it.",
    fix="Set a rotation period.",
    frameworks=(Clause("gdpr", "article 32(1)(a)"), Clause("c5", "cryptography and key management")),
    tier=Tier.L2,
    check=check,
    speaks_of=about("key-rotation"),
)
