"""The parts of the page above its lists: the sum of it, the picture, the findings, the borders and the boundaries."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from bailiwick.datamap.compiling import compile_segment
from bailiwick.datamap.crossing import crosses, demands
from bailiwick.datamap.finding import Severity
from bailiwick.datamap.reports import outcome
from bailiwick.datamap.rules import RULES
from bailiwick.drawing import draw
from bailiwick.errors import ConfigurationError
from bailiwick.reporting.page.markup import Content, joined, tag
from bailiwick.reporting.page.tables import cell, framed, grid, heading_cell, reference
from bailiwick.reporting.picture import MOST_PLACES, country_name
from bailiwick.reporting.transfers import carrying, severance

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from xml.etree import ElementTree as ET

    from bailiwick.datamap.finding import Finding
    from bailiwick.datamap.model import Flow, Segment
    from bailiwick.datamap.situation import Situation
    from bailiwick.reporting.picture import Picture
    from bailiwick.reporting.transfers import Carrying

_CLASSES: Final = {Severity.ERROR: "error", Severity.EVIDENCE: "evidence", Severity.WARNING: "warning"}
_SIGNS: Final = {Severity.ERROR: "✖", Severity.EVIDENCE: "?", Severity.WARNING: "!"}
_ANCHORED: Final = {"element", "flow", "place", "party", "segment"}
"""What the page has a row for."""
_OPEN_UP_TO: Final = 40
"""More findings than this are folded by rule."""
_CROSSINGS: Final = ("Flow", "From", "To", "What", "Laws that ask", "State", "Carried by", "Severance")


def numbers(situation: Situation, findings: Sequence[Finding]) -> ET.Element:
    """What there is, counted."""
    crossing = [flow for flow in situation.map.flows if crosses(situation, flow)]
    asking = sum(1 for flow in crossing if any(demands(situation, flow)))
    counted = Counter(item.severity for item in findings)
    word = outcome(tuple(findings))
    tone = {Severity.ERROR: "error", Severity.EVIDENCE: "evidence"}
    worst = next((tone[one] for one in tone if counted[one]), "pass")
    told: list[tuple[str, Content]] = [
        ("Outcome", tag("span", word, class_=f"word {worst}")),
        ("Elements", str(len(situation.map.elements))),
        ("Places", str(len(situation.map.places))),
        ("Countries", ", ".join(sorted({place.country for place in situation.map.places})) or "none"),
        ("Flows", str(len(situation.map.flows))),
        ("Across a border", f"{len(crossing)}, {asking} in need of a mechanism" if crossing else "none"),
        ("Findings", ", ".join(f"{counted[one]} {one.value}" for one in Severity if counted[one]) or "none"),
    ]
    return tag("dl", *(tag("div", tag("dt", name), tag("dd", value)) for name, value in told), class_="numbers")


def picture_section(situation: Situation, picture: Picture) -> ET.Element:
    """The picture with its legend."""
    title = f"Data flows of {situation.map.name}, places by country and operator"
    drawn = framed(draw(picture.graph, title), "The picture; it scrolls sideways", "picture scroll")
    parts: list[ET.Element] = [tag("h2", "Picture", id="picture"), _legend()]
    if picture.condensed:
        told = f"More than {MOST_PLACES} places: those of one operator and kind in a country are drawn as one; "
        parts.append(tag("p", told, tag("a", "the list", href="#places"), " has each of them."))
    return tag("section", *parts, drawn, aria_labelledby="picture")


def _legend() -> ET.Element:
    samples = (
        ("flow", "flow inside a country"),
        ("flow crossing", "dashed: crosses a border"),
        ("flow finding", "very thick, ! at the number: an error or missing evidence about a flow"),
    )
    items = [tag("li", _sample(kind), told) for kind, told in samples]
    more = (
        "number: how many flows the line stands for",
        "thick frame: the same about a place",
        "dotted frame: a country outside every segment",
        "each line leads to its flows",
    )
    return tag("ul", *items, *(tag("li", told) for told in more), class_="legend")


def _sample(kind: str) -> ET.Element:
    line = tag("g", tag("path", d="M2 8 H46"), class_=kind)
    return tag("svg", line, class_="drawing", viewBox="0 0 48 16", aria_hidden="true")


def findings_section(findings: Sequence[Finding]) -> ET.Element:
    """The findings by rule, the worst first, each with place in the file, law and fix."""
    by_rule: dict[str, list[Finding]] = {}
    for item in sorted(findings, key=lambda one: list(Severity).index(one.severity)):
        by_rule.setdefault(item.rule, []).append(item)
    titles = {rule.id: rule.title for rule in RULES}
    parts = [tag("h2", "Findings", id="findings")]
    if not findings:
        parts.append(tag("p", "None."))
    for rule, found in by_rule.items():
        count = tag("span", f"({len(found)})", class_="count")
        folded = tag("details", tag("summary", tag("strong", rule), f" {titles[rule]} ", count))
        if len(findings) <= _OPEN_UP_TO:
            folded.set("open", "open")
        folded.append(tag("ol", *map(_finding, found)))
        parts.append(folded)
    return tag("section", *parts, class_="findings", tabindex="0", aria_labelledby="findings")


def _finding(item: Finding) -> ET.Element:
    what, _, name = item.subject.partition(" ")
    subject = reference(what, name, item.subject) if what in _ANCHORED else tag("span", item.subject)
    word = tag("span", f"{_SIGNS[item.severity]} {item.severity.value}", class_="word")
    parts = [tag("p", word, " ", subject, " ", tag("code", item.where)), tag("p", item.message)]
    parts += [tag("p", tag("strong", "Law: "), item.law)] if item.law else []
    parts.append(tag("p", tag("strong", "Fix: "), f"{item.fix}."))
    return tag("li", *parts, class_=_CLASSES[item.severity])


def crossings_section(situation: Situation) -> ET.Element:
    """Every flow across a border: which law asks, what carries it, what would sever it."""
    rows = [row for flow in situation.map.flows if crosses(situation, flow) for row in _crossing_rows(situation, flow)]
    parts = [tag("h2", "Border crossings and transfers", id="crossings")]
    if rows:
        parts.append(tag("p", "Looking at data from abroad counts like sending it there."))
        parts.append(grid("Border crossings", _CROSSINGS, rows))
    else:
        parts.append(tag("p", "No flow leaves a country."))
    return tag("section", *parts, aria_labelledby="crossings")


def _crossing_rows(situation: Situation, flow: Flow) -> Iterator[ET.Element]:
    asked = list(dict.fromkeys(one.framework.short for one in demands(situation, flow)))
    for place, one in enumerate(carrying(situation, flow)):
        wanting = one.state.startswith(("nothing", "does not", "is no"))
        state = tag("span", f"✖ {one.state}", class_="word error") if wanting else one.state
        row = tag(
            "tr",
            heading_cell(reference("flow", flow.id)),
            cell(*_end(situation, flow.source)),
            cell(*_end(situation, flow.target)),
            cell(f"{flow.access.value} of ", *joined(reference("element", name) for name in flow.elements)),
            cell(", ".join(asked) or "none"),
            cell(state),
            cell(_carried_by(one)),
            cell(severance(situation, flow)),
        )
        if place == 0:
            row.set("id", f"crossing-{flow.id}")
        yield row


def _carried_by(one: Carrying) -> str:
    assessment = f"TIA {one.assessment}" if one.assessment else ""
    return "; ".join(filter(None, (one.mechanism, one.document, assessment, f"ends {one.ends}" if one.ends else "")))


def _end(situation: Situation, name: str) -> list[Content]:
    place = situation.places[name]
    operator = situation.parties[place.party].name
    return [tag("strong", country_name(place.country)), ", ", reference("place", name), f", {operator}"]


def segments_section(situation: Situation) -> ET.Element:
    """What each segment declares, and the boundary that its elements and their laws leave."""
    rows = [_segment(situation, segment) for segment in situation.map.segments]
    table = grid("Segments", ("Segment", "Declares at most", "Boundary compiled from the map"), rows)
    return tag("section", tag("h2", "Boundaries", id="boundaries"), table, aria_labelledby="boundaries")


def _segment(situation: Situation, segment: Segment) -> ET.Element:
    try:
        told = str(compile_segment(situation, segment).boundary)
    except ConfigurationError as problem:
        told = f"none: {problem}"
    declared = f"{', '.join(segment.countries)}; tier {segment.tier}"
    return tag("tr", heading_cell(segment.id), cell(declared), cell(told), id=f"segment-{segment.id}")
