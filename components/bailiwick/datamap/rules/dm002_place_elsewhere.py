"""A place is in the country in which its region is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.atlas.regions import locate, spellings
from bailiwick.datamap.finding import Rule, Severity
from bailiwick.datamap.rules.telling import told
from bailiwick.errors import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.datamap.finding import Finding
    from bailiwick.datamap.situation import Situation


def check(situation: Situation) -> Iterator[Finding]:
    """The breaches of the rule."""
    for place in situation.map.places:
        provider = situation.parties[place.party].provider
        if provider is None:
            continue
        site = locate(provider, place.region)
        if site is None:
            close = nearest(place.region, spellings(provider)) if place.region else ""
            what = (
                f"{place.region!r} is no region of {provider} that the atlas knows"
                if place.region
                else "It names no region"
            )
            fix = f"name the region{f', perhaps {close}' if close else ''}"
            yield told(
                RULE.id, Severity.EVIDENCE, place, f"{what}, so its country is not shown.", fix=fix, key="region"
            )
        elif site.country != place.country:
            message = f"{provider} {site.code} is in {site.city}, {site.country}, not in {place.country}."
            yield told(RULE.id, Severity.ERROR, place, message, fix=f"set country to {site.country}", key="country")


RULE = Rule(
    id="DM002",
    title="A place is in the country in which its region is",
    severity=Severity.ERROR,
    laws=(),
    why="Names of regions mislead; the country decides about the law.",
    fix="Correct the country or the region.",
    check=check,
)
