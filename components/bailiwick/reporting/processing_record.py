"""The record of processing activities of GDPR article 30(1), letters (a) to (g), as far as a data map can fill it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bailiwick.atlas.frameworks import Aspect
from bailiwick.datamap.crossing import demands
from bailiwick.datamap.terms import Encryption, PersonalData
from bailiwick.reporting.picture import country_name
from bailiwick.reporting.table import UNSAID, Table
from bailiwick.reporting.transfers import carrying

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bailiwick.datamap.model import Element, Flow, Place
    from bailiwick.datamap.situation import Situation

LAW: Final = "gdpr"
"""Whose article 30 it is: only elements under this framework are listed."""
HEADINGS = (
    "Processing activity: purpose (b)",
    "Controller (a)",
    "Contact of the controller (a)",
    "Joint controller (a)",
    "Representative (a)",
    "Data protection officer (a)",
    "Categories of data subjects (c)",
    "Categories of personal data (c)",
    "Categories of recipients (d)",
    "Third countries (d, e)",
    "Safeguards of the transfers (e)",
    "Time limits for erasure (f)",
    "Security measures (g)",
    "Legal basis (articles 6 and 9; not asked by article 30)",
    "Elements in the map",
    "Flows in the map",
)


def processing_record(situation: Situation) -> Table:
    """One row for each purpose of a flow of personal data, and one for personal data that no flow gives a purpose."""
    personal = {
        item.id
        for item in situation.map.elements
        if situation.natures[item.id].is_personal and any(law.id == LAW for law in situation.laws(item))
    }
    purposes: dict[str, list[Flow]] = {}
    for flow in situation.map.flows:
        if personal.intersection(flow.elements):
            purposes.setdefault(flow.purpose, []).append(flow)
    moved = {name for flows in purposes.values() for flow in flows for name in flow.elements}
    idle = [item for item in situation.map.elements if item.id in personal - moved]
    rows = [_row(situation, purpose, flows, _moved(situation, flows, personal)) for purpose, flows in purposes.items()]
    rows += [_row(situation, UNSAID, [], idle)] if idle else []
    return Table(
        f"Record of processing activities of {situation.map.name}",
        (
            "GDPR article 30(1); the letters are those of the article.",
            f"Map as of {situation.map.as_of}, written on {situation.today}.",
            f"Made from the data map; not legal advice. What says “{UNSAID}” is for you to fill in.",
        ),
        HEADINGS,
        tuple(rows),
    )


def _moved(situation: Situation, flows: Iterable[Flow], personal: set[str]) -> list[Element]:
    names = {name for flow in flows for name in flow.elements} & personal
    return [item for item in situation.map.elements if item.id in names]


def _row(situation: Situation, purpose: str, flows: list[Flow], elements: list[Element]) -> tuple[str, ...]:
    controller = situation.controller
    abroad = [flow for flow in flows if any(one.framework.id == LAW for one in demands(situation, flow))]
    recipients = _recipients(situation, flows, elements)
    looking = {flow.target for flow in flows if flow.access.looks_in}
    inside = _inside(situation, elements)
    third = [situation.places[flow.target].country for flow in abroad]
    third += [place.country for place in recipients if inside and place.country not in inside]
    return (
        purpose,
        f"{controller.name}, {country_name(controller.country)}",
        *[UNSAID] * 4,
        _listed(subject for item in elements for subject in _subjects(situation, item)),
        _listed(_category(situation, item) for item in elements),
        _listed(_told(situation, place, looking) for place in recipients) or "none",
        _listed(country_name(code) for code in third) or "none",
        _listed(
            f"{flow.id}: {' '.join(filter(None, (one.mechanism, one.document)))} ({one.state})"
            for flow in abroad
            for one in carrying(situation, flow)
        )
        or ("no flow takes it there from inside" if third else "none needed"),
        _listed(f"{item.id}: {item.retention or UNSAID}" for item in elements),
        _listed((*_at_rest(elements), *_in_transit(flows))),
        _listed(" and ".join(filter(None, (flow.legal_basis, flow.special_basis))) or UNSAID for flow in flows)
        or UNSAID,
        _listed(item.id for item in elements),
        _listed(flow.id for flow in flows) or "none",
    )


def _listed(words: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(words))


def _subjects(situation: Situation, item: Element) -> Iterator[str]:
    """The people that an element or what it was made from is about."""
    waiting, seen = [item], {item.id}
    said = False
    while waiting:
        one = waiting.pop()
        for group in one.subjects:
            said = True
            minors = ", children among them" if group.minors else ""
            yield f"{group.group.value} in {', '.join(group.residency)}{minors}"
        if not situation.proven_anonymous(one):
            fresh = [name for name in one.derived_from if name not in seen]
            seen.update(fresh)
            waiting += [situation.elements[name] for name in fresh]
    if not said:
        yield UNSAID


def _category(situation: Situation, item: Element) -> str:
    nature = situation.natures[item.id]
    kinds = ", ".join(sorted(nature.categories)) or f"categories {UNSAID}"
    return f"{item.kind.value}: {kinds}; {nature.personal.value}, {nature.classification.value}"


def _recipients(situation: Situation, flows: list[Flow], elements: list[Element]) -> list[Place]:
    """The places of everybody but the controller who keeps, works with, gets or can look at the data."""
    reached = [place.id for item in elements for place in situation.homes(item)]
    for item in elements:  # what a flow delivers belongs to the purpose of that flow
        delivered = {flow.target for flow in situation.flows_of[item.id]}
        reached += [name for name in item.destinations if name not in delivered]
    places = (situation.places[name] for name in dict.fromkeys((*reached, *(flow.target for flow in flows))))
    return [place for place in places if place.party != situation.controller.id]


def _told(situation: Situation, place: Place, looking: set[str]) -> str:
    party = situation.parties[place.party]
    how = "looks at it from" if place.id in looking else "in"
    staff = UNSAID if party.access_from is None else ", ".join(party.access_from) or "nowhere"
    return f"{party.name}, {how} {country_name(place.country)} (its staff look at data from: {staff})"


def _inside(situation: Situation, elements: Iterable[Element]) -> frozenset[str]:
    """The countries that are no third countries, as the atlas has them from the law on transfers."""
    found = (one for item in elements for one in situation.consequences(item, Aspect.TRANSFER))
    return frozenset().union(*(consequence.within for law, consequence in found if law.id == LAW))


def _at_rest(elements: Iterable[Element]) -> Iterator[str]:
    for item in elements:
        if item.personal_data is PersonalData.PSEUDONYMISED:
            yield "pseudonymised"
        if item.encryption is None:
            yield f"{item.id}: encryption at rest {UNSAID}"
        elif item.encryption.mode is Encryption.NONE:
            yield f"{item.id}: not encrypted at rest"
        else:
            yield f"encrypted at rest ({item.encryption.mode.value} keys)"


def _in_transit(flows: Iterable[Flow]) -> Iterator[str]:
    for flow in flows:
        way = flow.transport
        tls = f"TLS {way.tls} or later" if way.tls else "no TLS"
        mutual = ", certificates on both ends" if way.mtls else ""
        yield f"{way.protocol} over {way.network.value} network, {tls}{mutual}"
