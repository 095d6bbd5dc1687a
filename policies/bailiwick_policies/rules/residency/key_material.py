"""Keys are inside with all their copies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.atlas import regions
from bailiwick.atlas.key_backups import Kept, key_backups, key_material
from bailiwick.atlas.resource_types import classify
from bailiwick.boundary import Tier
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.atlas import Fact
    from bailiwick.boundary import Boundary
    from bailiwick.estate import Place

ASKS_FOR_PROOF = Tier.L2
"""The tier from which on a place that nobody has published is told as well."""


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for every copy of keys outside; from L2 on, one where nobody has published where copies lie."""
    kind = classify(subject.resource.type)
    known = key_material(kind.alias_of or kind.token) if kind is not None else None
    if known is None or known.kept in (Kept.NONE, Kept.REGION):
        return
    for place in subject.location.places:
        if place.copy:
            if not subject.boundary.allows(place.country):
                yield _outside(subject, place)
        elif subject.boundary.tier >= ASKS_FOR_PROOF and subject.boundary.allows(place.country):
            kept = key_backups(place.site.provider, place.site.region) if known.kept is Kept.KEY_SERVICE else None
            if kept is None or kept.regions is None:
                yield _unpublished(subject, place, kept.fact if kept is not None else known.fact)


def _outside(subject: Subject, place: Place) -> Finding:
    better = _better(place.site.provider, subject.boundary)
    fix = (
        f"keep them in a region whose backups are inside, for example {better}"
        if better
        else f"no region of {place.site.provider} keeps its key backups inside; bring keys from elsewhere, "
        "or let the boundary name the country"
    )
    return Finding(
        RULE.id,
        subject.resource.urn,
        f"copy {place.site.provider} {place.site.region}",
        f"key material of {subject.resource.label} is copied to {place.country} ({place.reason}), "
        f"outside boundary {subject.boundary}. Fix: {fix}.",
    )


def _unpublished(subject: Subject, place: Place, fact: Fact) -> Finding:
    better = _better(place.site.provider, subject.boundary)
    where = f"where backups of its keys in {place.spelling} lie is not published"
    fix = f"use the key service in {better}, whose backups are known" if better else "ask the provider for a statement"
    return Finding(
        RULE.id,
        subject.resource.urn,
        f"unpublished {place.site.provider} {place.site.region}",
        f"{subject.resource.label} cannot be shown to keep its keys inside boundary {subject.boundary}: {where}. "
        f"Fix: {fix}.",
        "" if better else f"{where}, and no region of {place.site.provider} inside is better known ({fact})",
    )


def _better(provider: str, boundary: Boundary) -> str:
    """A region of the provider whose keys are known to be inside with all their copies; ``""`` if there is none."""
    for region in regions(provider):
        kept = key_backups(provider, region.region)
        if kept is not None and kept.countries <= boundary.countries:
            return f"{region.code} ({region.city})"
    return ""


RULE = Rule(
    id="residency/key-material",
    title="Keys must be inside the boundary with all their replicas and backups",
    severity=Severity.CRITICAL,
    objective="key residency",
    why="Whoever has a copy of a key can read whatever it encrypts, wherever that is.",
    fix="Keep keys in a region whose key service has all its backups inside the boundary.",
    frameworks=(Clause("gdpr", "article 32(1)(a)"), Clause("secnumcloud", "19.2")),
    tier=Tier.L1,
    check=check,
)
