"""Every place is in the plan where the map says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.atlas.implied_flows import Role, role_of
from bailiwick.conformance.finding import Rule, called, told
from bailiwick.conformance.whereabouts import agrees

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.conformance.comparison import Comparison
    from bailiwick.conformance.finding import Finding
    from bailiwick.estate import Resource


def check(comparison: Comparison) -> Iterator[Finding]:
    """The breaches of the rule: one for each place, at the first resource that is elsewhere."""
    for place in comparison.map.places:
        elsewhere = [
            (resource, found)
            for resource in comparison.members[place.id]
            for found in comparison.estate.location(resource.urn).places
            if not found.copy and not agrees(place, found.site)
        ]
        if not elsewhere:
            continue
        resource, found = elsewhere[0]
        others = len({item.urn for item, _ in elsewhere[1:] if not _is_part(item)} - {resource.urn})
        declared = ", ".join(part for part in (place.region, place.country) if part)
        message = f"The {called(place)} says {declared}, but {resource.label} is in {found.country} ({found.reason})"
        message += f", with {others} more." if others else "."
        yield told(RULE.id, resource.urn, place.id, message, "move the resource, or correct the place")


def _is_part(resource: Resource) -> bool:
    """Whether a resource is a setting of another one, with which it goes."""
    role = role_of(resource.type)
    return role is not None and role.role is Role.PART


RULE = Rule(
    id="DC002",
    title="Every place is in the plan where the map says",
    why="The country decides which law holds; what was judged in the map must be what is built.",
    fix="Move the resource, or correct country and region in the map.",
    check=check,
)
