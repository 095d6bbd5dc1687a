"""Data in use is protected where the boundary demands it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from bailiwick.atlas import vocabulary
from bailiwick.atlas.capabilities import Capability, capability
from bailiwick.atlas.resource_types import Bearing, classify
from bailiwick.atlas.type_products import product_of
from bailiwick.boundary import Tier
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for computation at a place without any trusted execution environment."""
    product = product_of(subject.resource.type)
    for place in subject.location.places:
        told = _refusal(place.site.provider, product, place.site.code)
        if told is None:
            continue
        fact = f" ({told.fact})" if told.fact is not None else ""
        yield Finding(
            RULE.id,
            subject.resource.urn,
            place.site.code,
            f"{subject.resource.label} computes on {product} at {place.site.code}, which has no trusted execution "
            f"environment{fact}: boundary {subject.boundary} demands one. "
            f"Fix: {told.instead or 'keep what needs one on hardware that has it'}.",
        )


@cache
def _refusal(provider: str, product: str, place: str) -> Capability | None:
    """What the atlas says of the techniques that could protect data in use there; None if one of them can be had."""
    known = [term.id for term in vocabulary.features() if term.group == "confidential-computing" and term.id != "vtpm"]
    answers = [capability(provider, technique, product=product, place=place) for technique in known]
    if any(answers):
        return None
    return next((answer for answer in answers if answer.fact is not None), answers[0])


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
