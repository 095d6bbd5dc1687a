"""What a certificate depends on is fulfilled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.atlas.capabilities import capability
from bailiwick.atlas.type_products import product_of
from bailiwick.boundary import Tier
from bailiwick_policies.controlled import controlled
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.atlas.capabilities import Capability


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for every condition that an input breaks, and one exception for what no program can show.

    The second kind is told once for a product and a place, of the stack.
    """
    for certificate in sorted(subject.boundary.certifications):
        yield from controlled(subject, RULE, f"certified-{certificate}")
        if not (subject.stands_for_the_stack and subject.estate.complete):
            continue
        for held in _held(subject, certificate):
            yield Finding(
                RULE.id,
                subject.resource.urn,
                f"{certificate} {held.provider} {held.product} {held.place}",
                f"{subject.resource.label} uses {held.product} of {held.provider} at {held.place}, certified for "
                f"{certificate} on condition: {held.conditions}, as boundary {subject.boundary} demands. "
                f"Fix: keep the proof of it with the evidence.",
                f"no program can show what the certificate depends on ({held.fact})",
            )


def _held(subject: Subject, certificate: str) -> list[Capability]:
    """The conditional certificates of everything that the stack uses, in the order of their places."""
    used = {
        (place.site.provider, product_of(resource.type), place.site.region)
        for resource in subject.estate
        for place in subject.estate.location(resource.urn).places
    }
    answers = (
        capability(provider, certificate, product=product, place=code)
        for provider, product, code in sorted(used)
        if product
    )
    return [answer for answer in answers if answer and answer.conditions]


RULE = Rule(
    id="capability/certification-condition",
    title="What a certificate depends on must be fulfilled",
    severity=Severity.HIGH,
    objective="certification",
    why="A certificate holds for the plan, the contract and the setting that its scope names, and for nothing else.",
    fix="Choose the certified variant, and keep the proof of what a program cannot show.",
    frameworks=(Clause("hds", "certified hosting of health data"), Clause("gdpr", "article 28(1)")),
    tier=Tier.PUBLIC,
    check=check,
)
