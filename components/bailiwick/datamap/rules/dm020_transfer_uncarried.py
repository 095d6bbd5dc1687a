"""A flow that leaves the countries of a law is carried by a mechanism of that law."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.datamap.crossing import carried, demands, flaws, severed_by
from bailiwick.datamap.finding import Rule, Severity
from bailiwick.datamap.rules.telling import provision, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.datamap.finding import Finding
    from bailiwick.datamap.situation import Situation


def check(situation: Situation) -> Iterator[Finding]:
    """The breaches of the rule."""
    for flow in situation.map.flows:
        for demand in demands(situation, flow):
            if carried(situation, flow, demand):
                continue
            end = situation.places[flow.target].country
            lifting = [one for one in flow.transfers if one.mechanism.value in demand.consequence.unless]
            wrong = [f"{one.mechanism}: {flaw}" for one in lifting for flaw in flaws(situation, flow, one)]
            why = "; ".join(wrong) or f"no transfer declares one of {', '.join(demand.consequence.unless)}"
            message = f"It takes {demand.element.id} to {end} by {flow.access}, and nothing carries it: {why}."
            fix = f"put the mechanism right, or sever the flow by {' or '.join(severed_by(situation, flow))}"
            key = "transfers" if flow.transfers else "to"
            law = provision(demand.framework, demand.consequence)
            yield told(RULE.id, Severity.ERROR, flow, message, fix=fix, key=key, law=law)


RULE = Rule(
    id="DM020",
    title="A flow that leaves the countries of a law is carried by a mechanism of that law",
    severity=Severity.ERROR,
    laws=("gdpr", "hds", "pipl", "uk-gdpr", "swiss-fadp"),
    why="Looking at data from abroad is a transfer like copying it.",
    fix="Declare the mechanism, or sever the flow.",
    check=check,
)
