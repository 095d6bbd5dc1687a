"""From a map to the changes that make it comply, and to what people have to decide or to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.datamap.finding import Severity
from bailiwick.relocation.changes import Change, Decision, Kind, Relocation
from bailiwick.relocation.searching import Search
from bailiwick.relocation.state import SOUND_TLS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.boundary import Boundary
    from bailiwick.datamap.model import Place
    from bailiwick.datamap.situation import Situation
    from bailiwick.relocation.searching import Verdict

BOUNDARY = "boundary"
"""What a decision names in place of a rule where the boundary asked for is at stake."""


def relocate(situation: Situation, ceiling: Boundary | None = None) -> Relocation:
    """The fewest changes of places and flows that make a map comply.

    Args:
        situation: the map, on the day by which it is judged.
        ceiling: a boundary in which all personal and confidential data must be, too; None for what the law asks alone.
    """
    search = Search(situation, ceiling)
    found = search.run()
    return Relocation(
        situation.map,
        found.situation.map,
        ceiling,
        tuple(_changes(search)),
        tuple(dict.fromkeys([*_undecided(search, found), *_unknown(search, found)])),
    )


def _changes(search: Search) -> Iterator[Change]:
    yield from _declared(search)
    yield from _moved(search)
    yield from _flowing(search)


def _declared(search: Search) -> Iterator[Change]:
    """New parties, and segments with new countries."""
    made = search.changes
    for party in made.new_parties(search.original.map):
        users = [name for name, found in made.moves.items() if found[0].party == party.id]
        why = f"{', '.join(users)} would move there."
        yield Change(Kind.CONTRACT, f"party {party.id}", "", "", f"{party.name}, {party.country}", (why,))
    for segment in search.original.map.segments:
        if segment.id in made.redeclared:
            was, new = ", ".join(segment.countries), ", ".join(made.redeclared[segment.id])
            where, told = segment.at.where("countries"), search.told("redeclared", segment.id)
            yield Change(Kind.REDECLARE, f"segment {segment.id}", where, was, new, told)


def _moved(search: Search) -> Iterator[Change]:
    made = search.changes
    for place in search.original.map.places:
        subject = f"place {place.id}"
        if place.id in made.moves:
            options, where, told = made.moves[place.id], place.at.where("region"), search.told("moves", place.id)
            yield Change(Kind.MOVE, subject, where, _stands(place), str(options[0]), told, options)
        elif place.id in made.corrected:
            where, told = place.at.where("country"), search.told("corrected", place.id)
            yield Change(Kind.CORRECT, subject, where, place.country, made.corrected[place.id], told)


def _flowing(search: Search) -> Iterator[Change]:
    made = search.changes
    for flow in search.original.map.flows:
        subject, ends = f"flow {flow.id}", f"{flow.source} → {flow.target}"
        if flow.id in made.severed:
            method = flow.severability.method if flow.severability is not None else None
            assert method is not None
            yield Change(Kind.SEVER, subject, flow.at.where(), ends, method.value, search.told("severed", flow.id))
        elif flow.id in made.protected:
            where, was = flow.at.where("transport"), f"TLS {flow.transport.tls or 'none'}"
            told = search.told("protected", flow.id)
            yield Change(Kind.PROTECT, subject, where, was, f"TLS {SOUND_TLS}", told)


def _stands(place: Place) -> str:
    return f"{place.party} {place.region} ({place.country})" if place.region else f"{place.party} ({place.country})"


def _undecided(search: Search, found: Verdict) -> Iterator[Decision]:
    """What the rules still find, warnings left out."""
    for item in found.findings:
        if item.severity is Severity.WARNING:
            continue
        needs = "decision" if item.severity is Severity.ERROR else "evidence"
        why = " ".join(search.stuck[place] for place in item.places if place in search.stuck)
        if not item.places and item.subject.startswith("flow "):
            flow = next((one for one in found.situation.map.flows if f"flow {one.id}" == item.subject), None)
            why = search.stuck.get(flow.target, "") if flow is not None and flow.target in found.uncarried else ""
        yield Decision(
            item.subject, item.where, item.rule, needs, " ".join(filter(None, (item.message, why))), item.fix
        )


def _unknown(search: Search, found: Verdict) -> Iterator[Decision]:
    """What the boundary still asks for, and what is not known of the regions chosen."""
    for breach in found.breaches:
        needs = "decision" if breach.shown else "evidence"
        why = search.stuck.get(breach.place.id, "") if breach.shown else ""
        step = "move it, or end what flows to it" if breach.shown else "ask the provider, and put its paper on file"
        message = " ".join(filter(None, (breach.why, why)))
        yield Decision(f"place {breach.place.id}", breach.place.at.where(), BOUNDARY, needs, message, step)
    told = {breach.place.id for breach in found.breaches}
    for place in search.original.map.places:
        for reason in search.changes.moves[place.id][0].lacking if place.id in search.changes.moves else ():
            if place.id not in told:
                message = f"Whether {search.changes.moves[place.id][0]} has {reason.about} is not known."
                yield Decision(f"place {place.id}", place.at.where(), BOUNDARY, "evidence", message, "ask the provider")
