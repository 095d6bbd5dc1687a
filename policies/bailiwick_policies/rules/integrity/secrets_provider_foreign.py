"""What encrypts the secrets in the state is held by somebody whose law is home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.boundary import Tier
from bailiwick.estate.keeping import secrets_at
from bailiwick_policies.kept import kept
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(subject: Subject) -> Iterator[Finding]:
    """One finding, on the stack's resource, for a key of the secrets that is held elsewhere."""
    if subject.stands_for_the_stack:
        fix = "use a passphrase: pulumi stack change-secrets-provider passphrase"
        yield from kept(subject, RULE, "the key of its secrets", secrets_at(subject.estate.keeping), fix)


RULE = Rule(
    id="integrity/secrets-provider-foreign",
    title="The key of the secrets in the state must be held by somebody whose law is home",
    severity=Severity.CRITICAL,
    objective="control of the platform",
    why="Whoever holds that key can read every secret of the stack, the credentials to the data among them.",
    fix="Let a passphrase encrypt the secrets, or a vault that is run inside.",
    frameworks=(Clause("gdpr", "article 32(1)(a)"), Clause("secnumcloud", "10.1")),
    tier=Tier.L2,
    check=check,
)
