"""A network lies in one country."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from bailiwick.atlas.resource_types import Bearing, classify
from bailiwick.boundary import Tier
from bailiwick.estate.values import readings
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.estate import Estate, Resource

VLAN: Final = "vlanId"
"""The input by which networks of one project in several regions become one."""


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for a network in several countries, and for networks that one VLAN joins across countries."""
    countries = {place.country for place in subject.location.places if not place.copy}
    if len(countries) > 1 and _is_network(subject.resource):
        yield _finding(subject, subject.resource, f"is one network in {_listed(countries)}", "several")
    if subject.stands_for_the_stack and subject.estate.complete:
        for resource, number, across in _joined(subject.estate):
            yield _finding(subject, resource, f"shares VLAN {number} with networks in {_listed(across)}", "vlan")


def _finding(subject: Subject, resource: Resource, what: str, about: str) -> Finding:
    return Finding(
        RULE.id,
        resource.urn,
        about,
        f"{resource.label} {what}, which boundary {subject.boundary} does not accept. "
        "Fix: give each country a network of its own.",
    )


def _is_network(resource: Resource) -> bool:
    kind = classify(resource.type)
    return kind is not None and kind.bears is Bearing.NETWORK


def _joined(estate: Estate) -> Iterator[tuple[Resource, Any, set[str]]]:
    """Each network that a VLAN of its project joins with one in another country, the VLAN, and all its countries."""
    by_vlan: dict[tuple[str, Any], list[tuple[Resource, frozenset[str]]]] = defaultdict(list)
    for resource in estate:
        if not resource.type.startswith("ovh:") or not _is_network(resource):
            continue
        for reading in readings(resource.inputs, VLAN):
            if not reading.unknown and reading.value:
                project = readings(resource.inputs, "serviceName")
                name = str(project[0].value) if project else ""
                by_vlan[name, reading.value].append((resource, estate.location(resource.urn).countries))
    for (_, number), members in by_vlan.items():
        across = {country for _, countries in members for country in countries}
        for resource, countries in members:
            if len(across) > 1 and len(countries) == 1:
                yield resource, int(number) if isinstance(number, float) else number, across


def _listed(countries: set[str]) -> str:
    return " and ".join(sorted(countries))


RULE = Rule(
    id="residency/network-across-countries",
    title="A network must lie in one country",
    severity=Severity.HIGH,
    objective="network isolation",
    why="In one network nothing stands between two jurisdictions: whatever moves in it may cross the border unseen.",
    fix="Give each country a network of its own, and lead what may cross through a gateway.",
    frameworks=(Clause("gdpr", "article 44"), Clause("hds", "security of the hosting infrastructure")),
    tier=Tier.L2,
    check=check,
)
