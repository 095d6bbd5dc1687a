"""Nothing is in a country that the boundary does not allow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.boundary import Tier
from bailiwick_policies.places import inside, none_inside
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.boundary import Boundary
    from bailiwick.estate import Place


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for every place of the resource itself outside; of copies, residency/copy-outside tells."""
    if subject.location.through:
        return  # told once, for the provider of the cluster it lives in
    for place in subject.location.places:
        if not place.copy and not subject.boundary.allows(place.country):
            yield Finding(
                RULE.id,
                subject.resource.urn,
                f"{place.site.provider} {place.site.region}",
                f"{subject.resource.label} is in {place.country} ({place.reason}), "
                f"outside boundary {subject.boundary}. Fix: {_fix(place, subject.boundary)}.",
            )


def _fix(place: Place, boundary: Boundary) -> str:
    example = inside(place, boundary)
    if not example:
        return none_inside(place)
    if place.hops:
        return f"move what it is attached to inside, for example to {example}"
    setting = place.origin.partition(" ")[2]
    if place.origin.startswith("provider"):
        return f"set {setting} on the resource to a place inside, for example {example}"
    if place.origin.startswith("input"):
        return f"set {setting} to a place inside, for example {example}"
    return f"move it inside, for example to {example}"


RULE = Rule(
    id="residency/location-outside",
    title="Everything must be in a country that the boundary allows",
    severity=Severity.CRITICAL,
    objective="data residency",
    why="Data in another country is subject to that country's law and courts, whoever operates the data centre.",
    fix="Choose a region inside the boundary for the resource and for what it is attached to.",
    frameworks=(Clause("gdpr", "article 44"), Clause("hds", "data hosted in the EEA"), Clause("secnumcloud", "19.2")),
    tier=Tier.PUBLIC,
    check=check,
)
