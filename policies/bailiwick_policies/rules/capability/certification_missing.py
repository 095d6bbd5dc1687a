"""Services are certified as the boundary demands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.atlas.capabilities import capability
from bailiwick.atlas.capability_rows import Answer
from bailiwick.atlas.type_products import product_of
from bailiwick.boundary import Tier
from bailiwick.estate import Standing
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for every certificate that a product does not have in a place, or is not known to have."""
    product = product_of(subject.resource.type)
    if not product or subject.location.standing is Standing.NOT_APPLICABLE:
        return
    for certificate in sorted(subject.boundary.certifications):
        for place in subject.location.places:
            found = capability(place.site.provider, certificate, product=product, place=place.site.code)
            if found:
                continue
            unknown = found.answer is Answer.UNKNOWN
            says = "is not known to be" if unknown else f"is not ({found.answer})"
            fact = f" ({found.fact})" if found.fact is not None else ""
            fix = (
                "get the provider's certificate with its scope, and waive this with it"
                if unknown
                else "choose another service"
            )
            yield Finding(
                RULE.id,
                subject.resource.urn,
                f"{certificate} {place.site.code}",
                f"{subject.resource.label} is {product} at {place.site.code}, which {says} certified for {certificate}"
                f"{fact}: boundary {subject.boundary} demands it. Fix: {found.instead or fix}.",
            )


RULE = Rule(
    id="capability/certification-missing",
    title="Services must have the certifications that the boundary demands",
    severity=Severity.HIGH,
    objective="certification",
    why="A certificate covers a product in a place; a neighbour's proves nothing.",
    fix="Choose a service that has the certificate, or get the evidence that it does.",
    frameworks=(Clause("hds", "certified hosting of health data"), Clause("gdpr", "article 28(1)")),
    tier=Tier.PUBLIC,
    check=check,
    speaks_of=lambda token: bool(product_of(token)),
)
