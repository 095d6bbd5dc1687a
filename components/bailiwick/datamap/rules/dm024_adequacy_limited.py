"""A flow that rests on a decision with limits is shown to be within them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.atlas.adequacy import Extent
from bailiwick.datamap.crossing import decision
from bailiwick.datamap.finding import Rule, Severity
from bailiwick.datamap.rules.telling import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.datamap.finding import Finding
    from bailiwick.datamap.situation import Situation


def check(situation: Situation) -> Iterator[Finding]:
    """The breaches of the rule."""
    for flow in situation.map.flows:
        for index, transfer in enumerate(flow.transfers):
            found = decision(situation, flow, transfer)
            if found is None or found.extent is not Extent.COUNTRY or not found.limits or transfer.reference:
                continue
            message = (
                f"The decision on {found.country} has limits ({found.limits}), and nothing shows that it is within."
            )
            fix = f"set reference of its transfer {index + 1}"
            law = f"decision {found.decision} ({found.fact})"
            yield told(RULE.id, Severity.EVIDENCE, flow, message, fix=fix, key="transfers", index=index, law=law)


RULE = Rule(
    id="DM024",
    title="A flow that rests on a decision with limits is shown to be within them",
    severity=Severity.EVIDENCE,
    laws=("gdpr", "swiss-fadp"),
    why="A decision of adequacy may leave out sectors or bodies of the country.",
    fix="Put what shows it under reference of the transfer.",
    check=check,
)
