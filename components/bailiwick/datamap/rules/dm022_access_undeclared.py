"""Access from abroad by whoever keeps personal data is a flow in the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.datamap.finding import Rule, Severity
from bailiwick.datamap.model import countries
from bailiwick.datamap.rules.telling import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.datamap.finding import Finding
    from bailiwick.datamap.situation import Situation


def check(situation: Situation) -> Iterator[Finding]:
    """The breaches of the rule."""
    for party in situation.map.parties:
        held = [
            (item, place)
            for item in situation.map.elements
            if situation.natures[item.id].is_personal
            for place in situation.hosts(item)
            if place.party == party.id
        ]
        if not held:
            continue
        if party.access_from is None:
            message = "It keeps personal data, and nothing says from where its staff can look at it."
            yield told(RULE.id, Severity.EVIDENCE, party, message, fix="ask it, and set access_from", law="GDPR 44")
            continue
        looked = {
            situation.places[flow.target].country
            for flow in situation.map.flows
            if flow.access.looks_in and situation.places[flow.target].party == party.id
        }
        home = {place.country for _, place in held}
        abroad = sorted(countries(party.access_from) - home - looked)
        if abroad and not set(abroad) <= countries(("EEA",)):
            message = f"Its staff can look at personal data from {', '.join(abroad)}, and no flow says so."
            yield told(RULE.id, Severity.ERROR, party, message, fix=RULE.fix, key="access_from", law="GDPR 44")


RULE = Rule(
    id="DM022",
    title="Access from abroad by whoever keeps personal data is a flow in the map",
    severity=Severity.ERROR,
    laws=("gdpr",),
    why="Support that looks at data from a third country transfers it.",
    fix="Add a flow of access support, or have the party confirm from where it looks.",
    check=check,
)
