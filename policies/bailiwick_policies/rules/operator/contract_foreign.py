"""Who contracts is at home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.atlas.operators import subsidiary
from bailiwick.boundary import Tier
from bailiwick.estate.values import readings
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for a contracting entity abroad, or one that nobody can tell."""
    shown = subject.resource.inputs if subject.resource.inputs is not None else subject.resource.outputs
    for reading in readings(shown, "ovhSubsidiary"):
        entity = subsidiary(str(reading.value)) if not reading.unknown else None
        if entity is not None and entity.country in subject.boundary.home:
            continue
        who = f"the entity in {entity.country}" if entity is not None else "an entity that the atlas does not know"
        says = "somebody not known in preview" if reading.unknown else f"{who} (ovhSubsidiary {reading.value})"
        yield Finding(
            RULE.id,
            subject.resource.urn,
            reading.at,
            f"{subject.resource.label} is contracted with {says}: outside the home of boundary {subject.boundary}. "
            "Fix: set ovhSubsidiary to an entity at home, for example FR.",
        )


RULE = Rule(
    id="operator/contract-foreign",
    title="The entity that one contracts with must be at home",
    severity=Severity.HIGH,
    objective="operator sovereignty",
    why="The law of the contracting entity is the law of the contract, and its courts reach what that reaches.",
    fix="Set ovhSubsidiary to an entity at home.",
    frameworks=(Clause("gdpr", "article 28(1)"), Clause("secnumcloud", "19.6")),
    tier=Tier.L1,
    check=check,
    speaks_of=lambda token: token.startswith("ovh:"),
)
