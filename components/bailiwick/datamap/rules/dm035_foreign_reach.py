"""No law that the segment does not accept reaches those who keep confidential data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.atlas.countries import resolve_countries
from bailiwick.atlas.operators import foreign_reach, operator_of
from bailiwick.datamap.finding import Rule, Severity
from bailiwick.datamap.model import countries
from bailiwick.datamap.rules.telling import told
from bailiwick.datamap.terms import Classification

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.datamap.finding import Finding
    from bailiwick.datamap.model import Place
    from bailiwick.datamap.situation import Situation


def check(situation: Situation) -> Iterator[Finding]:
    """One finding for each place and law; an error where the segment says whose law may reach it."""
    accepted = {item.id: item.laws for item in situation.map.segments}
    confidential = {
        place.id: place
        for item in situation.map.elements
        if situation.natures[item.id].classification >= Classification.CONFIDENTIAL
        for place in situation.hosts(item)
    }
    for place in confidential.values():
        laws = accepted.get(place.segment)
        home = countries(laws) if laws is not None else resolve_countries(["EEA"]) | {place.country}
        severity = Severity.ERROR if laws is not None else Severity.WARNING
        for country, through in _reaches(situation, place, home):
            message = f"The law of {country} may reach {place.party} through {through}."
            yield told(RULE.id, severity, place, message, fix=RULE.fix, key="party", law="GDPR 48", places=(place.id,))


def _reaches(situation: Situation, place: Place, home: frozenset[str]) -> Iterator[tuple[str, str]]:
    party = situation.parties[place.party]
    runs = operator_of(party.provider, place.region) if party.provider else None
    known = foreign_reach(runs.id, home=home) if runs else ()
    told_of = {row.country for row in known}
    yield from ((row.country, f"{row.through} ({row.strength}; {row.fact})") for row in known)
    seats = {party.country: "its seat", **dict.fromkeys(party.establishments, "an establishment")}
    if party.parent_country:
        seats.setdefault(party.parent_country, "its owner")
    yield from ((code, what) for code, what in sorted(seats.items()) if code not in home | told_of)


RULE = Rule(
    id="DM035",
    title="No law that the segment does not accept reaches those who keep confidential data",
    severity=Severity.ERROR,
    laws=("gdpr", "data-act"),
    why="A court abroad may order what a seat, an owner or an establishment there can reach, wherever the disk is.",
    fix="choose an operator that it does not reach, or hold the keys outside its reach",
    check=check,
)
