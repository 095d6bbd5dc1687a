"""A plan as JUnit XML: one test case per resource, so that any CI server shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from bailiwick.rehearsal.plan import Level, Severity
from bailiwick.rehearsal.report.verdicts import Verdict, verdicts, violations_by_urn

if TYPE_CHECKING:
    from bailiwick.rehearsal.plan import Plan


def render_junit(plan: Plan) -> str:
    """The plan as JUnit XML; a program that failed is one more, failing, test case."""
    judged, found = verdicts(plan), violations_by_urn(plan)
    refused = sum(verdict is Verdict.REFUSED for verdict in judged.values())
    errors = [item for item in plan.diagnostics if item.severity is Severity.ERROR]
    cases = len(plan.resources) + (not plan.completed)
    suite = ET.Element(
        "testsuite",
        name=f"{plan.project}/{plan.stack}",
        tests=str(cases),
        failures=str(refused),
        errors=str(int(not plan.completed)),
        skipped=str(sum(verdict is Verdict.UNJUDGED for verdict in judged.values())),
    )
    for resource in plan.resources:
        case = ET.SubElement(suite, "testcase", classname=resource.type, name=resource.name, file=resource.source)
        own = found.get(resource.urn, [])
        mandatory = [item for item in own if item.level is Level.MANDATORY]
        if mandatory:
            policies = ", ".join(sorted({item.policy for item in mandatory}))
            failure = ET.SubElement(case, "failure", type="mandatory", message=policies)
            failure.text = _printable("\n\n".join(item.message for item in mandatory))
        elif judged[resource.urn] is Verdict.UNJUDGED:
            ET.SubElement(case, "skipped", message="no policy pack judged it")
        advice = [item.message for item in own if item.level is not Level.MANDATORY]
        if advice:
            ET.SubElement(case, "system-out").text = _printable("\n\n".join(advice))
    if not plan.completed:
        case = ET.SubElement(suite, "testcase", classname="program", name=plan.project)
        problem = ET.SubElement(case, "error", type="failed", message="the program did not run to its end")
        problem.text = _printable("\n\n".join(item.message for item in errors))
    root = ET.Element("testsuites")
    root.append(suite)
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _printable(text: str) -> str:
    """The text without control characters, which XML 1.0 cannot hold."""
    return "".join(char for char in text if char >= " " or char in "\n\t")
