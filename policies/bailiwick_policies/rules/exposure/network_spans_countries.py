"""A private network is in one country."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.atlas.resource_types import Bearing, classify
from bailiwick.boundary import Tier
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for a network with places in more than one country."""
    if len(subject.location.places) < 2:
        return
    kind = classify(subject.resource.type)
    countries = sorted(subject.location.countries)
    if kind is not None and kind.bears is Bearing.NETWORK and len(countries) > 1:
        yield Finding(
            RULE.id,
            subject.resource.urn,
            " ".join(countries),
            f"{subject.resource.label} spans {' and '.join(countries)}, so that boundary {subject.boundary} cannot "
            "tell what crosses between them. Fix: make one network for each country.",
        )


RULE = Rule(
    id="exposure/network-spans-countries",
    title="A private network must be in one country",
    severity=Severity.MEDIUM,
    objective="network isolation",
    why="Inside one network nothing is a border: what crosses from country to country is seen by nobody.",
    fix="Make one network for each country, and declare what crosses.",
    frameworks=(Clause("gdpr", "article 44"),),
    tier=Tier.L2,
    check=check,
)
