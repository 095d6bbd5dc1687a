"""State exports and previews, as the Pulumi CLI writes them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bailiwick.rehearsal.plan import PlannedResource

UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
SECRET = {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "ciphertext": "v1:abc:def"}
BUCKET = "scaleway:object/bucket:Bucket"
KUBE = "ovh:CloudProject/kube:Kube"
POOL = "ovh:CloudProject/kubeNodePool:KubeNodePool"
STACK = "pulumi:pulumi:Stack"


def urn_of(token: str, name: str) -> str:
    return f"urn:pulumi:dev::demo::{token}::{name}"


def provider_of(package: str, name: str = "default") -> str:
    return urn_of(f"pulumi:providers:{package}", name)


def row(token: str, name: str, inputs: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """A resource as a state or a preview holds it."""
    found: dict[str, Any] = {"urn": urn_of(token, name), "custom": True, "type": token}
    if not token.startswith("pulumi:providers:"):
        found["provider"] = f"{provider_of(token.partition(':')[0])}::1234"
    return {**found, "inputs": inputs or {}, **more}


def leaky() -> list[dict[str, Any]]:
    """Two innocents and three leaks, one of which only the graph shows, with what is around them."""
    cluster = urn_of(KUBE, "inference")
    stack = urn_of(STACK, "demo-dev")
    inside = {"parent": stack}
    return [
        {"urn": stack, "custom": False, "type": STACK, "outputs": {"endpoint": "https://letters.example"}},
        row("pulumi:providers:scaleway", "default", {"version": "1.60.0"}, id="1234"),
        row("pulumi:providers:ovh", "default", {"endpoint": "ovh-eu"}, id="1234"),
        row(BUCKET, "models", {"region": "fr-par"}, id="fr-par/models", outputs={"region": "fr-par"}, **inside),
        row(
            BUCKET,
            "letters",
            {"region": "pl-waw"},
            id="pl-waw/letters",
            outputs={"region": "pl-waw"},
            sourcePosition="project:///__main__.py#14",
            **inside,
        ),
        row(KUBE, "inference", {"region": "UK1", "serviceName": SECRET}, id="0815", **inside),
        row(
            POOL,
            "gpu",
            {"kubeId": "0815", "serviceName": SECRET},
            id="4711",
            dependencies=[cluster],
            propertyDependencies={"kubeId": [cluster], "serviceName": []},
            **inside,
        ),
        row(BUCKET, "archive", {"region": SECRET}, id="archive", **inside),
        row(BUCKET, "old", {"region": "nl-ams"}, id="nl-ams/old", delete=True, **inside),
    ]


def state(rows: Iterable[dict[str, Any]], *, version: int = 3, **deployment: Any) -> dict[str, Any]:
    """What ``pulumi stack export`` writes."""
    manifest = {"time": "2026-11-23T00:00:00Z", "magic": "", "version": "v3.260.0"}
    return {"version": version, "deployment": {"manifest": manifest, "resources": list(rows), **deployment}}


def preview(steps: Iterable[tuple[str, dict[str, Any]]], **digest: Any) -> dict[str, Any]:
    """What ``pulumi preview --json --show-sames`` writes."""
    made = []
    counts: dict[str, int] = {}
    for operation, item in steps:
        key = "oldState" if operation.startswith(("delete", "discard")) else "newState"
        made.append({"op": operation, "urn": item.get("urn"), key: item})
        counts[operation] = counts.get(operation, 0) + 1
    return {"steps": made, "duration": 1, "changeSummary": counts, **digest}


def written(path: Path, document: Any) -> Path:
    """The file with the document in it, one value per line."""
    path.write_text(json.dumps(document, indent=4), encoding="utf-8")
    return path


def exported(records: Iterable[PlannedResource]) -> list[dict[str, Any]]:
    """The resources of a rehearsal's plan, as a state would hold them."""
    return [
        {
            "urn": item.urn,
            "custom": item.custom,
            "type": item.type,
            "id": item.identifier,
            "inputs": item.inputs,
            "outputs": item.outputs,
            "parent": item.parent,
            "provider": item.provider,
            "dependencies": list(item.dependencies),
            "propertyDependencies": {key: list(urns) for key, urns in item.property_dependencies.items()},
        }
        for item in records
    ]
