"""The API that is talked to is run from home."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bailiwick.atlas.operators import operators
from bailiwick.boundary import Tier
from bailiwick.estate.values import readings
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


OVH: Final = "pulumi:providers:ovh"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for an OVHcloud endpoint whose operator is not at home.

    One that the environment names is invisible to policies; the places of the
    resources are judged all the same, so that nothing passes for want of it.
    """
    shown = subject.resource.inputs if subject.resource.inputs is not None else subject.resource.outputs
    for reading in readings(shown, "endpoint"):
        who = None if reading.unknown else next((row for row in operators() if reading.value in row.endpoints), None)
        if who is not None and who.country in subject.boundary.home:
            continue
        runs = f"run by {who.legal_name} in {who.country}" if who is not None else "of which nobody knows who runs it"
        name = "an endpoint not known in preview" if reading.unknown else f"endpoint {reading.value}"
        yield Finding(
            RULE.id,
            subject.resource.urn,
            reading.at,
            f"{subject.resource.label} talks to {name}, {runs}: outside the home of boundary {subject.boundary}. "
            "Fix: set endpoint to ovh-eu.",
        )


RULE = Rule(
    id="operator/endpoint-foreign",
    title="A provider must be reached at an endpoint that is run from home",
    severity=Severity.HIGH,
    objective="operator sovereignty",
    why="An account at another entity of a group is under that entity's law, in every region.",
    fix="Set the provider's endpoint to ovh-eu.",
    frameworks=(Clause("gdpr", "article 28(1)"), Clause("secnumcloud", "19.6")),
    tier=Tier.L1,
    check=check,
    speaks_of=lambda token: token == OVH,
)
