"""Keys are brought from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.boundary import KeyCustody, Tier
from bailiwick_policies.controlled import about, controlled
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for every key whose material the provider made."""
    if subject.boundary.key_custody is KeyCustody.EXTERNAL:
        yield from controlled(subject, RULE, "external-key")


RULE = Rule(
    id="encryption/external-key",
    title="Key material must come from the customer",
    severity=Severity.HIGH,
    objective="key custody",
    why="Who makes a key has had it. Only material from outside can have been unknown to the provider.",
    fix="Import key material that was made elsewhere.",
    frameworks=(Clause("gdpr", "article 32(1)(a)"), Clause("secnumcloud", "10")),
    tier=Tier.L3,
    check=check,
    speaks_of=about("external-key"),
    demanded=lambda boundary: boundary.key_custody is KeyCustody.EXTERNAL,
)
