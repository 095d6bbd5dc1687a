"""The lists of the page; long ones are folded, so that a page of thousands of rows opens at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bailiwick.reporting.page.markup import Content, joined, tag
from bailiwick.reporting.picture import country_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from xml.etree import ElementTree as ET

    from bailiwick.datamap.model import Element, Flow, Place
    from bailiwick.datamap.situation import Situation
    from bailiwick.reporting.picture import Bundle

FOLDED_FROM: Final = 60
"""Lists of more rows than this are folded by group."""
UNSAID: Final = "not in the map"

_ELEMENTS: Final = (
    "Element", "Kind", "Class", "People", "Laws", "From", "Kept in", "Worked with in", "Delivered to", "Made from",
    "At rest", "Retention",
)  # fmt: skip
_FLOWS: Final = ("Flow", "Elements", "Access", "Purpose", "Basis", "Travels by", "Border")
_PLACES: Final = ("Place", "Kind", "Operator", "Country", "Region", "Segment", "In the stack")


def elements_table(situation: Situation) -> ET.Element:
    """Every element with its class, its people, its laws and where it is."""
    rows = {item.id: _element(situation, item) for item in situation.map.elements}
    groups: dict[str, list[str]] = {}
    for item in situation.map.elements:
        groups.setdefault(item.kind.value, []).append(item.id)
    return _folded(groups, rows, lambda found: grid("Elements", _ELEMENTS, found))


def places_table(situation: Situation) -> ET.Element:
    """Every place with its operator and country."""
    rows = {item.id: _place(situation, item) for item in situation.map.places}
    groups: dict[str, list[str]] = {}
    for item in situation.map.places:
        title = f"{country_name(item.country)}, {situation.parties[item.party].name}"
        groups.setdefault(title, []).append(item.id)
    return _folded(groups, rows, lambda found: grid("Places", _PLACES, found))


def flows_table(situation: Situation, bundles: Sequence[Bundle]) -> ET.Element:
    """Every flow under the line of the picture that stands for it; that is where the line leads."""
    if sum(len(bundle.flows) for bundle in bundles) <= FOLDED_FROM:
        bodies = [
            tag("tbody", _held(bundle), *(_flow(situation, flow, bundle) for flow in bundle.flows), id=bundle.id)
            for bundle in bundles
        ]
        return framed(tag("table", _head(_FLOWS), *bodies), "Flows")
    found = tag("div")
    for bundle in bundles:
        rows = [_flow(situation, flow, bundle) for flow in bundle.flows]
        summary = tag("summary", *_ends(bundle), " ", tag("span", f"({len(rows)})", class_="count"))
        found.append(tag("details", summary, grid(_told(bundle), _FLOWS, rows), id=bundle.id))
    return found


def grid(label: str, headings: Iterable[str], rows: Iterable[ET.Element]) -> ET.Element:
    """A table that scrolls sideways where the page is too narrow for it."""
    return framed(tag("table", _head(headings), tag("tbody", *rows)), label)


def framed(inner: ET.Element, label: str, kind: str = "scroll") -> ET.Element:
    """A region that scrolls, reachable by keyboard."""
    return tag("div", inner, class_=kind, tabindex="0", role="region", aria_label=label)


def cell(*content: Content) -> ET.Element:
    """A cell."""
    return tag("td", *content)


def heading_cell(*content: Content) -> ET.Element:
    """The cell that names its row."""
    return tag("th", *content, scope="row")


def reference(what: str, name: str, told: str = "") -> ET.Element:
    """A link to the row of something with an id."""
    return tag("a", told or name, href=f"#{what}-{name}")


def _head(headings: Iterable[str]) -> ET.Element:
    return tag("thead", tag("tr", *(tag("th", title, scope="col") for title in headings)))


def _folded(
    groups: Mapping[str, Sequence[str]],
    rows: Mapping[str, ET.Element],
    table: Callable[[Iterable[ET.Element]], ET.Element],
) -> ET.Element:
    if len(rows) <= FOLDED_FROM:
        return table(rows.values())
    found = tag("div")
    for title, members in groups.items():
        summary = tag("summary", title, " ", tag("span", f"({len(members)})", class_="count"))
        found.append(tag("details", summary, table(rows[name] for name in members)))
    return found


def _element(situation: Situation, item: Element) -> ET.Element:
    nature = situation.natures[item.id]
    class_ = nature.classification.value
    if nature.classification is not item.classification:
        class_ += f" (declared {item.classification.value})"
    people = "; ".join(f"{one.group.value} in {', '.join(one.residency)}" for one in item.subjects)
    kept = item.encryption
    rest: list[Content] = [UNSAID] if kept is None else [kept.mode.value]
    if kept is not None and kept.key_place:
        rest += [", key in ", reference("place", kept.key_place)]
    return tag(
        "tr",
        heading_cell(item.id),
        cell(item.kind.value),
        cell(class_, *([f"; {', '.join(sorted(nature.categories))}"] if nature.categories else [])),
        cell(f"{nature.personal.value}; {people}" if people else nature.personal.value),
        cell(", ".join(law.short for law in situation.laws(item)) or "none"),
        cell(_at(situation, item.origin.place)),
        cell(*joined(_at(situation, name) for name in item.storage)),
        cell(*joined(_at(situation, name) for name in item.processing)),
        cell(*joined(_at(situation, name) for name in item.destinations)),
        cell(*joined(reference("element", name) for name in item.derived_from)),
        cell(*rest),
        cell(item.retention or UNSAID),
        id=f"element-{item.id}",
    )


def _at(situation: Situation, name: str) -> ET.Element:
    return reference("place", name, f"{name} ({situation.places[name].country})")


def _flow(situation: Situation, flow: Flow, bundle: Bundle) -> ET.Element:
    way = flow.transport
    tls = f"TLS {way.tls}" if way.tls else "no TLS"
    basis = ", ".join(filter(None, (flow.legal_basis, flow.special_basis)))
    border: list[Content] = ["no"]
    if bundle.crosses:
        ends = (situation.places[flow.source].country, situation.places[flow.target].country)
        border = [reference("crossing", flow.id, f"crosses {ends[0]} → {ends[1]}")]
    return tag(
        "tr",
        heading_cell(flow.id),
        cell(*joined(reference("element", name) for name in flow.elements)),
        cell(flow.access.value),
        cell(flow.purpose),
        cell(basis or "none"),
        cell(f"{way.protocol}, {way.network.value} network, {tls}{', mutual' if way.mtls else ''}"),
        cell(*border),
        id=f"flow-{flow.id}",
    )


def _held(bundle: Bundle) -> ET.Element:
    return tag("tr", tag("th", *_ends(bundle), scope="colgroup", colspan=str(len(_FLOWS))), class_="held")


def _ends(bundle: Bundle) -> list[Content]:
    ends: list[Content] = [tag("strong", bundle.source.title), " → ", tag("strong", bundle.target.title)]
    ends.append(f" · {bundle.source.group} → {bundle.target.group}")
    return [*ends, " · ", tag("strong", "crosses a border")] if bundle.crosses else ends


def _told(bundle: Bundle) -> str:
    return f"Flows from {bundle.source.title} to {bundle.target.title}"


def _place(situation: Situation, item: Place) -> ET.Element:
    return tag(
        "tr",
        heading_cell(item.id),
        cell(item.kind),
        cell(situation.parties[item.party].name),
        cell(country_name(item.country)),
        cell(item.region or "none"),
        cell(item.segment or "none"),
        cell(tag("code", item.resource) if item.resource else "none"),
        id=f"place-{item.id}",
    )
