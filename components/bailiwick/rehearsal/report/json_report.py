"""A plan as JSON. Secrets appear as ``[secret]``, unknown values as ``[unknown]``."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

from bailiwick.rehearsal import wire
from bailiwick.rehearsal.report.verdicts import verdicts

if TYPE_CHECKING:
    from collections.abc import Callable

    from bailiwick.rehearsal.plan import Plan, PlannedResource
    from bailiwick.rehearsal.wire import Properties, Value

FORMAT = 1


def plan_document(plan: Plan, *, location: Callable[[PlannedResource], str] = lambda _resource: "") -> dict[str, Any]:
    """The plan as plain values, ready for any serialisation."""
    judged = verdicts(plan)
    return {
        "format": FORMAT,
        "project": plan.project,
        "stack": plan.stack,
        "packs": plan.packs,
        "completed": plan.completed,
        "succeeded": plan.succeeded,
        "resources": [_resource(item, judged[item.urn].value, location(item)) for item in plan.resources],
        "violations": [
            {
                "pack": item.pack,
                "packVersion": item.pack_version,
                "policy": item.policy,
                "level": item.level.value,
                "severity": item.severity or None,
                "urn": item.urn,
                "message": item.message,
            }
            for item in plan.violations
        ],
        "remediations": [
            {
                "pack": item.pack,
                "policy": item.policy,
                "urn": item.urn,
                "before": _shown(item.before),
                "after": _shown(item.after),
            }
            for item in plan.remediations
        ],
        "notApplicable": [
            {"pack": item.pack, "policy": item.policy, "urn": item.urn, "reason": item.reason}
            for item in sorted(plan.not_applicable, key=lambda item: (item.policy, item.urn))
        ],
        "diagnostics": [
            {"severity": item.severity.value, "urn": item.urn or None, "message": item.message}
            for item in plan.diagnostics
        ],
        "inputWarnings": [
            {"urn": item.urn, "path": item.path, "problem": item.problem}
            for item in sorted(plan.input_warnings, key=lambda item: (item.urn, item.path))
        ],
        "notes": [{"topic": note.topic, "text": note.text} for note in plan.notes],
    }


def _resource(resource: PlannedResource, verdict: str, place: str) -> dict[str, Any]:
    return {
        "urn": resource.urn,
        "type": resource.type,
        "name": resource.name,
        "operation": resource.operation,
        "custom": resource.custom,
        "parent": resource.parent or None,
        "provider": wire.redacted(resource.provider) or None,
        "location": place or None,
        "verdict": verdict,
        "source": resource.source or None,
        "inputs": _shown(resource.inputs),
        "outputs": _shown(resource.outputs),
        "dependencies": list(resource.dependencies),
        "propertyDependencies": {key: list(urns) for key, urns in resource.property_dependencies.items() if urns},
        "protect": resource.options.protect,
    }


def _shown(properties: Properties) -> Value:
    """The properties without secrets, and without the numbers that JSON does not have."""
    return _finite(wire.redacted(properties))


def _finite(value: Value) -> Value:
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_finite(item) for item in value]
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def render_json(plan: Plan, *, location: Callable[[PlannedResource], str] = lambda _resource: "") -> str:
    """The plan as indented JSON."""
    return json.dumps(plan_document(plan, location=location), indent=2, ensure_ascii=False) + "\n"
