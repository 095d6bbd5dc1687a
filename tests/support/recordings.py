"""The recordings of the real engine, and a plan written down in their form."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bailiwick.rehearsal.fixtures import Fixtures
from bailiwick.rehearsal.plan import Level, Plan, PlannedResource, Severity

if TYPE_CHECKING:
    from types import ModuleType

CONTRACT = Path(__file__).parents[1] / "golden" / "contract"
# What the recordings were made with; none of it reaches a network.
PROJECT = "11111111-1111-1111-1111-111111111111"
ENVIRONMENT = {
    "PULUMI_CONFIG_PASSPHRASE": "x",
    "SCW_ACCESS_KEY": "SCWXXXXXXXXXXXXXXXXX",
    "SCW_SECRET_KEY": PROJECT,
    "SCW_DEFAULT_PROJECT_ID": PROJECT,
    "SCW_DEFAULT_ORGANIZATION_ID": PROJECT,
    "OVH_ENDPOINT": "ovh-eu",
    "OVH_APPLICATION_KEY": "application-key",
    "OVH_APPLICATION_SECRET": "application-secret",
    "OVH_CONSUMER_KEY": "consumer-key",
}


def load_compare() -> ModuleType:
    spec = importlib.util.spec_from_file_location("compare", CONTRACT / "compare.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def fixtures_of(recording: dict[str, Any], recipe: dict[str, Any]) -> Fixtures:
    """What the plugins answered, as fixtures."""
    calls = recording.get("calls", [])
    return Fixtures.model_validate(
        {
            "stacks": recipe.get("stacks", {}),
            "invokes": [
                {"token": call["token"], "args": call["args"], "result": call["return"]}
                for call in calls
                if call["call"] == "invoke" and "return" in call
            ],
            "reads": [
                {"id": call["id"], "type": call["token"], "outputs": call["properties"]}
                for call in calls
                if call["call"] == "read" and "StackReference" not in call["token"]
            ],
        }
    )


def step(resource: PlannedResource) -> dict[str, Any]:
    found: dict[str, Any] = {
        "op": resource.operation,
        "urn": resource.urn,
        "type": resource.type,
        "custom": resource.custom,
        "parent": resource.parent,
        "provider": resource.provider,
        "dependencies": list(resource.dependencies),
        "propertyDependencies": {key: list(urns) for key, urns in resource.property_dependencies.items()},
        "protect": resource.options.protect,
        "additionalSecretOutputs": list(resource.options.additional_secret_outputs),
        "ignoreChanges": list(resource.options.ignore_changes),
        "retainOnDelete": resource.options.retain_on_delete,
        "deletedWith": resource.options.deleted_with,
    }
    return {key: value for key, value in found.items() if value not in ("", None, [], {}, False)}


def document(plan: Plan, dump: Path) -> dict[str, Any]:
    """A plan in the form of a recording."""
    lines = [json.loads(line) for line in dump.read_text().splitlines()] if dump.exists() else []
    diagnostics = [
        {"severity": item.severity.value, "urn": item.urn or None, "message": f"{item.severity.value}: {item.message}"}
        for item in plan.diagnostics
        if item.severity is not Severity.INFO
    ]
    if any(item.level is Level.MANDATORY for item in plan.violations):
        diagnostics.append({"severity": "error", "urn": None, "message": "error: preview failed"})
    events: list[dict[str, Any]] = [
        {
            "kind": "violation",
            "policy": item.policy,
            "level": item.level.value,
            "severity": item.severity or None,
            "urn": item.urn,
            "message": item.message + "\n",
        }
        for item in plan.violations
    ]
    events += [{"kind": "remediation", "policy": item.policy, "urn": item.urn} for item in plan.remediations]
    calls: list[dict[str, Any]] = []
    for item in plan.calls:
        if item.kind == "invoke":
            calls.append({"call": "invoke", "token": item.token, "args": item.arguments})
        else:
            calls.append({"call": "read", "token": item.token, "name": item.name, "id": item.identifier})
    return {
        "exit_code": 0 if plan.succeeded else 1,
        "diagnostics": diagnostics,
        "steps": [step(resource) for resource in plan.displayed()],
        "policy_events": events,
        "calls": calls,
        **{
            part: [line for line in lines if line["kind"] == part]
            for part in ("resource", "remediation", "config", "stack", "member")
        },
    }
