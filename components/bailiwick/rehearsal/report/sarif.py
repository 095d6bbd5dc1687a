"""A plan's findings as SARIF 2.1.0, as code-scanning services read it.

Source of the format: OASIS, Static Analysis Results Interchange Format 2.1.0.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from bailiwick.rehearsal.plan import Level, Severity

if TYPE_CHECKING:
    from pathlib import Path

    from bailiwick.rehearsal.plan import Plan, Violation

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Level.MANDATORY: "error", Level.REMEDIATE: "error", Level.ADVISORY: "warning", Level.DISABLED: "none"}
SECURITY_SEVERITY = {"critical": "9.5", "high": "8.0", "medium": "5.5", "low": "2.0"}


def render_sarif(plan: Plan, *, root: Path, version: str) -> str:
    """The findings as SARIF; paths are relative to ``root`` where they lie below it."""
    sources = plan.written_at()
    rules = {item.policy: item for item in plan.violations}
    document = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "bailiwick",
                        "version": version,
                        "rules": [_rule(rules[name]) for name in sorted(rules)],
                    }
                },
                "originalUriBaseIds": {"ROOT": {"uri": root.resolve().as_uri() + "/"}},
                "invocations": [
                    {
                        "executionSuccessful": plan.completed,
                        "toolExecutionNotifications": [
                            {
                                "level": "error" if item.severity is Severity.ERROR else "warning",
                                "message": {"text": item.message},
                            }
                            for item in plan.diagnostics
                            if item.severity is not Severity.INFO
                        ],
                    }
                ],
                "results": [_result(item, sources.get(item.urn, ""), root) for item in plan.violations],
            }
        ],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _rule(violation: Violation) -> dict[str, Any]:
    rule: dict[str, Any] = {
        "id": violation.policy,
        "shortDescription": {"text": violation.description or violation.policy},
    }
    if violation.severity:
        rule["properties"] = {"security-severity": SECURITY_SEVERITY[violation.severity]}
    return rule


def _result(violation: Violation, source: str, root: Path) -> dict[str, Any]:
    place: dict[str, Any] = {"logicalLocations": [{"fullyQualifiedName": violation.urn, "kind": "resource"}]}
    path, _, line = source.rpartition(":")
    if path and line.isdigit():
        place["physicalLocation"] = {
            "artifactLocation": _artifact(path, root),
            "region": {"startLine": max(1, int(line))},
        }
    return {
        "ruleId": violation.policy,
        "level": LEVELS[violation.level],
        "message": {"text": violation.message},
        "locations": [place],
        "partialFingerprints": {"urn/v1": violation.urn},
    }


def _artifact(path: str, root: Path) -> dict[str, str]:
    base = str(root.resolve()) + "/"
    if path.startswith(base):
        return {"uri": quote(path[len(base) :]), "uriBaseId": "ROOT"}
    return {"uri": "file://" + quote(path)}
