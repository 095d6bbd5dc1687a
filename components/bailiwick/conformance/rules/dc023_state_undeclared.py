"""The state of the stack is kept where the map says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bailiwick.atlas.hosts import site_of
from bailiwick.conformance.finding import Rule, called, told
from bailiwick.conformance.whereabouts import agrees, reached_at
from bailiwick.estate.keeping import state_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.conformance.comparison import Comparison
    from bailiwick.conformance.finding import Finding
    from bailiwick.datamap.model import Place
    from bailiwick.estate.keeping import KeptAt

STATE_BACKEND: Final = "state-backend"


def check(comparison: Comparison) -> Iterator[Finding]:
    """One finding at most."""
    root = comparison.estate.root
    declared = [
        place for place in comparison.map.places if place.kind == STATE_BACKEND and not comparison.in_plan(place)
    ]
    at = state_at(comparison.estate.keeping)
    if at is None or not at.scheme:
        unseen = "nothing that was read tells who keeps the state"
        message = f"Whether the map is right about the state is not shown: {unseen}."
        yield told(
            RULE.id, root, "not shown", message, "set PULUMI_BACKEND_URL, or backend in Pulumi.yaml", unseen=unseen
        )
    elif at.local:
        for place in declared[:1]:
            message = f"The state stays with whoever runs Pulumi ({at}), but the map has a {called(place)} for it."
            yield told(RULE.id, root, "state", message, "keep it there, or remove the place")
    else:
        yield from _kept(comparison, root, at, declared)


def _kept(comparison: Comparison, root: str, at: KeptAt, declared: list[Place]) -> Iterator[Finding]:
    site = site_of(at.host) if at.host else None
    where = f"{at}, in {site.country} ({site.city})" if site is not None else f"{at}"
    fitting = [
        place
        for place in declared
        if (reached_at(place, at.host) or (site is not None and not place.hosts))
        and (site is None or agrees(place, site))
    ]
    names = {place.id for place in fitting}
    used = {name for name in names if comparison.elements_at[name]}
    if not declared:
        message = f"The state is kept at {where}, and no place of the map is its backend."
        fix = f"add a place of kind {STATE_BACKEND} with hosts: [{at.host}], an element kept there and its flow"
        yield told(RULE.id, root, "state", message, fix)
    elif not fitting:
        message = f"The state is kept at {where}, but the {called(declared[0])} says {declared[0].country}."
        if site is None:
            message = f"The state is kept at {where}, and no place of kind {STATE_BACKEND} lists that host."
        yield told(RULE.id, root, "state", message, "correct the place or its hosts, or keep the state there")
    elif not used or not comparison.flows(None, used):
        message = f"The state is kept at {where}, and no element of the map flows to {min(names)}."
        yield told(
            RULE.id, root, "state", message, f"add what the state holds as an element, and its flow to {min(names)}"
        )
    elif site is None:
        unseen = f"the atlas does not know where {at.host} is"
        message = f"That the state is in {fitting[0].country} is not shown: {unseen}."
        yield told(RULE.id, root, "not shown", message, "keep on file what shows it", unseen=unseen)


RULE = Rule(
    id="DC023",
    title="The state of the stack is kept where the map says",
    why="The state knows every resource and what it answered; it is data like any other.",
    fix="Put the backend on the map, with what the state holds.",
    check=check,
)
