"""A key is in the country of what it encrypts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.atlas.controls import Want, controls_of
from bailiwick.atlas.resource_types import Bearing, classify
from bailiwick.boundary import Tier
from bailiwick.estate.placement import place_in_id
from bailiwick.estate.values import readings
from bailiwick_policies.controlled import about
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.estate import Resource


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for every key that is in another country than what it encrypts."""
    for control in controls_of("customer-managed-key", subject.resource.type):
        if control.wants is Want.PRESENT:
            attached = (
                subject.estate.attached(subject.resource.urn, control.beside, control.by)
                if control.beside
                else (subject.resource,)
            )
            for holder in attached:
                yield from _of_key(subject, holder, control.input)


def _of_key(subject: Subject, holder: Resource, path: str) -> Iterator[Finding]:
    ours = subject.location.countries
    for key, countries in _keys(subject, holder, path):
        if ours and countries and not countries & ours:
            yield Finding(
                RULE.id,
                subject.resource.urn,
                f"{path} {key}",
                f"{subject.resource.label} in {', '.join(sorted(ours))} is encrypted with {key} in "
                f"{', '.join(sorted(countries))}: boundary {subject.boundary} demands them in one country. "
                "Fix: use a key of the same region.",
            )


def _keys(subject: Subject, holder: Resource, path: str) -> Iterator[tuple[str, frozenset[str]]]:
    """The keys that the input names, by id or through the graph, with their countries."""
    provider = holder.type.partition(":")[0]
    urns = dict.fromkeys(holder.property_dependencies.get(path.partition(".")[0], ()))
    shown = holder.inputs if holder.inputs is not None else holder.outputs
    for reading in readings(shown, path):
        urns |= dict.fromkeys(reading.dependencies)
        place = None if reading.unknown else place_in_id(reading.value, provider, path)
        if place is not None:
            yield f"key {reading.value}", frozenset({place.country})
    for urn in urns:
        resource = subject.estate.get(urn)
        kind = classify(resource.type) if resource is not None else None
        if resource is not None and kind is not None and kind.bears is Bearing.KEYS:
            yield resource.short_label, subject.estate.location(urn).countries


RULE = Rule(
    id="encryption/key-elsewhere",
    title="A key must be in the country of what it encrypts",
    severity=Severity.HIGH,
    objective="key custody",
    why="A key abroad gives the law there a say over data that never left.",
    fix="Use a key of the same region.",
    frameworks=(Clause("gdpr", "article 44"), Clause("gdpr", "article 32(1)(a)")),
    tier=Tier.L2,
    check=check,
    speaks_of=about("customer-managed-key"),
)
