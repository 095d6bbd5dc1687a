"""Bucket policies let in the named only."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from bailiwick.atlas.resource_types import classify
from bailiwick.boundary import Tier
from bailiwick.estate.values import readings
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


POLICIES: Final = frozenset({"scaleway:object/bucketPolicy:BucketPolicy"})
"""Types whose input ``policy`` says who may use a bucket."""


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for a policy that lets everybody in, or that cannot be read."""
    kind = classify(subject.resource.type)
    if kind is None or (kind.alias_of or kind.token) not in POLICIES:
        return
    shown = subject.resource.inputs if subject.resource.inputs is not None else subject.resource.outputs
    for reading in readings(shown, "policy"):
        wrong = "is not known in preview" if reading.unknown else _wrong(reading.value)
        if wrong:
            yield Finding(
                RULE.id,
                subject.resource.urn,
                wrong,
                f"{subject.resource.label} has a policy that {wrong}, which boundary {subject.boundary} does not "
                "accept. Fix: name the users and applications that may use the bucket, as plain JSON.",
            )


def _wrong(policy: Any) -> str:
    """What is wrong with a policy, as a predicate; ``""`` if nothing is."""
    try:
        document = json.loads(policy) if isinstance(policy, str) else policy
        statements = document["Statement"]
        listed = statements if isinstance(statements, list) else [statements]
        everybody = any(item["Effect"] == "Allow" and _is_everybody(item.get("Principal", "*")) for item in listed)
    except (ValueError, TypeError, KeyError, AttributeError):
        return "cannot be read"
    return "lets everybody in" if everybody else ""


def _is_everybody(principal: Any) -> bool:
    if isinstance(principal, dict):
        return any(_is_everybody(value) for value in principal.values())
    if isinstance(principal, list):
        return any(_is_everybody(value) for value in principal)
    return bool(principal == "*")


RULE = Rule(
    id="exposure/bucket-policy-open",
    title="Bucket policies must let in the named only",
    severity=Severity.CRITICAL,
    objective="confidentiality",
    why="A principal that is a star is everybody, abroad as well.",
    fix="Name the users and applications that may use the bucket.",
    frameworks=(Clause("gdpr", "article 32(1)(b)"), Clause("gdpr", "article 44")),
    tier=Tier.L2,
    check=check,
)
