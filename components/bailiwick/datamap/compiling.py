"""From a map to the boundary of each segment, with what each constraint comes from. Nothing widens."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from bailiwick.atlas.frameworks import Aspect, Effect
from bailiwick.boundary import Boundary, KeyCustody, Tier, abbreviated, parse_boundary
from bailiwick.datamap.crossing import crosses
from bailiwick.datamap.placement import allowed
from bailiwick.datamap.terms import Classification, Encryption
from bailiwick.errors import ConfigurationError, Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.datamap.model import Element, Segment
    from bailiwick.datamap.situation import Situation

_TIERS: Final = {
    Classification.PUBLIC: Tier.PUBLIC,
    Classification.INTERNAL: Tier.L1,
    Classification.CONFIDENTIAL: Tier.L1,
    Classification.SPECIAL_CATEGORY: Tier.L2,
}
"""What a class demands. Our translation of "security appropriate to the risk" (GDPR article 32), no law's words."""
_CUSTODY: Final = {
    Encryption.PROVIDER: KeyCustody.PROVIDER,
    Encryption.CUSTOMER: KeyCustody.CUSTOMER,
    Encryption.EXTERNAL: KeyCustody.EXTERNAL,
    Encryption.CLIENT_SIDE: KeyCustody.EXTERNAL,
}


@dataclass(frozen=True, slots=True)
class Constraint:
    """One thing that narrows a boundary."""

    demand: str
    """What it demands, e.g. ``countries EEA``."""
    element: str
    """Which element or flow it comes from; ``""`` for the segment itself."""
    because: str
    """The law, or the declaration in the map."""
    where: str


@dataclass(frozen=True, slots=True)
class PermittedTransfer:
    """A flow out of a segment across a border that the map declares with what carries it."""

    flow: str
    elements: tuple[str, ...]
    source: str
    target: str
    mechanisms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compiled:
    """The boundary of a segment, and what it comes from."""

    boundary: Boundary
    constraints: tuple[Constraint, ...]
    transfers: tuple[PermittedTransfer, ...]


def compile_segment(situation: Situation, segment: Segment) -> Compiled:
    """The boundary of one segment, compiled once for a situation.

    Raises:
        ConfigurationError: what the laws of its elements allow has no country in common.
    """
    if segment.id not in situation.compiled:
        situation.compiled[segment.id] = _compiled(situation, segment)
    return situation.compiled[segment.id]


def _compiled(situation: Situation, segment: Segment) -> Compiled:
    """The boundary of one segment: what it declares, narrowed by every law and element in it.

    Raises:
        ConfigurationError: what the laws of its elements allow has no country in common.
    """
    settings: dict[str, Any] = {
        "name": segment.id,
        "countries": list(segment.countries),
        "tier": segment.tier,
        "certifications": list(segment.certifications),
        "confidentialComputing": segment.confidential,
    }
    if segment.laws is not None:
        settings["laws"] = list(segment.laws)
    boundary = parse_boundary(settings, where=segment.at.where)
    found = dict.fromkeys([Constraint(f"at most {boundary}", "", "the segment declares it", segment.at.where())])
    asked: set[Boundary] = set()
    members = [item for item in situation.map.elements if any(p.segment == segment.id for p in situation.homes(item))]
    open_ = _demands_nothing(boundary)
    for item in members:
        for narrower, constraint in _constraints(situation, item, open_):
            found[constraint] = None
            if narrower in asked:
                continue
            asked.add(narrower)
            try:
                narrowed = boundary.narrow(narrower)
            except ConfigurationError:
                told = [f"{one.element} {one.demand}" for one in found if one.element and "countries" in one.demand][
                    :-1
                ]
                problem = f"segment {segment.id} cannot be anywhere: {item.id} asks for {constraint.demand} "
                problem += f"({constraint.because}), and before it {'; '.join(told) or 'the segment for others'}"
                raise ConfigurationError(Diagnostic(problem, where=constraint.where)) from None
            boundary = replace(narrowed, name=segment.id)
    return Compiled(boundary, tuple(found), tuple(_transfers(situation, segment)))


def compile_map(situation: Situation) -> tuple[Compiled, ...]:
    """The boundaries of all segments, in the order of the map.

    Raises:
        ConfigurationError: a segment cannot be anywhere.
    """
    return tuple(compile_segment(situation, segment) for segment in situation.map.segments)


def _demands_nothing(boundary: Boundary) -> Boundary:
    """The countries of a boundary and nothing else, to demand single things by."""
    return Boundary(boundary.name, boundary.countries, Tier.PUBLIC)


def _constraints(situation: Situation, item: Element, open_: Boundary) -> Iterator[tuple[Boundary, Constraint]]:
    """What an element adds; each as a boundary that demands just that."""
    where = item.at.where()
    for law, consequence, inside in allowed(situation, item):
        text = f"countries {', '.join(abbreviated(inside))}"
        because = f"{law.short} {consequence.article}: {consequence.says}"
        yield replace(open_, countries=inside), Constraint(text, item.id, because, where)
    for law, consequence in situation.consequences(item, Aspect.CERTIFICATE, Aspect.ESTABLISHMENT, Aspect.OWNERSHIP):
        because = f"{law.short} {consequence.article}: {consequence.says}"
        if consequence.certificate:
            demand = replace(open_, certifications=frozenset({consequence.certificate}))
            yield demand, Constraint(f"certification {consequence.certificate}", item.id, because, where)
        elif consequence.aspect is Aspect.OWNERSHIP and consequence.effect is Effect.ERROR:
            text = f"laws of {', '.join(abbreviated(consequence.within))}"
            yield replace(open_, laws=consequence.within), Constraint(text, item.id, because, where)
    tier = _TIERS[situation.natures[item.id].classification]
    because = f"classified {situation.natures[item.id].classification} (GDPR 32, translated by Bailiwick)"
    yield replace(open_, tier=tier), Constraint(f"tier {tier}", item.id, because, item.at.where("classification"))
    if item.encryption is not None and item.encryption.mode in _CUSTODY:
        custody = _CUSTODY[item.encryption.mode]
        declared = Constraint(f"keys {custody}", item.id, "the map declares it", item.at.where("encryption"))
        yield replace(open_, custody=custody), declared
    for flow in situation.flows_of[item.id]:
        if flow.transport.tls >= "1.2":
            declared = Constraint(
                f"TLS {flow.transport.tls}", flow.id, "the map declares it", flow.at.where("transport")
            )
            yield replace(open_, tls=flow.transport.tls), declared


def _transfers(situation: Situation, segment: Segment) -> Iterator[PermittedTransfer]:
    for flow in situation.map.flows:
        start, end = situation.places[flow.source], situation.places[flow.target]
        if start.segment == segment.id and crosses(situation, flow):
            mechanisms = tuple(one.mechanism.value for one in flow.transfers)
            yield PermittedTransfer(flow.id, flow.elements, start.country, end.country, mechanisms)
