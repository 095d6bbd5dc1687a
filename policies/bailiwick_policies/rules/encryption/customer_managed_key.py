"""Stores use the customer's keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.boundary import KeyCustody, Tier
from bailiwick_policies.controlled import about, controlled
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for every store with the provider's key; an exception where the provider takes no other."""
    yield from controlled(subject, RULE, "customer-managed-key")


RULE = Rule(
    id="encryption/customer-managed-key",
    title="Data at rest must be encrypted with a key of the customer's, where the provider takes one",
    severity=Severity.HIGH,
    objective="key custody",
    why="With a key of one's own, destroying the key destroys the data, and nobody reads it any more.",
    fix="Name a key of the key manager in the same region.",
    frameworks=(
        Clause("gdpr", "article 32(1)(a)"),
        Clause("c5", "cryptography and key management"),
        Clause("secnumcloud", "10"),
    ),
    tier=Tier.L2,
    check=check,
    speaks_of=about("customer-managed-key"),
    demanded=lambda boundary: boundary.key_custody >= KeyCustody.CUSTOMER,
)
