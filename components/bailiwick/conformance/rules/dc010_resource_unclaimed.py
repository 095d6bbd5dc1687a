"""Everything that bears data is claimed by an element."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.atlas.implied_flows import Role
from bailiwick.conformance.finding import Rule, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.conformance.comparison import Comparison
    from bailiwick.conformance.finding import Finding

_CLAIMED_AS_PLACES = frozenset({Role.STORE, Role.COPY, Role.PART, Role.UNKNOWN})


def check(comparison: Comparison) -> Iterator[Finding]:
    """The breaches of the rule."""
    for resource, role in comparison.holders():
        if role.role not in _CLAIMED_AS_PLACES or comparison.claimed(resource):
            continue
        if role.role is Role.PART and any(not comparison.claimed(one) for one in comparison.named(resource, role.of)):
            continue  # told of the whole
        places = comparison.places_of(resource)
        bears = "may hold data, which nobody can tell" if role.role is Role.UNKNOWN else "holds data or keys"
        if places:
            message = f"{resource.label} {bears}, and no element of the map is at its place {places[0].id}."
            fix = f"say which elements are kept at {places[0].id}, or remove the resource"
        else:
            message = f"{resource.label} {bears}, and no place of the map is it."
            fix = f"add a place with resource {resource.name} and the elements that are kept there, or remove it"
        yield told(RULE.id, resource.urn, "unclaimed", message, fix)


RULE = Rule(
    id="DC010",
    title="Everything that bears data is claimed by an element",
    why="What nobody has put on the map is data of which nobody has judged where it may be.",
    fix="Add the place and its elements to the map, or remove the resource.",
    check=check,
)
