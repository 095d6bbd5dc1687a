"""Every place in use is one that the contract names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.atlas.frameworks import Aspect
from bailiwick.datamap.finding import Rule, Severity
from bailiwick.datamap.model import countries
from bailiwick.datamap.rules.telling import provision, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.datamap.finding import Finding
    from bailiwick.datamap.situation import Situation


def check(situation: Situation) -> Iterator[Finding]:
    """The breaches of the rule."""
    told_before: set[str] = set()
    for item in situation.map.elements:
        for framework, consequence in situation.consequences(item, Aspect.DRIFT):
            for place in situation.hosts(item):
                party = situation.parties[place.party]
                if place.id in told_before:
                    continue
                told_before.add(place.id)
                if party.contract_locations is None or place.country not in countries(party.contract_locations):
                    message = f"The contract with {party.id} does not name {place.country}."
                    law = provision(framework, consequence)
                    fix = f"contract_locations of {party.id}"
                    yield told(RULE.id, Severity.ERROR, place, message, fix=fix, law=law, places=(place.id,))


RULE = Rule(
    id="DM033",
    title="Every place in use is one that the contract names",
    severity=Severity.ERROR,
    laws=("dora",),
    why="DORA lets data be anywhere, but nowhere that the contract does not name.",
    fix="Amend the contract or move the place.",
    check=check,
)
