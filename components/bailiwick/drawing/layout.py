"""Where everything goes: areas side by side, groups stacked in areas, nodes in columns of a group.

Columns follow the flows: the areas that exchange most stand side by side, so that
most curves are short, and inside a group a node stands to the right of what sends
to it. A picture that would become too wide wraps into rows.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bailiwick.drawing.graph import Area, Graph, Node

NODE_WIDTH: Final = 190
NODE_HEIGHT: Final = 44
_GAP: Final = 14
_LANE: Final = 74
"""Between two columns of a group: room for curves and their labels."""
_PADDING: Final = 14
_SIDE: Final = 34
"""Room at the sides of a group for curves from node to node of one column."""
HEADING: Final = 27
_BETWEEN_AREAS: Final = 110
_AREAS_IN_A_ROW: Final = 4
_WIDEST: Final = 1500
_MARGIN: Final = 30
_COLUMNS: Final = 3
"""Of one group, unless there are so many nodes that columns would be taller than this:"""
_TALLEST: Final = 18


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return self.x + self.width / 2, self.y + self.height / 2

    def moved(self, x: float, y: float) -> Box:
        """The same rectangle elsewhere."""
        return Box(self.x + x, self.y + y, self.width, self.height)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything is."""

    width: float
    height: float
    areas: dict[str, Box]
    groups: dict[tuple[str, str], Box]
    """By area and name of the group."""
    nodes: dict[str, Box]


def lay_out(graph: Graph) -> Layout:
    """Places every area, group and node of the graph, without overlap."""
    areas: dict[str, Box] = {}
    groups: dict[tuple[str, str], Box] = {}
    nodes: dict[str, Box] = {}
    sources: dict[str, list[str]] = {}
    for flow in graph.flows:
        sources.setdefault(flow.target, []).append(flow.source)
    x, y, row_height, width = float(_MARGIN), float(_MARGIN), 0.0, 0.0
    for place, area in enumerate(_ordered(graph)):
        inner = _stacked(area, sources)
        if place and (place % _AREAS_IN_A_ROW == 0 or x + inner.frame.width > _WIDEST):
            x, y, row_height = float(_MARGIN), y + row_height + _BETWEEN_AREAS / 2, 0.0
        areas[area.id] = inner.frame.moved(x, y)
        groups |= {(area.id, name): box.moved(x, y) for name, box in inner.groups.items()}
        nodes |= {name: box.moved(x, y) for name, box in inner.nodes.items()}
        row_height = max(row_height, inner.frame.height)
        x += inner.frame.width + _BETWEEN_AREAS
        width = max(width, x - _BETWEEN_AREAS)
    return Layout(width + _MARGIN, y + row_height + _MARGIN, areas, groups, nodes)


@dataclass(frozen=True, slots=True)
class _Inner:
    frame: Box
    groups: dict[str, Box]
    nodes: dict[str, Box]


def _stacked(area: Area, sources: Mapping[str, Sequence[str]]) -> _Inner:
    """The inside of one area, its corner at the origin."""
    groups: dict[str, Box] = {}
    nodes: dict[str, Box] = {}
    y = float(HEADING + _PADDING)
    widest = 0.0
    for name, members in _grouped(area.nodes).items():
        columns = _columns([node.id for node in members], sources)
        deepest = max(map(len, columns))
        width = len(columns) * (NODE_WIDTH + _LANE) - _LANE + 2 * _SIDE
        height = HEADING + deepest * (NODE_HEIGHT + _GAP) - _GAP + _PADDING
        groups[name] = Box(_PADDING, y, width, height)
        for place, column in enumerate(columns):
            left = _PADDING + _SIDE + place * (NODE_WIDTH + _LANE)
            for row, node in enumerate(column):
                top = y + HEADING + row * (NODE_HEIGHT + _GAP)
                nodes[node] = Box(left, top, NODE_WIDTH, NODE_HEIGHT)
        y += height + _GAP
        widest = max(widest, width)
    # Frames of one area are equally wide: ragged ones would look like a difference that means something.
    groups = {name: Box(box.x, box.y, widest, box.height) for name, box in groups.items()}
    return _Inner(Box(0, 0, widest + 2 * _PADDING, y - _GAP + _PADDING), groups, nodes)


def _columns(members: Sequence[str], sources: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """The nodes of a group by column: as far to the right as the longest way to them inside the group.

    A flow counts as going forward where its source is listed first; that breaks every cycle.
    """
    depth: dict[str, int] = {}
    for node in members:
        depth[node] = max((depth[one] + 1 for one in sources.get(node, ()) if one in depth), default=0)
    steps = max(depth.values()) + 1
    count = max(min(steps, _COLUMNS), -(-len(members) // _TALLEST))
    if steps < count:  # more than flows can order
        deepest = -(-len(members) // count)
        return [list(members[start : start + deepest]) for start in range(0, len(members), deepest)]
    columns: list[list[str]] = [[] for _ in range(count)]
    for node in members:
        columns[depth[node] * count // steps].append(node)
    rows: dict[str, float] = {}
    for column in columns:
        # Beside what sends to it, so that curves cross less.
        near = {
            node: sum(known) / len(known) if (known := [rows[one] for one in sources.get(node, ()) if one in rows])
            else len(column)
            for node in column
        }  # fmt: skip
        column.sort(key=near.__getitem__)
        rows |= {node: float(row) for row, node in enumerate(column)}
    return columns


def _grouped(nodes: Iterable[Node]) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = {}
    for node in nodes:
        found.setdefault(node.group, []).append(node)
    return found


def _ordered(graph: Graph) -> Sequence[Area]:
    """The areas, the first one first, then always the one that exchanges most with the one before it."""
    home = {node.id: area.id for area in graph.areas for node in area.nodes}
    traffic: Counter[tuple[str, str]] = Counter()
    for flow in graph.flows:
        ends = sorted((home[flow.source], home[flow.target]))
        traffic[ends[0], ends[1]] += flow.count
    waiting = list(graph.areas)
    ordered = waiting[:1]
    del waiting[:1]
    while waiting:
        last = ordered[-1].id
        nearest = max(waiting, key=lambda area: (traffic[min(last, area.id), max(last, area.id)], -waiting.index(area)))
        ordered.append(nearest)
        waiting.remove(nearest)
    return ordered
