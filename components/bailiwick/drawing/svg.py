"""The picture as SVG, to stand inside an HTML page.

Every flow is a link, so that it can be reached by keyboard and leads to what the
page says about it; its title is read aloud and shown on hover. Colours come from
the page's style sheet, which knows light, dark and print.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from bailiwick.drawing.layout import Layout, lay_out

if TYPE_CHECKING:
    from bailiwick.drawing.graph import Flow, Graph, Node
    from bailiwick.drawing.layout import Box

STYLE: Final = """
.drawing { --line: #6b7280; --frame: #d1d5db; --paper: #ffffff; --group: #f3f4f6; --ink: #111827; --soft: #4b5563;
  --crossing: #b45309; --finding: #b91c1c; --outside: #fef3c7; width: 100%;
  height: auto; font: 13px system-ui, sans-serif; }
.drawing .area > rect { fill: var(--paper); stroke: var(--frame); stroke-width: 1.5; }
.drawing .area.outside > rect { fill: var(--outside); }
.drawing .group > rect { fill: var(--group); stroke: none; }
.drawing .node > rect { fill: var(--paper); stroke: var(--line); }
.drawing text { fill: var(--ink); }
.drawing .area > text { font-weight: 600; font-size: 15px; }
.drawing .group > text, .drawing .detail { fill: var(--soft); font-size: 11px; }
.drawing .flow path { fill: none; stroke: var(--line); stroke-width: 1.2; opacity: .55; }
.drawing .flow.crossing path { stroke: var(--crossing); stroke-width: 2.4; opacity: 1; stroke-dasharray: 7 4; }
.drawing .flow.finding path { stroke: var(--finding); stroke-width: 3; opacity: 1; }
.drawing .flow circle { fill: var(--line); } .drawing .flow.crossing circle { fill: var(--crossing); }
.drawing .flow.finding circle { fill: var(--finding); }
.drawing .flow text { fill: #ffffff; font-size: 11px; font-weight: 600; text-anchor: middle; }
.drawing marker path { fill: context-stroke; stroke: none; }
.drawing a:focus-visible path, .drawing a:hover path { stroke-width: 4.5; opacity: 1; }
.drawing a:focus-visible { outline: none; }
@media (prefers-color-scheme: dark) { .drawing { --line: #9ca3af; --frame: #4b5563; --paper: #111827; --group: #1f2937;
  --ink: #f9fafb; --soft: #d1d5db; --crossing: #f59e0b; --finding: #f87171; --outside: #3b2f0b; }
  .drawing .flow text { fill: #111827; } }
@media print { .drawing { --line: #374151; --frame: #9ca3af; --paper: #ffffff; --group: #ffffff; --ink: #000000;
  --soft: #000000; --outside: #ffffff; --crossing: #92400e; --finding: #991b1b; } }
"""
"""CSS for the page; every colour has a contrast of at least 4.5 to 1 against what it stands on (WCAG 2.2, 1.4.3)."""
_LONGEST_TITLE: Final = 24
_LONGEST_DETAIL: Final = 34


def draw(graph: Graph, title: str, layout: Layout | None = None) -> ET.Element:
    """The graph as an ``svg`` element of class ``drawing``.

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
            "role": "group",
            "aria-label": title,
            # No wider than needed, so that a small map is not blown up.
            "style": f"max-width: {where.width:g}px",
        },
    )
    _arrow(picture)
    for area in graph.areas:
        frame = _framed(picture, where.areas[area.id], f"area {area.kind}".strip(), area.title)
        for name in dict.fromkeys(node.group for node in area.nodes):
            _framed(frame, where.groups[area.id, name], "group", name)
        for node in area.nodes:
            _node(frame, where.nodes[node.id], node)
    # The important ones last, so that nothing is drawn over them.
    for flow in sorted(graph.flows, key=lambda item: (bool(item.kind), item.kind == "finding")):
        _flow(picture, flow, where.nodes[flow.source], where.nodes[flow.target])
    return picture


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


def _framed(parent: ET.Element, box: Box, kind: str, title: str) -> ET.Element:
    frame = ET.SubElement(parent, "g", {"class": kind})
    _rectangle(frame, box, radius=8)
    _text(frame, box.x + 12, box.y + 19, title)
    return frame


def _node(parent: ET.Element, box: Box, node: Node) -> None:
    drawn = ET.SubElement(parent, "g", {"class": f"node {node.kind}".strip()})
    ET.SubElement(drawn, "title").text = f"{node.title}: {node.detail}" if node.detail else node.title
    _rectangle(drawn, box, radius=5)
    _text(drawn, box.x + 10, box.y + (18 if node.detail else 27), _short(node.title, _LONGEST_TITLE))
    if node.detail:
        _text(drawn, box.x + 10, box.y + 34, _short(node.detail, _LONGEST_DETAIL), kind="detail")


def _flow(parent: ET.Element, flow: Flow, source: Box, target: Box) -> None:
    link = ET.SubElement(parent, "a", {"class": f"flow {flow.kind}".strip(), "aria-label": flow.title})
    if flow.link:
        link.set("href", f"#{flow.link}")
    ET.SubElement(link, "title").text = flow.title
    start, first, second, end = _curve(source, target)
    path = f"M{_point(start)} C{_point(first)} {_point(second)} {_point(end)}"
    ET.SubElement(link, "path", {"d": path, "marker-end": "url(#arrow)"})
    if flow.kind or flow.count > 1:
        x, y = ((start[axis] + 3 * first[axis] + 3 * second[axis] + end[axis]) / 8 for axis in (0, 1))
        ET.SubElement(link, "circle", {"cx": f"{x:g}", "cy": f"{y:g}", "r": "10"})
        _text(link, x, y + 4, str(flow.count))


def _curve(source: Box, target: Box) -> tuple[tuple[float, float], ...]:
    """A cubic curve from edge to edge: sideways between columns, round the right side within one."""
    (from_x, from_y), (to_x, to_y) = source.middle, target.middle
    if abs(from_x - to_x) < source.width / 2:
        right, left = source.x + source.width, target.x + target.width
        bow = 30 + min(60.0, abs(from_y - to_y) / 4)
        return (right, from_y), (right + bow, from_y), (left + bow, to_y), (left, to_y)
    side = 1 if to_x > from_x else -1
    start, end = from_x + side * source.width / 2, to_x - side * target.width / 2
    reach = max(40.0, abs(end - start) / 2)
    return (start, from_y), (start + side * reach, from_y), (end - side * reach, to_y), (end, to_y)


def _rectangle(parent: ET.Element, box: Box, *, radius: int) -> None:
    sides = {"x": box.x, "y": box.y, "width": box.width, "height": box.height, "rx": radius}
    ET.SubElement(parent, "rect", {name: f"{value:g}" for name, value in sides.items()})


def _text(parent: ET.Element, x: float, y: float, text: str, *, kind: str = "") -> None:
    item = ET.SubElement(parent, "text", {"x": f"{x:g}", "y": f"{y:g}"} | ({"class": kind} if kind else {}))
    item.text = text


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _point(at: tuple[float, float]) -> str:
    return f"{at[0]:g} {at[1]:g}"
