"""A plan as Markdown: for a merge request, a job summary or an audit's file."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from bailiwick.rehearsal.plan import Level, Severity
from bailiwick.rehearsal.report.characters import printable
from bailiwick.rehearsal.report.text import REHEARSAL
from bailiwick.rehearsal.report.verdicts import verdicts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bailiwick.rehearsal.plan import Plan, PlannedResource
    from bailiwick.rehearsal.report.text import Wording

# What Markdown or the HTML inside it would obey.
SPECIAL = re.compile(r"([\\`*_\[\]<>|#~&])")


def render_markdown(
    plan: Plan,
    *,
    location: Callable[[PlannedResource], str] = lambda _resource: "",
    wording: Wording = REHEARSAL,
) -> str:
    """The plan as a Markdown document: a summary, the findings, and every resource with its verdict."""
    heading = wording.heading or f"Rehearsal of {plan.project}/{plan.stack}"
    lines = [
        f"# {_safe(heading)}",
        "",
        *_summary(plan),
        *_findings(plan),
        *_resources(plan, location),
        *_rest(plan, wording),
    ]
    return "\n".join(lines) + "\n"


def _summary(plan: Plan) -> Iterator[str]:
    outcome = "Failed" if not plan.completed else "Passed" if plan.succeeded else "Refused"
    counted = Counter(verdict.value for verdict in verdicts(plan).values())
    told = ", ".join(f"{count} {verdict}" for verdict, count in sorted(counted.items()))
    yield f"**{outcome}**: {len(plan.resources)} resources, {told}."


def _findings(plan: Plan) -> Iterator[str]:
    if plan.violations:
        yield from ("", "## Findings", "")
    for item in sorted(plan.violations, key=lambda item: (item.level is not Level.MANDATORY, item.urn, item.policy)):
        text = item.message.removeprefix(item.description).strip() or item.message
        yield f"- **{item.level.value}** `{item.policy}`: {_safe(text)}"


def _resources(plan: Plan, location: Callable[[PlannedResource], str]) -> Iterator[str]:
    yield from ("", "## Resources", "", "| Verdict | Type | Name | Location |", "| --- | --- | --- | --- |")
    judged = verdicts(plan)
    for item in plan.resources:
        cells = (judged[item.urn].value, _safe(item.type), _safe(item.name), _safe(location(item)))
        yield f"| {' | '.join(cells)} |"


def _rest(plan: Plan, wording: Wording) -> Iterator[str]:
    messages = [item for item in plan.diagnostics if item.severity is not Severity.INFO]
    if messages:
        yield from ("", "## Messages", "")
    for item in messages:
        about = f" ({_safe(item.urn.rpartition('::')[2])})" if item.urn else ""
        yield f"- **{item.severity.value}**: {_safe(item.message)}{about}"
    if plan.notes:
        yield from ("", f"## {wording.limits}", "")
    for note in plan.notes:
        yield f"- {_safe(note.topic)}: {_safe(note.text)}"


def _safe(text: str) -> str:
    """The text on one line, with nothing in it that Markdown or HTML would act upon."""
    return SPECIAL.sub(r"\\\1", " ".join(printable(text).split()))
