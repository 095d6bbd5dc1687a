"""The map as a model of OWASP Threat Dragon 2: countries and operators are trust boundaries, findings open threats.

A finding becomes a LINDDUN threat of the type *Non-compliance*.
https://www.threatdragon.com/docs/development/schema.html
"""

from __future__ import annotations

import json
import uuid
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from bailiwick.datamap.finding import Severity
from bailiwick.datamap.rules import RULES
from bailiwick.drawing import lay_out
from bailiwick.reporting.picture import picture_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bailiwick.datamap.finding import Finding
    from bailiwick.datamap.situation import Situation
    from bailiwick.drawing import Node
    from bailiwick.drawing.layout import Box
    from bailiwick.reporting.picture import Bundle, Picture

FORMAT: Final = "2.6.2"
"""The release of Threat Dragon whose format this is."""
_SPACE: Final = uuid.UUID("b5a1f0de-52c3-5c6f-8e57-0f3b7c1d9a20")
_SEVERITIES: Final = {Severity.ERROR: "High", Severity.EVIDENCE: "Medium", Severity.WARNING: "Low"}
_ACTORS: Final = {"workplace", "company", "saas"}
_STORES: Final = {
    "object-storage", "block-storage", "file-storage", "databases", "redis", "container-registry", "key-manager",
    "secret-manager", "state-backend", "on-premises", "observability", "audit-trail",
}  # fmt: skip
_CALM: Final = {"stroke": "#333333", "strokeWidth": 1.5, "strokeDasharray": None}
_OPEN: Final = {"stroke": "red", "strokeWidth": 2.5, "strokeDasharray": None}


def render_threat_dragon(situation: Situation, findings: tuple[Finding, ...]) -> str:
    """The model as JSON, with one diagram."""
    picture = picture_of(situation, findings)
    threats = _Threats(situation, picture, findings)
    cells = [*_boundaries(picture), *_nodes(situation, picture, threats), *_lines(picture, threats)]
    told = f"Made from the data map of {situation.map.as_of}, judged on {situation.today}. Not legal advice."
    if threats.homeless:
        told += " Findings that no cell shows: " + " ".join(
            f"{one.rule} {one.subject}: {one.message}" for one in threats.homeless
        )
    model = {
        "version": FORMAT,
        "summary": {"title": situation.map.name, "owner": situation.controller.name, "description": told, "id": 0},
        "detail": {
            "contributors": [],
            "diagrams": [
                {
                    "id": 0,
                    "title": f"Data flows of {situation.map.name}",
                    "diagramType": "LINDDUN",
                    "placeholder": "Data flows by country and operator",
                    "thumbnail": "./public/content/images/thumbnail.linddun.jpg",
                    "version": FORMAT,
                    "cells": [cell | {"zIndex": place} for place, cell in enumerate(cells, start=1)],
                }
            ],
            "diagramTop": 1,
            "reviewer": "",
            "threatTop": threats.given,
        },
    }
    return json.dumps(model, indent=2, ensure_ascii=False) + "\n"


class _Threats:
    """Findings by the cell that shows them: its place, its flow's line, an element's origin, a party's first place."""

    def __init__(self, situation: Situation, picture: Picture, findings: Iterable[Finding]) -> None:
        nodes = {name: node.id for name, node in picture.nodes.items()}
        home = {f"party {place.party}": nodes[place.id] for place in reversed(situation.map.places)}
        home |= {f"place {name}": node for name, node in nodes.items()}
        home |= {f"element {item.id}": nodes[item.origin.place] for item in situation.map.elements}
        home |= {f"flow {flow.id}": bundle.id for bundle in picture.bundles for flow in bundle.flows}
        self.homeless: list[Finding] = []
        self._found: dict[str, list[Finding]] = {}
        for item in findings:
            if item.subject in home:
                self._found.setdefault(home[item.subject], []).append(item)
            else:
                self.homeless.append(item)
        self._titles = {rule.id: rule.title for rule in RULES}
        self._numbers = count(1)
        self.given = 0

    def of(self, cell: str) -> list[dict[str, Any]]:
        """The threats of one cell, numbered on."""
        return [self._threat(item) for item in self._found.get(cell, ())]

    def _threat(self, item: Finding) -> dict[str, Any]:
        self.given = next(self._numbers)
        return {
            "id": _id(f"threat {self.given}"),
            "number": self.given,
            "title": f"{item.rule} {item.subject}: {self._titles[item.rule]}",
            "type": "Non-compliance",
            "modelType": "LINDDUN",
            "severity": _SEVERITIES[item.severity],
            "status": "Open",
            "score": "",
            "description": f"{item.where}: {item.message} {item.law}".strip(),
            "mitigation": f"{item.fix}.",
        }


def _boundaries(picture: Picture) -> list[dict[str, Any]]:
    where = lay_out(picture.graph)
    cells = []
    for area in picture.graph.areas:
        cells.append(_boundary(f"area {area.id}", area.title, where.areas[area.id]))
        for name in dict.fromkeys(node.group for node in area.nodes):
            cells.append(_boundary(f"group {area.id} {name}", name, where.groups[area.id, name]))  # noqa: PERF401
    return cells


def _boundary(key: str, title: str, box: Box) -> dict[str, Any]:
    return {
        "id": _id(key),
        "shape": "trust-boundary-box",
        **_placed(box),
        "attrs": {"label": {"text": title}},
        "data": {
            "type": "tm.BoundaryBox",
            "name": title,
            "description": "",
            "isTrustBoundary": True,
            "hasOpenThreats": False,
        },
    }


def _nodes(situation: Situation, picture: Picture, threats: _Threats) -> list[dict[str, Any]]:
    where = lay_out(picture.graph)
    kinds = {place.id: place.kind for place in situation.map.places}
    return [
        _node(node, kinds.get(node.id, node.title), where.nodes[node.id], threats.of(node.id))
        for area in picture.graph.areas
        for node in area.nodes
    ]


def _node(node: Node, kind: str, box: Box, threats: list[dict[str, Any]]) -> dict[str, Any]:
    shape, type_ = ("store", "tm.Store") if kind in _STORES else ("process", "tm.Process")
    if kind in _ACTORS:
        shape, type_ = "actor", "tm.Actor"
    look = _OPEN if threats else _CALM
    outline = {"topLine": look, "bottomLine": look} if shape == "store" else {"body": look}
    return {
        "id": _id(f"node {node.id}"),
        "shape": shape,
        **_placed(box),
        "attrs": {"text": {"text": node.title}, **outline},
        "data": {
            "type": type_,
            "name": node.title,
            "description": node.detail,
            "outOfScope": False,
            "reasonOutOfScope": "",
            "threats": threats,
            "hasOpenThreats": bool(threats),
        },
    }


def _lines(picture: Picture, threats: _Threats) -> list[dict[str, Any]]:
    return [_line(bundle, threats.of(bundle.id)) for bundle in picture.bundles]


def _line(bundle: Bundle, threats: list[dict[str, Any]]) -> dict[str, Any]:
    names = ", ".join(flow.id for flow in bundle.flows)
    look = dict(_OPEN if threats else _CALM) | ({"strokeDasharray": "8 4"} if bundle.crosses else {})
    title = f"{names} (crosses a border)" if bundle.crosses else names
    return {
        "id": _id(bundle.id),
        "shape": "flow",
        "connector": "smooth",
        "source": {"cell": _id(f"node {bundle.source.id}")},
        "target": {"cell": _id(f"node {bundle.target.id}")},
        "vertices": [],
        "attrs": {"line": look | {"targetMarker": {"name": "block"}, "sourceMarker": {"name": ""}}},
        "labels": [{"position": 0.5, "attrs": {"label": {"text": title}}}],
        "data": {
            "type": "tm.Flow",
            "name": title,
            "description": "; ".join(dict.fromkeys(flow.purpose for flow in bundle.flows)),
            "outOfScope": False,
            "reasonOutOfScope": "",
            "isTrustBoundary": False,
            "isBidirectional": False,
            "protocol": ", ".join(dict.fromkeys(flow.transport.protocol for flow in bundle.flows)),
            "isEncrypted": all(flow.transport.tls for flow in bundle.flows),
            "isPublicNetwork": any(flow.transport.network == "public" for flow in bundle.flows),
            "threats": threats,
            "hasOpenThreats": bool(threats),
        },
    }


def _placed(box: Box) -> dict[str, Any]:
    return {"position": {"x": box.x, "y": box.y}, "size": {"width": box.width, "height": box.height}}


def _id(key: str) -> str:
    return str(uuid.uuid5(_SPACE, key))
