"""Data in use is protected where the boundary demands it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.atlas import vocabulary
from bailiwick.atlas.capabilities import capability
from bailiwick.atlas.resource_types import Bearing, classify
from bailiwick.atlas.type_products import product_of
from bailiwick.boundary import Tier
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for computation at a place without any trusted execution environment."""
    product = product_of(subject.resource.type)
    techniques = [
        term.id for term in vocabulary.features() if term.group == "confidential-computing" and term.id != "vtpm"
    ]
    for place in subject.location.places:
        answers = [capability(place.site.provider, name, product=product, place=place.site.code) for name in techniques]
        if any(answers):
            continue
        told = next((item for item in answers if item.fact is not None), answers[0])
        fact = f" ({told.fact})" if told.fact is not None else ""
        yield Finding(
            RULE.id,
            subject.resource.urn,
            place.site.code,
            f"{subject.resource.label} computes on {product} at {place.site.code}, which has no trusted execution "
            f"environment{fact}: boundary {subject.boundary} demands one. "
            f"Fix: {told.instead or 'keep what needs one on hardware that has it'}.",
        )


def _computes(token: str) -> bool:
    kind = classify(token)
    return kind is not None and kind.bears is Bearing.COMPUTE and bool(product_of(token))


RULE = Rule(
    id="capability/confidential-missing",
    title="Computation must run in a trusted execution environment",
    severity=Severity.HIGH,
    objective="confidential computing",
    why="What is decrypted to be used can be read by whoever controls the machine.",
    fix="Keep what needs a trusted execution environment on hardware that has one.",
    frameworks=(Clause("gdpr", "article 32(1)(a)"), Clause("secnumcloud", "19.6")),
    tier=Tier.L3,
    check=check,
    demanded=lambda boundary: boundary.confidential,
    speaks_of=_computes,
)
