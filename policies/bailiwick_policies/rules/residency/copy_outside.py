"""Copies stay in a country that the boundary allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.atlas.resource_types import Bearing, classify
from bailiwick.atlas.second_places import second_places_of
from bailiwick.boundary import Tier
from bailiwick_policies.places import inside, none_inside
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.estate import Place


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for every place outside to which copies go; of keys, residency/key-material tells."""
    for place in subject.location.places:
        if place.copy and not subject.boundary.allows(place.country) and not _is_key(subject):
            yield Finding(
                RULE.id,
                subject.resource.urn,
                f"{place.site.provider} {place.site.region}",
                f"{subject.resource.label} sends copies to {place.country} ({place.reason}), "
                f"outside boundary {subject.boundary}. Fix: {_fix(subject, place)}.",
            )


def _is_key(subject: Subject) -> bool:
    kind = classify(subject.resource.type)
    return kind is not None and kind.bears is Bearing.KEYS


def _fix(subject: Subject, place: Place) -> str:
    if not place.origin.startswith("input"):
        kind = classify(subject.resource.type)
        token = (kind.alias_of or kind.token) if kind is not None else ""
        return next((row.fix for row in second_places_of(token) if row.what == place.origin), "keep its copies inside")
    example = inside(place, subject.boundary)
    setting = place.origin.partition(" ")[2]
    return f"set {setting} to a place inside, for example {example}" if example else none_inside(place)


RULE = Rule(
    id="residency/copy-outside",
    title="Copies must stay in a country that the boundary allows",
    severity=Severity.CRITICAL,
    objective="data residency",
    why="A backup or a replica is the same data: what was kept inside with care has left with its first copy.",
    fix="Name a place inside for every replica and backup, and do not leave the choice to the provider.",
    frameworks=(Clause("gdpr", "article 44"), Clause("hds", "data hosted in the EEA"), Clause("secnumcloud", "19.2")),
    tier=Tier.L1,
    check=check,
)
