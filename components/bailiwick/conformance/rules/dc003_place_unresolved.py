"""The plan shows where every place is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.conformance.comparison import STACK_REFERENCE
from bailiwick.conformance.finding import Rule, called, told
from bailiwick.estate import Standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.conformance.comparison import Comparison
    from bailiwick.conformance.finding import Finding


def check(comparison: Comparison) -> Iterator[Finding]:
    """The breaches of the rule: one for each place, at the first resource whose place is not known."""
    for place in comparison.map.places:
        if any(item.type == STACK_REFERENCE for item in comparison.members[place.id]):
            continue  # where another stack keeps its state, this plan cannot show
        located = False
        for resource in comparison.members[place.id]:
            location = comparison.estate.location(resource.urn).via()
            located = located or location.standing is Standing.LOCATED
            if location.standing in {Standing.LOCATED, Standing.NOT_APPLICABLE}:
                continue
            message = f"The {called(place)} cannot be shown to be in {place.country}: {resource.label} is {location}."
            fix = next((gap.fix for gap in location.gaps if gap.fix), "use something whose place is known")
            yield told(RULE.id, resource.urn, place.id, message, fix)
            break
        else:
            if comparison.members[place.id] and not located:
                resource = comparison.members[place.id][0]
                message = f"The {called(place)} cannot be shown to be in {place.country}: {resource.label} is nowhere."
                yield told(RULE.id, resource.urn, place.id, message, "name a resource that is somewhere")


RULE = Rule(
    id="DC003",
    title="The plan shows where every place is",
    why="A place that is not known is not the one in the map until somebody shows it.",
    fix="Write the region as a plain value, or take it from configuration.",
    check=check,
)
