"""A plan as a person reads it: a tree of resources, then what is wrong, then what is not known."""

from __future__ import annotations

import os
import textwrap
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bailiwick.rehearsal import urns
from bailiwick.rehearsal.plan import Level, Severity
from bailiwick.rehearsal.report.characters import printable
from bailiwick.rehearsal.report.verdicts import Verdict, verdicts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bailiwick.rehearsal.plan import Plan, PlannedResource, Violation

MARKS = {
    Verdict.PASSED: "✓",
    Verdict.ADVISED: "!",
    Verdict.REFUSED: "✗",
    Verdict.UNJUDGED: "·",
    Verdict.NOT_APPLICABLE: "-",
}
COLOURS = {
    Verdict.PASSED: "32",
    Verdict.ADVISED: "33",
    Verdict.REFUSED: "31;1",
    Verdict.UNJUDGED: "2",
    Verdict.NOT_APPLICABLE: "2",
}
NARROWEST = 8  # columns below which a piece of text says nothing
DIM, BOLD, RED, YELLOW = "2", "1", "31;1", "33"


@dataclass(frozen=True, slots=True)
class Wording:
    """Words in which the report of a rehearsal differs from that of another judgement with the same shape."""

    heading: str = ""
    """The first line; empty for that of a rehearsal."""
    limits: str = "What this rehearsal cannot know"
    """The title above the notes."""
    tells_operations: bool = True
    """Whether the summary counts what will be created and read; otherwise it counts every verdict."""


REHEARSAL = Wording()


class Painter:
    """Puts colours around text, and keeps it within the terminal."""

    def __init__(self, *, colour: bool, width: int | None) -> None:
        self._colour = colour
        self._width = width

    def __call__(self, text: str, code: str) -> str:
        """The text in a colour, named by its SGR code."""
        return f"\x1b[{code}m{text}\x1b[0m" if self._colour and text else text

    def cut(self, text: str, used: int) -> str:
        """The text, cut so that it fits behind ``used`` columns: a tree with broken lines cannot be read."""
        room = len(text) if self._width is None else max(0, self._width - used)
        return text if len(text) <= room else text[: room - 1] + "…" if room > NARROWEST else ""

    def broken(self, text: str, indent: str) -> list[str]:
        """The text as indented lines."""
        if self._width is None or self._width <= len(indent) + NARROWEST:
            return [indent + text]
        return textwrap.wrap(
            text, self._width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
        ) or [indent]


def render_text(
    plan: Plan,
    *,
    location: Callable[[PlannedResource], str] = lambda _resource: "",
    colour: bool = False,
    width: int | None = None,
    root: Path | None = None,
    wording: Wording = REHEARSAL,
) -> str:
    """The plan as text.

    Args:
        plan: what to show.
        location: fills the column beside each resource.
        colour: whether to paint with terminal colours.
        width: columns of the terminal; None lets lines be as long as they are.
        root: the folder that source files are told relative to; None tells them in full.
        wording: what is called how.
    """
    sources = {urn: _told_from(place, root) for urn, place in plan.written_at().items()}
    paint = Painter(colour=colour, width=width)
    sections = [
        _heading(plan, wording, paint),
        _tree(plan, location, paint),
        _violations(plan, sources, paint),
        _messages(plan, paint),
        _section("Inputs that do not fit the SDK's types", list(_input_warnings(plan, sources)), paint),
        _section(wording.limits, list(_notes(plan)), paint),
        [_summary(plan, wording, paint)],
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines) + "\n"


def _told_from(source: str, root: Path | None) -> str:
    prefix = f"{root}{os.sep}" if root is not None else None
    return source[len(prefix) :] if prefix and source.startswith(prefix) else source


def _heading(plan: Plan, wording: Wording, paint: Painter) -> list[str]:
    if wording.heading:
        return [paint(wording.heading, BOLD)]
    packs = f" under {', '.join(plan.packs)}" if plan.packs else ", without a policy pack"
    return [paint(f"Rehearsal of {plan.project}/{plan.stack}{packs}", BOLD)]


def _tree(plan: Plan, location: Callable[[PlannedResource], str], paint: Painter) -> list[str]:
    shown = plan.displayed()
    children: dict[str, list[PlannedResource]] = defaultdict(list)
    known = {resource.urn for resource in shown}
    for resource in shown:
        children[resource.parent if resource.parent in known else ""].append(resource)
    judged = verdicts(plan)
    rows = [(resource, lead, location(resource)) for resource, lead in _walk(children, "", "")]
    first = max((len(lead) + len(urns.shortened(resource.type)) for resource, lead, _ in rows), default=0)
    second = max((len(resource.name) for resource, _, _ in rows), default=0)
    lines = []
    for resource, lead, place in rows:
        verdict = judged[resource.urn]
        kind = urns.shortened(resource.type).ljust(first - len(lead))
        read = " (exists)" if resource.operation == "read" else ""
        shown_place = paint.cut(place + read, 2 + first + 2 + second + 2)
        line = f"{paint(lead, DIM)}{paint(kind, DIM)}  {resource.name.ljust(second)}  {shown_place}".rstrip()
        lines.append(f"{paint(MARKS[verdict], COLOURS[verdict])} {line}")
    return lines


def _walk(children: dict[str, list[PlannedResource]], parent: str, stem: str) -> Iterator[tuple[PlannedResource, str]]:
    """Resources below ``parent`` with the branches drawn before them."""
    level = sorted(children.get(parent, ()), key=lambda item: (item.custom, item.type, item.name))
    for place, resource in enumerate(level):
        last = place == len(level) - 1
        yield resource, (stem + ("└─ " if last else "├─ ")) if parent else ""
        yield from _walk(children, resource.urn, (stem + ("   " if last else "│  ")) if parent else "")


def _violations(plan: Plan, sources: dict[str, str], paint: Painter) -> list[str]:
    if not plan.violations:
        return []
    lines = [paint("Findings", BOLD)]
    for item in sorted(plan.violations, key=lambda item: (item.level is not Level.MANDATORY, item.urn, item.policy)):
        colour = RED if item.level is Level.MANDATORY else YELLOW
        where = sources.get(item.urn, "")
        lines.append(
            f"  {paint(item.level.value, colour)}  {paint(item.policy, BOLD)}"
            + (paint(f"  {where}", DIM) if where else "")
        )
        lines += [line for told in _told(item) for line in paint.broken(told, "    ")]
    return lines


def _told(violation: Violation) -> list[str]:
    """The message without the policy's description, which the SDK puts before it."""
    text = violation.message.removeprefix(violation.description).strip() or violation.message.strip()
    return printable(text).splitlines()


def _messages(plan: Plan, paint: Painter) -> list[str]:
    shown = [item for item in plan.diagnostics if item.severity is not Severity.INFO]
    lines = [paint("Messages", BOLD)] if shown else []
    seen = set()
    for item in shown:
        first, *rest = printable(item.message).strip().splitlines() or [""]
        about = f" ({item.urn.rpartition('::')[2]})" if item.urn else ""
        if (first, about) in seen:
            continue
        seen.add((first, about))
        colour = RED if item.severity is Severity.ERROR else YELLOW
        lines.append(f"  {paint(item.severity.value, colour)}  {first}{about}")
        lines += [f"    {line}" for line in rest]
    return lines


def _input_warnings(plan: Plan, sources: dict[str, str]) -> Iterator[str]:
    for item in sorted(plan.input_warnings, key=lambda item: (item.urn, item.path)):
        where = sources.get(item.urn, "")
        yield f"{item.urn.rpartition('::')[2]}: {item.path}: {item.problem}" + (f"  {where}" if where else "")


def _notes(plan: Plan) -> Iterator[str]:
    by_topic: dict[str, list[str]] = defaultdict(list)
    for note in plan.notes:
        by_topic[note.topic].append(note.text)
    for topic, texts in by_topic.items():
        yield f"{topic}: {texts[0]}"
        for text in texts[1:]:
            yield f"{' ' * len(topic)}  {text}"


def _section(title: str, lines: list[str], paint: Painter) -> list[str]:
    return [paint(title, BOLD), *(f"  {line}" for line in lines)] if lines else []


def _summary(plan: Plan, wording: Wording, paint: Painter) -> str:
    judged = verdicts(plan)
    counted = [judged[resource.urn] for resource in plan.resources]
    if wording.tells_operations:
        shown = plan.displayed()
        created = sum(resource.operation == "create" for resource in shown)
        parts = [f"{created} to create"]
        if len(shown) > created:
            parts.append(f"{len(shown) - created} read")
        told: tuple[Verdict, ...] = (Verdict.REFUSED, Verdict.ADVISED)
    else:
        parts = [f"{len(counted)} resources"]
        told = tuple(Verdict)
    parts += [f"{counted.count(verdict)} {verdict.value}" for verdict in told if verdict in counted]
    if plan.remediations:
        parts.append(f"{len(plan.remediations)} repaired")
    if plan.input_warnings:
        parts.append(f"{len(plan.input_warnings)} input warnings")
    if not plan.completed:
        outcome, colour = "FAILED", RED
    elif not plan.succeeded:
        outcome, colour = "REFUSED", RED
    else:
        outcome, colour = ("PASSED" if plan.packs else "REHEARSED"), "32;1"
    return f"{paint(outcome, colour)}  {plan.project}/{plan.stack}: " + ", ".join(parts)
