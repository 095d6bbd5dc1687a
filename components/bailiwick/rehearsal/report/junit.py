"""A plan as JUnit XML: one test case per resource, so that any CI server shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from bailiwick.rehearsal.plan import Level, Severity
from bailiwick.rehearsal.report.characters import printable
from bailiwick.rehearsal.report.verdicts import Verdict, verdicts, violations_by_urn

if TYPE_CHECKING:
    from bailiwick.rehearsal.plan import Plan, Violation

UNTESTED = (Verdict.UNJUDGED, Verdict.NOT_APPLICABLE)


def render_junit(plan: Plan) -> str:
    """The plan as JUnit XML; a program that failed is one more, failing, test case."""
    judged, found = verdicts(plan), violations_by_urn(plan)
    errors = [item for item in plan.diagnostics if item.severity is Severity.ERROR]
    reasons = {item.urn: f"not applicable: {item.reason}" for item in plan.not_applicable if not item.policy}
    outside = found.keys() - judged.keys()
    refused = sum(own[0].level is Level.MANDATORY for own in found.values())
    cases = len(plan.resources) + len(outside) + (not plan.completed)
    suite = ET.Element(
        "testsuite",
        name=f"{plan.project}/{plan.stack}",
        tests=str(cases),
        failures=str(refused),
        errors=str(int(not plan.completed)),
        skipped=str(sum(verdict in UNTESTED for verdict in judged.values())),
    )
    places = plan.written_at()
    for resource in plan.resources:
        case = _case(suite, resource.type, resource.name, places[resource.urn])
        own = found.pop(resource.urn, [])
        _say(case, own)
        if judged[resource.urn] in UNTESTED:
            why = reasons.get(resource.urn, "no policy pack judged it")
            ET.SubElement(case, "skipped", message=printable(why))
    for urn, own in found.items():  # a stack policy may name any URN
        _say(_case(suite, "stack", urn, ""), own)
    if not plan.completed:
        case = _case(suite, "program", plan.project, "")
        problem = ET.SubElement(case, "error", type="failed", message="the program did not run to its end")
        problem.text = printable("\n\n".join(item.message for item in errors))
    root = ET.Element("testsuites")
    root.append(suite)
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _case(suite: ET.Element, kind: str, name: str, file: str) -> ET.Element:
    return ET.SubElement(suite, "testcase", classname=printable(kind), name=printable(name), file=printable(file))


def _say(case: ET.Element, violations: list[Violation]) -> None:
    """What the policies said, mandatory things as a failure."""
    mandatory = [item for item in violations if item.level is Level.MANDATORY]
    if mandatory:
        policies = ", ".join(sorted({item.policy for item in mandatory}))
        failure = ET.SubElement(case, "failure", type="mandatory", message=printable(policies))
        failure.text = printable("\n\n".join(item.message for item in mandatory))
    advice = [item.message for item in violations if item.level is not Level.MANDATORY]
    if advice:
        ET.SubElement(case, "system-out").text = printable("\n\n".join(advice))
