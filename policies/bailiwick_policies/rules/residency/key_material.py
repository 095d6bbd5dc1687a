"""Keys, their replicas and their backups are inside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bailiwick.atlas.key_backups import key_backups
from bailiwick.atlas.regions import UNKNOWN_COUNTRY
from bailiwick.atlas.resource_types import classify
from bailiwick.boundary import Tier
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


STORES: Final = frozenset({"ovh:Okms/okms:Okms", "scaleway:keymanager/key:Key"})
"""Types that hold key material in a key management service of which the atlas knows, or not, where it is backed up."""


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for every key whose backups are outside, or unpublished."""
    kind = classify(subject.resource.type)
    if kind is None or (kind.alias_of or kind.token) not in STORES:
        return
    for place in subject.location.places:
        known = key_backups(place.site.provider, place.site.region)
        if known is None:
            continue  # the location rules have spoken, or the service is not offered there
        outside = sorted(known.countries - subject.boundary.countries - {place.country})
        where = "at places that nobody has published" if outside == [UNKNOWN_COUNTRY] else f"in {', '.join(outside)}"
        if outside:
            yield Finding(
                RULE.id,
                subject.resource.urn,
                place.site.region,
                f"{subject.resource.label} in {place.site.region} has its backups {where} ({known.fact}): outside "
                f"boundary {subject.boundary}. Fix: choose a region whose key backups stay inside.",
                f"nobody has published where {place.site.provider} keeps the backups of keys ({known.fact})"
                if outside == [UNKNOWN_COUNTRY]
                else "",
            )


RULE = Rule(
    id="residency/key-material",
    title="Keys, their replicas and their backups must be inside",
    severity=Severity.CRITICAL,
    objective="data residency",
    why="A backup of a key opens what the key opens, under the law of the place where it lies.",
    fix="Choose a region whose key backups stay inside.",
    frameworks=(Clause("gdpr", "article 44"), Clause("secnumcloud", "10")),
    tier=Tier.L2,
    check=check,
)
