"""What is drawn: areas (countries) that hold groups (operators) that hold nodes (places), and flows between nodes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    """One box at the bottom of the picture's hierarchy."""

    id: str
    """Unique in the graph."""
    title: str
    detail: str = ""
    """A second, smaller line."""
    group: str = ""
    """The operator: nodes of one area with the same group share a frame."""
    kind: str = ""
    """A word that a style may depend on."""


@dataclass(frozen=True, slots=True)
class Area:
    """A frame around nodes: a country."""

    id: str
    title: str
    nodes: tuple[Node, ...]
    kind: str = ""
    """A word that a style may depend on, such as ``outside``."""


@dataclass(frozen=True, slots=True)
class Flow:
    """All that goes from one node to another."""

    source: str
    target: str
    title: str
    """What a reader is told about it."""
    count: int = 1
    mark: str = ""
    """One letter in front of the count, for what a reader must not miss."""
    kind: str = ""
    """A word that a style may depend on, such as ``crossing`` or ``finding``."""
    link: str = ""
    """Id of the place in the page that tells more."""


@dataclass(frozen=True, slots=True)
class Graph:
    """Everything on one picture."""

    areas: tuple[Area, ...]
    flows: tuple[Flow, ...]

    def __post_init__(self) -> None:
        known = {node.id for area in self.areas for node in area.nodes}
        lost = sorted({end for flow in self.flows for end in (flow.source, flow.target)} - known)
        if lost:
            raise ValueError(f"flows from or to nodes that are not drawn: {', '.join(lost)}")
