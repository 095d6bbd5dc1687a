"""Machines are sold where they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bailiwick.atlas.machines import machines
from bailiwick.atlas.regions import locate
from bailiwick.atlas.resource_types import classify
from bailiwick.boundary import Tier
from bailiwick.estate.values import readings
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


NAMED_IN: Final = {
    "scaleway:kubernetes/pool:Pool": "nodeType",
    "scaleway:instance/server:Server": "type",
    "ovh:CloudProject/kubeNodePool:KubeNodePool": "flavorName",
}
"""Types whose input names a machine."""


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for a machine with accelerators at a place where it is not sold.

    Machines without accelerators are not judged: the atlas does not list them all.
    """
    kind = classify(subject.resource.type)
    path = NAMED_IN.get((kind.alias_of or kind.token) if kind is not None else "")
    if path is None:
        return
    shown = subject.resource.inputs if subject.resource.inputs is not None else subject.resource.outputs
    for reading in readings(shown, path):
        named = str(reading.value).casefold()
        machine = next((row for row in machines(kind.provider) if row.name.casefold() == named), None) if kind else None
        for place in subject.location.places if machine is not None and machine.accelerator else ():
            if machine is not None and not _sold(
                machine.places, place.site.provider, place.site.code, place.site.region
            ):
                yield Finding(
                    RULE.id,
                    subject.resource.urn,
                    f"{machine.name} {place.site.code}",
                    f"{subject.resource.label} asks for {machine.name} at {place.site.code}, where it is not sold "
                    f"({machine.fact}), so boundary {subject.boundary} cannot be kept with it. "
                    f"Fix: use it at {', '.join(machine.places)}.",
                )


def _names_a_machine(token: str) -> bool:
    kind = classify(token)
    return kind is not None and (kind.alias_of or token) in NAMED_IN


def _sold(places: tuple[str, ...], provider: str, code: str, region: str) -> bool:
    sites = [site for item in places if (site := locate(provider, item)) is not None]
    return any(site.code in (code, region) or site.region == code for site in sites)


RULE = Rule(
    id="capability/machine-not-sold",
    title="A machine with accelerators must be sold in the place that is named",
    severity=Severity.MEDIUM,
    objective="capability",
    why="What cannot be had there ends in an error halfway, or in another place chosen in a hurry.",
    fix="Use the machine where it is sold, or another one.",
    frameworks=(Clause("gdpr", "article 24(1)"),),
    tier=Tier.L1,
    check=check,
    speaks_of=_names_a_machine,
)
