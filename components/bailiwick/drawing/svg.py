"""The picture as SVG, to stand inside an HTML page.

Every flow is a link, so that it can be reached by keyboard and leads to what the
page says about it; its title is read aloud and shown on hover. Colours come from
the page's style sheet, which knows light, dark and print.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from bailiwick.drawing.curve import RADIUS, Curve, Labels
from bailiwick.drawing.layout import HEADING, Box, Layout, lay_out
from bailiwick.drawing.words import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.drawing.graph import Flow, Graph, Node

STYLE: Final = """
.drawing { --line: #6b7280; --frame: #d1d5db; --paper: #ffffff; --group: #f3f4f6; --ink: #111827; --soft: #4b5563;
  --crossing: #b45309; --finding: #b91c1c; --outside: #fef3c7; font: 13px system-ui, sans-serif; }
.drawing .area > rect { fill: var(--paper); stroke: var(--frame); stroke-width: 1.5; }
.drawing .area.outside > rect { fill: var(--outside); }
.drawing .group > rect { fill: var(--group); stroke: none; }
.drawing .area.outside > rect { stroke-dasharray: 3 4; stroke: var(--crossing); }
.drawing .node > rect { fill: var(--paper); stroke: var(--line); }
.drawing .node.finding > rect { stroke: var(--finding); stroke-width: 3; }
.drawing text { fill: var(--ink); }
.drawing .title { paint-order: stroke; stroke: var(--paper); stroke-width: 4; stroke-linejoin: round; }
.drawing .of-area { font-weight: 600; font-size: 15px; }
.drawing .of-area.outside { stroke: var(--outside); }
.drawing .of-group { stroke: var(--group); }
.drawing .of-group, .drawing .detail { fill: var(--soft); font-size: 11px; }
.drawing .flow path { fill: none; stroke: var(--line); stroke-width: 1.4; opacity: .8; }
.drawing .flow.crossing path { stroke: var(--crossing); stroke-width: 2.4; opacity: 1; stroke-dasharray: 7 4; }
.drawing .flow.finding path { stroke: var(--finding); stroke-width: 4; opacity: 1; }
.drawing .flow circle { fill: var(--line); } .drawing .flow.crossing circle { fill: var(--crossing); }
.drawing .flow.finding circle { fill: var(--finding); }
.drawing .label { pointer-events: none; }
.drawing .flow text { fill: #ffffff; font-size: 10px; font-weight: 600; text-anchor: middle; }
.drawing marker path { fill: context-stroke; stroke: none; }
.drawing a:focus-visible path, .drawing a:hover path { stroke-width: 6; opacity: 1; }
.drawing a:focus-visible { outline: none; }
@media screen and (prefers-color-scheme: dark) {
  .drawing { --line: #9ca3af; --frame: #4b5563; --paper: #111827; --group: #1f2937; --ink: #f9fafb; --soft: #d1d5db;
    --crossing: #f59e0b; --finding: #f87171; --outside: #3b2f0b; }
  .drawing .flow text { fill: #111827; }
}
@media print { .drawing { --line: #374151; --frame: #9ca3af; --paper: #ffffff; --group: #ffffff; --ink: #000000;
  --soft: #000000; --outside: #ffffff; --crossing: #92400e; --finding: #991b1b; } }
"""
"""CSS for the page; every colour has a contrast of at least 4.5 to 1 against what it stands on (WCAG 2.2, 1.4.3)."""
_INDENT: Final = 12


def draw(graph: Graph, title: str, layout: Layout | None = None) -> ET.Element:
    """The graph as an ``svg`` element of class ``drawing``, in its natural size.

    Args:
        graph: what to draw.
        title: what the picture shows, for those who cannot see it.
        layout: where everything goes; worked out if not given.
    """
    where = layout or lay_out(graph)
    picture = ET.Element(
        "svg",
        {
            "class": "drawing",
            "viewBox": f"0 0 {where.width:g} {where.height:g}",
            "width": f"{where.width:g}",
            "height": f"{where.height:g}",
            "role": "group",
            "aria-label": title,
        },
    )
    _arrow(picture)
    frames = list(_frames(graph, where))
    for frame in frames:
        _rectangle(ET.SubElement(picture, "g", {"class": frame.kind}), frame.box, radius=8)
    # Curves lie under all words, so that no name is struck through; the important ones come last and lie on the others.
    boxes = tuple(where.nodes.values())
    headings = (Box(box.x, box.y, box.width, HEADING) for box in (*where.areas.values(), *where.groups.values()))
    labels = Labels((*boxes, *headings))
    curves: list[tuple[Flow, Curve]] = []
    for flow in sorted(graph.flows, key=lambda item: (bool(item.kind), "finding" in item.kind.split())):
        curves.append((flow, Curve.between(where.nodes[flow.source], where.nodes[flow.target], boxes)))
        _flow(picture, *curves[-1])
    for flow, curve in reversed(curves):  # where there is not room for all, the important ones have it
        _label(picture, flow, curve, labels)
    for frame in frames:
        _title(picture, frame)
    for area in graph.areas:
        for node in area.nodes:
            _node(picture, where.nodes[node.id], node)
    return picture


@dataclass(frozen=True, slots=True)
class _Frame:
    """Around an area or a group."""

    kind: str
    title: str
    box: Box


def _frames(graph: Graph, where: Layout) -> Iterator[_Frame]:
    for area in graph.areas:
        yield _Frame(f"area {area.kind}".strip(), area.title, where.areas[area.id])
        for name in dict.fromkeys(node.group for node in area.nodes):
            yield _Frame("group", name, where.groups[area.id, name])


def _arrow(picture: ET.Element) -> None:
    definitions = ET.SubElement(picture, "defs")
    marker = ET.SubElement(
        definitions,
        "marker",
        {
            "id": "arrow",
            "viewBox": "0 0 8 8",
            "refX": "7",
            "refY": "4",
            "markerWidth": "9",
            "markerHeight": "9",
            "markerUnits": "userSpaceOnUse",
            "orient": "auto",
        },
    )
    ET.SubElement(marker, "path", {"d": "M0 0 L8 4 L0 8 Z"})


def _title(parent: ET.Element, frame: _Frame) -> None:
    """The title of a frame; what has no room is told on hover."""
    bold = frame.kind != "group"
    short = shortened(frame.title, frame.box.width - 2 * _INDENT, 15 if bold else 11, bold=bold)
    words = _text(parent, frame.box.x + _INDENT, frame.box.y + 19, short, kind=f"title of-{frame.kind}")
    if short != frame.title:
        ET.SubElement(words, "title").text = frame.title


def _node(parent: ET.Element, box: Box, node: Node) -> None:
    drawn = ET.SubElement(parent, "g", {"class": f"node {node.kind}".strip()})
    ET.SubElement(drawn, "title").text = f"{node.title}: {node.detail}" if node.detail else node.title
    _rectangle(drawn, box, radius=5)
    room = box.width - 18
    _text(drawn, box.x + 10, box.y + (18 if node.detail else 27), shortened(node.title, room, 13))
    if node.detail:
        _text(drawn, box.x + 10, box.y + 34, shortened(node.detail, room, 11), kind="detail")


def _flow(parent: ET.Element, flow: Flow, curve: Curve) -> None:
    link = ET.SubElement(parent, "a", {"class": f"flow {flow.kind}".strip(), "aria-label": flow.title})
    if flow.link:
        link.set("href", f"#{flow.link}")
    ET.SubElement(link, "title").text = flow.title
    start, first, second, end = (f"{x:g} {y:g}" for x, y in curve.points)
    ET.SubElement(link, "path", {"d": f"M{start} C{first} {second} {end}", "marker-end": "url(#arrow)"})


def _label(parent: ET.Element, flow: Flow, curve: Curve, labels: Labels) -> None:
    """How many flows a line stands for; the title of the line says it to those who cannot see it."""
    if (flow.kind or flow.count > 1) and (spot := labels.place(curve)) is not None:
        x, y = spot
        label = ET.SubElement(parent, "g", {"class": f"flow label {flow.kind}".strip(), "aria-hidden": "true"})
        ET.SubElement(label, "circle", {"cx": f"{x:g}", "cy": f"{y:g}", "r": f"{RADIUS}"})
        _text(label, x, y + 4, flow.mark + _counted(flow.count))


def _counted(count: int) -> str:
    """As a label has room for it; the title of the flow can tell more."""
    return str(count) if count < 1000 else f"{count // 1000}k"


def _rectangle(parent: ET.Element, box: Box, *, radius: int) -> None:
    sides = {"x": box.x, "y": box.y, "width": box.width, "height": box.height, "rx": radius}
    ET.SubElement(parent, "rect", {name: f"{value:g}" for name, value in sides.items()})


def _text(parent: ET.Element, x: float, y: float, text: str, *, kind: str = "") -> ET.Element:
    item = ET.SubElement(parent, "text", {"x": f"{x:g}", "y": f"{y:g}"} | ({"class": kind} if kind else {}))
    item.text = text
    return item
