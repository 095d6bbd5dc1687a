"""What is fetched from elsewhere is a flow of the map: images, models, charts, outputs of other stacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.atlas.hosts import host_of, site_of
from bailiwick.atlas.implied_flows import pulls_of
from bailiwick.conformance.comparison import STACK_REFERENCE
from bailiwick.conformance.finding import Rule, told
from bailiwick.conformance.whereabouts import agrees, host_in, host_of_image, reached_at
from bailiwick.estate.values import readings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.atlas.implied_flows import Pull
    from bailiwick.conformance.comparison import Comparison
    from bailiwick.conformance.finding import Finding
    from bailiwick.datamap.model import Place
    from bailiwick.estate import Resource


def check(comparison: Comparison) -> Iterator[Finding]:
    """The breaches of the rule."""
    for resource in comparison.resources():
        if resource.type == STACK_REFERENCE:
            yield from _referred(comparison, resource)
        pulls = pulls_of(resource.type)
        for host in dict.fromkeys(host for pull in pulls for host in _hosts(resource, pull)):
            yield from _fetched(comparison, resource, host)


def _referred(comparison: Comparison, resource: Resource) -> Iterator[Finding]:
    places = {place.id for place in comparison.places_of(resource)}
    if not places or not comparison.flows(places, None):
        message = f"{resource.label} reads the outputs of another stack, and no flow of the map comes from there."
        fix = f"add a place with resource {resource.name} (kind: state-backend) and the flow"
        yield told(RULE.id, resource.urn, "stack reference", message, fix)


def _fetched(comparison: Comparison, resource: Resource, host: str) -> Iterator[Finding]:
    ends = {place.id for place in comparison.places_of(resource)} or None
    starts = {place.id for place in comparison.map.places if host and _answers(comparison, place, host)}
    if starts and comparison.flows(starts, ends):
        return
    row = host_of(host) if host else None
    runs = f", which {row.operator} runs from {row.country}" if row is not None and row.operator else ""
    where = f"{host}{runs}" if host else "a place that is not known"
    message = f"{resource.label} fetches from {where}, and no flow of the map comes from there."
    fix = f"add a place with hosts: [{host}] and the flow, or fetch from a mirror of your own"
    fix = fix if host else "name the source in the program"
    yield told(RULE.id, resource.urn, f"from {host}", message, fix)


def _answers(comparison: Comparison, place: Place, host: str) -> bool:
    """Whether a place is reached under a host: a listed one, or the provider's own in the place's region."""
    site = site_of(host)
    party = next(item for item in comparison.map.parties if item.id == place.party)
    own = site is not None and comparison.in_plan(place) and party.provider == site.provider and agrees(place, site)
    return own or reached_at(place, host)


def _hosts(resource: Resource, pull: Pull) -> Iterator[str]:
    """The hosts that an input names; ``""`` for one that is not known, or a secret."""
    shown = resource.inputs if resource.inputs is not None else resource.outputs
    for item in readings(shown, pull.input):
        if item.unknown or item.secret:
            yield ""
        elif pull.form == "image":
            yield host_of_image(str(item.value))
        elif "://" in str(item.value):
            yield host_in(str(item.value))


RULE = Rule(
    id="DC022",
    title="What is fetched from elsewhere is a flow of the map",
    why="What a platform is built from decides what it does, and who is asked for it learns of it.",
    fix="Add the source and the flow to the map, or fetch from a mirror inside.",
    check=check,
)
