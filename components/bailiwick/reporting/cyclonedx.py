"""The map as a CycloneDX 1.7 bill of materials, with the classification of all data.

Elements are components, places are services that exchange data. What the format has no field for (country, law,
transfer mechanism, retention) is a property under the name ``bailiwick:``. https://cyclonedx.org/docs/1.7/json/
"""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Any, Final

from bailiwick.datamap.crossing import crosses
from bailiwick.datamap.terms import ElementKind

if TYPE_CHECKING:
    from bailiwick.datamap.model import Element, Flow, Party, Place
    from bailiwick.datamap.situation import Situation

_SPACE: Final = uuid.UUID("6f2a2c41-6a0e-5d0c-9a51-7f2d1b7f4c10")
"""The name space of serial numbers: the same map on the same day is the same document."""
_MODELS: Final = {ElementKind.MODEL_WEIGHTS, ElementKind.ADAPTER}
_TYPES: Final = {ElementKind.CODE: "source-code", ElementKind.METADATA: "other", ElementKind.KEY: "other"}


def render_cyclonedx(situation: Situation, version: str) -> str:
    """The bill as JSON.

    Args:
        situation: the map on a day.
        version: that of Bailiwick.
    """
    serial = uuid.uuid5(_SPACE, f"{situation.map.name} {situation.map.as_of} {situation.today}")
    bill = {
        "$schema": "http://cyclonedx.org/schema/bom-1.7.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.7",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {
            "timestamp": f"{situation.today}T00:00:00Z",
            "tools": {"components": [{"type": "application", "name": "bailiwick", "version": version}]},
            "component": {"type": "application", "bom-ref": "map", "name": situation.map.name},
            "supplier": _organisation(situation.controller),
            "properties": _properties(map_as_of=str(situation.map.as_of), stack=situation.map.stack),
        },
        "components": [_component(situation, item) for item in situation.map.elements],
        "services": _services(situation, f"urn:cdx:{serial}/1#"),
        "dependencies": [
            {"ref": f"element:{item.id}", "dependsOn": sorted({f"element:{name}" for name in item.derived_from})}
            for item in situation.map.elements
        ],
    }
    return json.dumps(bill, indent=2, ensure_ascii=False) + "\n"


def _component(situation: Situation, item: Element) -> dict[str, Any]:
    nature = situation.natures[item.id]
    made: dict[str, Any] = {"type": "data", "bom-ref": f"element:{item.id}", "name": item.id}
    if item.kind in _MODELS:
        made["type"] = "machine-learning-model"
        made["modelCard"] = {
            "modelParameters": {"datasets": [{"ref": f"element:{name}"} for name in dict.fromkeys(item.derived_from)]}
        }
    elif item.kind is ElementKind.CONTAINER_IMAGE:
        made["type"] = "container"
    else:
        data: dict[str, Any] = {
            "type": _TYPES.get(item.kind, "dataset"),
            "name": item.id,
            "classification": nature.classification.value,
            "governance": _governance(situation, item),
        }
        if nature.categories:
            data["sensitiveData"] = sorted(nature.categories)
        made["data"] = [data]
    made["properties"] = _properties(
        kind=item.kind.value,
        classification=nature.classification.value,
        personal_data=nature.personal.value,
        categories=", ".join(sorted(nature.categories)),
        laws=", ".join(law.id for law in situation.laws(item)),
        origin=item.origin.place,
        storage=", ".join(item.storage),
        processing=", ".join(item.processing),
        destinations=", ".join(item.destinations),
        encryption=item.encryption.mode.value if item.encryption else "",
        retention=item.retention or "",
    )
    return made


def _governance(situation: Situation, item: Element) -> dict[str, Any]:
    holders = dict.fromkeys(place.party for place in situation.homes(item))
    found = {"owners": [{"organization": _organisation(situation.controller)}]}
    if holders:
        found["custodians"] = [{"organization": _organisation(situation.parties[name])} for name in holders]
    return found


def _services(situation: Situation, link: str) -> list[dict[str, Any]]:
    out: dict[str, list[Flow]] = {place.id: [] for place in situation.map.places}
    into: dict[str, list[Flow]] = {place.id: [] for place in situation.map.places}
    for flow in situation.map.flows:
        out[flow.source].append(flow)
        into[flow.target].append(flow)
    return [_service(situation, place, out[place.id], into[place.id], link) for place in situation.map.places]


def _service(situation: Situation, place: Place, out: list[Flow], into: list[Flow], link: str) -> dict[str, Any]:
    crossing = [flow for flow in (*out, *into) if crosses(situation, flow)]
    made: dict[str, Any] = {
        "bom-ref": f"place:{place.id}",
        "provider": _organisation(situation.parties[place.party]),
        "name": place.id,
        "x-trust-boundary": bool(crossing),
    }
    if place.segment:
        made["trustZone"] = place.segment
    data = [_exchanged(situation, flow, name, "outbound", link) for flow in out for name in flow.elements]
    data += [_exchanged(situation, flow, name, "inbound", link) for flow in into for name in flow.elements]
    if data:
        made["data"] = data
    made["properties"] = [
        *_properties(country=place.country, region=place.region, kind=place.kind, resource=place.resource),
        *(_crossing(situation, flow) for flow in dict.fromkeys(crossing)),
    ]
    return made


def _exchanged(situation: Situation, flow: Flow, name: str, way: str, link: str) -> dict[str, Any]:
    made: dict[str, Any] = {
        "flow": way,
        "classification": situation.natures[name].classification.value,
        "name": name,
        "description": f"{flow.id}: {flow.access.value} for {flow.purpose}",
    }
    other = ("destination", flow.target) if way == "outbound" else ("source", flow.source)
    return made | {other[0]: [f"{link}place:{other[1]}"]}


def _crossing(situation: Situation, flow: Flow) -> dict[str, str]:
    start, end = situation.places[flow.source].country, situation.places[flow.target].country
    carried = ", ".join(one.mechanism.value for one in flow.transfers) or "none declared"
    return {"name": "bailiwick:crossing", "value": f"{flow.id}: {start} to {end}, mechanism {carried}"}


def _organisation(party: Party) -> dict[str, Any]:
    return {"name": party.name, "address": {"country": party.country}}


def _properties(**values: str) -> list[dict[str, str]]:
    return [{"name": f"bailiwick:{name.replace('_', '-')}", "value": value} for name, value in values.items() if value]
