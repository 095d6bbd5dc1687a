"""Where everything goes: areas in columns, groups stacked in areas, nodes stacked in groups.

Columns follow the flows: the areas that exchange most stand side by side, so that
most curves are short. A picture that would become too wide wraps into rows.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bailiwick.drawing.graph import Area, Graph, Node

NODE_WIDTH: Final = 190
NODE_HEIGHT: Final = 44
_GAP: Final = 12
_PADDING: Final = 14
_HEADING: Final = 27
_BETWEEN_AREAS: Final = 110
_COLUMNS: Final = 4
_MARGIN: Final = 40
_TALLEST: Final = 18
"""Nodes of one group that stand in one stack; more stand side by side."""


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
    x, y, row_height, width = float(_MARGIN), float(_MARGIN), 0.0, 0.0
    for place, area in enumerate(_ordered(graph)):
        if place and place % _COLUMNS == 0:
            x, y, row_height = float(_MARGIN), y + row_height + _BETWEEN_AREAS / 2, 0.0
        inner = _stacked(area)
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


def _stacked(area: Area) -> _Inner:
    """The inside of one area, its corner at the origin."""
    groups: dict[str, Box] = {}
    nodes: dict[str, Box] = {}
    y = float(_HEADING + _PADDING)
    widest = 0.0
    for name, members in _grouped(area.nodes).items():
        stacks = -(-len(members) // _TALLEST)
        deepest = -(-len(members) // stacks)
        width = stacks * NODE_WIDTH + (stacks - 1) * _GAP + 2 * _PADDING
        height = _HEADING + deepest * (NODE_HEIGHT + _GAP) - _GAP + _PADDING
        groups[name] = Box(_PADDING, y, width, height)
        for place, node in enumerate(members):
            column, row = divmod(place, deepest)
            nodes[node.id] = Box(
                2 * _PADDING + column * (NODE_WIDTH + _GAP),
                y + _HEADING + row * (NODE_HEIGHT + _GAP),
                NODE_WIDTH,
                NODE_HEIGHT,
            )
        y += height + _GAP
        widest = max(widest, width)
    return _Inner(Box(0, 0, widest + 2 * _PADDING, y - _GAP + _PADDING), groups, nodes)


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
