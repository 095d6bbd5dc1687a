"""A judged map as text, JSON, SARIF, JUnit or Markdown."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from bailiwick.datamap.crossing import crosses, demands, severed_by
from bailiwick.datamap.finding import Severity
from bailiwick.datamap.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.datamap.finding import Finding
    from bailiwick.datamap.situation import Situation

_SARIF = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.EVIDENCE: "warning", Severity.WARNING: "note"}


@dataclass(frozen=True, slots=True)
class Crossing:
    """A flow across a border."""

    flow: str
    where: str
    elements: tuple[str, ...]
    source: str
    target: str
    access: str
    laws: tuple[str, ...]
    """Those that ask for a mechanism."""
    mechanisms: tuple[str, ...]
    severed_by: tuple[str, ...]


def crossings(situation: Situation) -> Iterator[Crossing]:
    """Every flow across a border, with what carries it and what would sever it."""
    for flow in situation.map.flows:
        if crosses(situation, flow):
            yield Crossing(
                flow.id,
                flow.at.where(),
                flow.elements,
                situation.places[flow.source].country,
                situation.places[flow.target].country,
                flow.access.value,
                tuple(dict.fromkeys(one.framework.id for one in demands(situation, flow))),
                tuple(one.mechanism.value for one in flow.transfers),
                tuple(one.value for one in severed_by(situation, flow)),
            )


def outcome(findings: tuple[Finding, ...]) -> str:
    """One word for all: unknown is not passed."""
    severities = {item.severity for item in findings}
    if Severity.ERROR in severities:
        return "REFUSED"
    return "NOT SHOWN" if Severity.EVIDENCE in severities else "PASSED"


def summary(findings: tuple[Finding, ...]) -> str:
    """How many there are of each severity."""
    counted = Counter(item.severity for item in findings)
    return ", ".join(f"{counted[one]} {one}" for one in Severity if counted[one]) or "no findings"


def render_text(situation: Situation, findings: tuple[Finding, ...]) -> str:
    """For a terminal."""
    lines = [f"Check of the map {situation.map.name} (as of {situation.map.as_of}) on {situation.today}", ""]
    for item in findings:
        lines += [f"  {item.severity}  {item.rule}  {item.where}  {item.subject}", f"    {item.message}"]
        lines += [f"    Law: {item.law}"] if item.law else []
        lines.append(f"    Fix: {item.fix}.")
    crossing = list(crossings(situation))
    lines += ["", "Flows across borders"] if crossing else []
    for flow in crossing:
        carried = ", ".join(flow.mechanisms) or ("nothing" if flow.laws else "no mechanism needed")
        lines.append(
            f"  {flow.flow}  {flow.source} → {flow.target}  {flow.access} of {', '.join(flow.elements)}: "
            f"carried by {carried}; severed by {' or '.join(flow.severed_by)}"
        )
    return "\n".join([*lines, "", f"{outcome(findings)}  {situation.map.name}: {summary(findings)}"]) + "\n"


def render_markdown(situation: Situation, findings: tuple[Finding, ...]) -> str:
    """For a merge request."""
    lines = [
        f"# Data map {situation.map.name}",
        "",
        f"**{outcome(findings)}** on {situation.today}: {summary(findings)}.",
    ]
    lines += (
        ["", "| | Rule | Where | About | Finding | Law | Fix |", "|---|---|---|---|---|---|---|"] if findings else []
    )
    for item in findings:
        cells = (item.severity, item.rule, item.where, item.subject, item.message, item.law, item.fix)
        lines.append(f"| {' | '.join(_cell(cell) for cell in cells)} |")
    lines += ["", "| Flow | From | To | Access | Elements | Carried by | Severed by |", "|---|---|---|---|---|---|---|"]
    for flow in crossings(situation):
        ends = (flow.flow, flow.source, flow.target, flow.access, ", ".join(flow.elements))
        rest = (", ".join(flow.mechanisms), " or ".join(flow.severed_by))
        lines.append(f"| {' | '.join(_cell(cell) for cell in (*ends, *rest))} |")
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def render_json(situation: Situation, findings: tuple[Finding, ...]) -> str:
    """For programs."""
    document = {
        "format": 1,
        "map": situation.map.name,
        "today": situation.today.isoformat(),
        "outcome": outcome(findings),
        "findings": [
            {
                "rule": item.rule,
                "severity": item.severity,
                "subject": item.subject,
                "where": item.where,
                "message": item.message,
                "law": item.law,
                "fix": item.fix,
            }
            for item in findings
        ],
        "laws": {item.id: [law.id for law in situation.laws(item)] for item in situation.map.elements},
        "crossings": [{key: getattr(flow, key) for key in Crossing.__slots__} for flow in crossings(situation)],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def render_sarif(findings: tuple[Finding, ...], version: str) -> str:
    """For code-scanning services."""
    rules = [{"id": rule.id, "shortDescription": {"text": rule.title}, "help": {"text": rule.fix}} for rule in RULES]
    driver: dict[str, Any] = {"name": "bailiwick map", "version": version, "rules": rules}
    results = [
        {
            "ruleId": item.rule,
            "level": _LEVELS[item.severity],
            "message": {"text": " ".join(filter(None, (item.message, item.law, f"Fix: {item.fix}.")))},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": item.file},
                        "region": {"startLine": item.place[0], "startColumn": item.place[1]},
                    },
                    "logicalLocations": [{"fullyQualifiedName": item.subject}],
                }
            ],
        }
        for item in findings
    ]
    runs = [{"tool": {"driver": driver}, "results": results}]
    return json.dumps({"$schema": _SARIF, "version": "2.1.0", "runs": runs}, indent=2, ensure_ascii=False) + "\n"


def render_junit(situation: Situation, findings: tuple[Finding, ...]) -> str:
    """For CI servers: one test case for each rule; a warning is no failure, missing evidence is."""
    failing = [item for item in findings if item.severity is not Severity.WARNING]
    broken = {item.rule for item in failing}
    suite = ET.Element("testsuite", name=situation.map.name, tests=str(len(RULES)), failures=str(len(broken)))
    for rule in RULES:
        case = ET.SubElement(suite, "testcase", classname="bailiwick map", name=f"{rule.id} {rule.title}")
        own = [f"{item.where} {item.subject}: {item.message} {item.law} Fix: {item.fix}." for item in findings
               if item.rule == rule.id]  # fmt: skip
        if rule.id in broken:
            ET.SubElement(case, "failure", type="finding", message=rule.title).text = "\n".join(own)
        elif own:
            ET.SubElement(case, "system-out").text = "\n".join(own)
    root = ET.Element("testsuites")
    root.append(suite)
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"
