"""Who owns those who keep confidential data is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.datamap.finding import Rule, Severity
from bailiwick.datamap.rules.telling import told
from bailiwick.datamap.terms import Classification

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.datamap.finding import Finding
    from bailiwick.datamap.situation import Situation


def check(situation: Situation) -> Iterator[Finding]:
    """The breaches of the rule."""
    keepers = {
        place.party
        for item in situation.map.elements
        if situation.natures[item.id].classification >= Classification.CONFIDENTIAL
        for place in situation.hosts(item)
    }
    for party in situation.map.parties:
        if party.id in keepers and party.provider is None and party.parent_country is None:
            message = "It keeps confidential data, and nothing says who owns it."
            yield told(RULE.id, Severity.EVIDENCE, party, message, fix="set parent_country", law="GDPR 48")


RULE = Rule(
    id="DM037",
    title="Who owns those who keep confidential data is known",
    severity=Severity.EVIDENCE,
    laws=("gdpr", "data-act"),
    why="The law of an owner reaches what it owns; an owner that nobody knows may be anybody.",
    fix="Set parent_country and establishments, the party's own country if nobody abroad owns it.",
    check=check,
)
