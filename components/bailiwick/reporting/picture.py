"""A map as a picture: places by country and operator, and between two of them one line for all flows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bailiwick.atlas.countries import country
from bailiwick.datamap.crossing import crosses
from bailiwick.datamap.finding import Severity
from bailiwick.datamap.model import countries
from bailiwick.drawing import Area, Graph, Node
from bailiwick.drawing import Flow as Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bailiwick.datamap.finding import Finding
    from bailiwick.datamap.model import Flow, Place
    from bailiwick.datamap.situation import Situation

MOST_PLACES: Final = 80
"""More places than these are drawn together, by operator and kind."""
_LISTED: Final = 5


@dataclass(frozen=True, slots=True)
class Bundle:
    """All flows from one drawn node to another."""

    id: str
    """Its place in the page."""
    source: Node
    target: Node
    flows: tuple[Flow, ...]
    crosses: bool
    """Whether they cross a border."""
    findings: tuple[Finding, ...]
    """About one of the flows."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn, and what each line stands for."""

    graph: Graph
    bundles: tuple[Bundle, ...]
    nodes: Mapping[str, Node]
    """What each place is drawn as, by its id."""
    condensed: bool
    """Whether places are drawn together because there are so many."""


def picture_of(situation: Situation, findings: Iterable[Finding] = ()) -> Picture:
    """The picture of a map; findings put lines and nodes into evidence."""
    about: dict[str, list[Finding]] = {}
    for item in findings:
        about.setdefault(item.subject, []).append(item)
    condensed = len(situation.map.places) > MOST_PLACES
    node_of = _condensed(situation) if condensed else _single(situation, about)
    nodes: dict[str, dict[str, Node]] = {}
    for place in situation.map.places:
        node = node_of[place.id]
        nodes.setdefault(place.country, {})[node.id] = node
    home = frozenset().union(*(countries(segment.countries) for segment in situation.map.segments))
    areas = tuple(_area(code, tuple(held.values()), inside=code in home) for code, held in nodes.items())
    bundles = tuple(_bundles(situation, node_of, about))
    return Picture(Graph(areas, tuple(map(_line, bundles))), bundles, node_of, condensed)


def country_name(code: str) -> str:
    """Name and code, e.g. ``France (FR)``."""
    known = country(code)
    return f"{known.name} ({code})" if known else code


def _area(code: str, nodes: tuple[Node, ...], *, inside: bool) -> Area:
    title = country_name(code)
    return Area(code, title if inside else f"{title}, outside", nodes, "" if inside else "outside")


def _single(situation: Situation, about: dict[str, list[Finding]]) -> dict[str, Node]:
    return {
        place.id: Node(
            place.id,
            place.id,
            " ".join(filter(None, (place.kind, place.region))),
            situation.parties[place.party].name,
            "finding" if _grave(about.get(f"place {place.id}", ())) else "",
        )
        for place in situation.map.places
    }


def _condensed(situation: Situation) -> dict[str, Node]:
    def key(place: Place) -> str:
        return f"{place.country} {place.party} {place.kind}"

    counted = Counter(map(key, situation.map.places))
    return {
        place.id: Node(
            key(place), place.kind, f"{counted[key(place)]} places", situation.parties[place.party].name
        )
        for place in situation.map.places
    }  # fmt: skip


def _bundles(situation: Situation, node_of: dict[str, Node], about: dict[str, list[Finding]]) -> Iterable[Bundle]:
    together: dict[tuple[str, str], list[Flow]] = {}
    for flow in situation.map.flows:
        together.setdefault((node_of[flow.source].id, node_of[flow.target].id), []).append(flow)
    for place, flows in enumerate(together.values(), start=1):
        found = [item for flow in flows for item in about.get(f"flow {flow.id}", ())]
        ends = node_of[flows[0].source], node_of[flows[0].target]
        yield Bundle(f"bundle-{place}", *ends, tuple(flows), crosses(situation, flows[0]), tuple(found))


def _line(bundle: Bundle) -> Line:
    names = [flow.id for flow in bundle.flows]
    told = ", ".join(names[:_LISTED]) + (f" and {len(names) - _LISTED} more" if len(names) > _LISTED else "")
    title = f"{bundle.source.title} to {bundle.target.title}: {told}"
    kinds = []
    if bundle.crosses:
        title, kinds = f"{title}; crosses a border", ["crossing"]
    if bundle.findings:
        count = len(bundle.findings)
        title = f"{title}; {count} finding{'s' if count > 1 else ''}"
    mark = "!" if _grave(bundle.findings) else ""
    kinds += ["finding"] if mark else []
    return Line(bundle.source.id, bundle.target.id, title, len(names), mark, " ".join(kinds), bundle.id)


def _grave(findings: Iterable[Finding]) -> bool:
    return any(item.severity is not Severity.WARNING for item in findings)
