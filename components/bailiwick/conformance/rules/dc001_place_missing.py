"""Every place of the platform is in the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.conformance.finding import Rule, called, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.conformance.comparison import Comparison
    from bailiwick.conformance.finding import Finding


def check(comparison: Comparison) -> Iterator[Finding]:
    """The breaches of the rule."""
    root = comparison.estate.root
    stack = root.removeprefix("urn:pulumi:").partition("::")[0]
    declared = comparison.map.stack
    if declared and root and stack != declared:
        message = f"The map {comparison.map.name} is of stack {declared}, and this is {stack}."
        fix = f"call its file dataflows.{declared}.yaml, compare it with its own stack, or correct stack in the map"
        yield told(RULE.id, root, "stack", message, fix)
        return
    for place in comparison.map.places:
        if comparison.left_out(place):
            message = f"The {called(place)} belongs to segment {place.segment}, but names no resource of the stack."
            yield told(RULE.id, root, place.id, message, "say in resource what it is in the stack")
        if place.id not in comparison.meant:
            continue
        meant = comparison.meant[place.id]
        if meant.resource is None:
            message = f"The {called(place)} is {place.resource!r}, {meant.problem}."
            yield told(RULE.id, root, place.id, message, meant.fix)
        elif not comparison.members[place.id]:
            message = f"The {called(place)} is {meant.resource.label}, which holds nothing of kind {place.kind}."
            yield told(RULE.id, meant.resource.urn, place.id, message, "correct kind or resource")


RULE = Rule(
    id="DC001",
    title="Every place of the platform is in the plan",
    why="A map of what does not exist protects nothing.",
    fix="Name the component or resource of the stack, or remove the place.",
    check=check,
)
