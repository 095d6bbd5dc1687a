"""``bailiwick map``: checks a data map against the law, and compiles it to boundaries."""

from __future__ import annotations

import gc
import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bailiwick import __version__
from bailiwick.cli import map_init
from bailiwick.cli.outcome import told_plainly
from bailiwick.cli.progress import Stage
from bailiwick.cli.verdicts import Format
from bailiwick.cli.writing import write_whole
from bailiwick.errors import EXIT_FINDINGS, ConfigurationError, Diagnostic, nearest

if TYPE_CHECKING:
    from bailiwick.datamap.compiling import Compiled
    from bailiwick.datamap.finding import Finding
    from bailiwick.datamap.situation import Situation

app = typer.Typer(
    help="The data map: which data is where, under which law, and what follows.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.command("init", short_help="Draft a data map from a rehearsal of a stack.")(map_init.command)


class MapFailLevel(StrEnum):
    """From which severity on a finding fails the command."""

    WARNING = "warning"
    EVIDENCE = "evidence"
    ERROR = "error"


MapOption = Annotated[Path, typer.Option("--map", metavar="FILE", help="The data map.")]
TodayOption = Annotated[str, typer.Option("--today", metavar="DATE", help="The day to judge by, YYYY-MM-DD.")]


@app.command("check", short_help="Judge a data map by the law that its data is under.")
def check(
    file: MapOption = Path("dataflows.yaml"),
    today: TodayOption = "",
    format_: Annotated[Format, typer.Option("--format", "-f", help="How to print the findings.")] = Format.TEXT,
    fail_level: Annotated[
        MapFailLevel, typer.Option("--fail-level", help="From which severity on a finding makes the exit code 1.")
    ] = MapFailLevel.EVIDENCE,
) -> None:
    """Judge a data map by structure and law, and list the flows that cross a border.

    What nobody can tell is `evidence required`: not an error, and not a pass either.

    Exit codes: 0 passed, 1 findings at or above --fail-level, 2 a malformed map or option.
    """
    with told_plainly():
        from bailiwick.datamap import reports  # noqa: PLC0415 --help must not pay for it

        situation, findings = judged(file, today)
        text = {
            Format.TEXT: lambda: reports.render_text(situation, findings),
            Format.JSON: lambda: reports.render_json(situation, findings),
            Format.SARIF: lambda: reports.render_sarif(findings, __version__),
            Format.JUNIT: lambda: reports.render_junit(situation, findings),
            Format.MARKDOWN: lambda: reports.render_markdown(situation, findings),
        }[format_]()
        sys.stdout.write(text)
        sys.stdout.flush()
        failing = {"error": ["error"], "evidence": ["error", "evidence required"]}.get(fail_level.value)
        if any(failing is None or item.severity.value in failing for item in findings):
            raise typer.Exit(EXIT_FINDINGS)


@app.command("compile", short_help="Turn a data map into one boundary for each segment.")
def compile_(
    file: MapOption = Path("dataflows.yaml"),
    today: TodayOption = "",
    segment: Annotated[str, typer.Option("--segment", metavar="ID", help="Only this segment's configuration.")] = "",
    output: Annotated[
        Path | None, typer.Option("--output", metavar="DIR", help="Write SEGMENT.json for each segment there.")
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say what each constraint comes from instead.")] = False,
) -> None:
    """Turn a data map into configurations of the policy pack, one boundary for each segment.

    The map decides the minimum; whoever uses the boundary may narrow it, and nothing widens it.

    Exit codes: 0 compiled, 1 the map has errors and nothing was written, 2 a malformed map or option.
    """
    with told_plainly():
        from bailiwick.boundary import written  # noqa: PLC0415
        from bailiwick.datamap.compiling import compile_map  # noqa: PLC0415

        situation, findings = judged(file, today)
        errors = [item for item in findings if item.severity.value == "error"]
        if errors:
            for item in errors:
                typer.echo(f"error: {item.where}: {item.rule} {item.subject}: {item.message}", err=True)
            raise typer.Exit(EXIT_FINDINGS)
        compiled = {item.boundary.name: item for item in compile_map(situation)}
        if segment and segment not in compiled:
            close = nearest(segment, compiled)
            raise ConfigurationError(
                Diagnostic("is no segment of the map", where="--segment", got=repr(segment), nearest=close)
            )
        wanted = {name: item for name, item in compiled.items() if segment in {"", name}}
        if explain:
            sys.stdout.write("\n".join(line for item in wanted.values() for line in _explained(item)) + "\n")
            return
        made = {
            name: {"boundary": {"enforcementLevel": "mandatory", **written(item.boundary)}}
            for name, item in wanted.items()
        }
        if output is not None:
            for name, settings in made.items():
                write_whole(output / f"{name}.json", json.dumps(settings, indent=2) + "\n", option="--output")
            return
        sys.stdout.write(json.dumps(made[segment] if segment else made, indent=2) + "\n")


def judged(file: Path, today: str) -> tuple[Situation, tuple[Finding, ...]]:
    """The map in a file on a day, and every finding in it."""
    from bailiwick.cli.days import read_day  # noqa: PLC0415
    from bailiwick.datamap.judging import judge  # noqa: PLC0415
    from bailiwick.datamap.reading import read_map  # noqa: PLC0415
    from bailiwick.datamap.situation import Situation  # noqa: PLC0415

    gc.disable()  # little is freed before the end, and looking for it takes longer than all else
    day, stage = read_day(today, "--today"), Stage()
    try:
        stage(f"reading {file}")
        situation = Situation(read_map(file), day)
        stage("judging")
        return situation, judge(situation)
    finally:
        stage("")


def _explained(compiled: Compiled) -> list[str]:
    lines = [
        f"{compiled.boundary}",
        *(
            f"  {item.demand}  from {item.element or 'the segment'}: {item.because}  ({item.where})"
            for item in compiled.constraints
        ),
    ]
    for flow in compiled.transfers:
        carried = ", ".join(flow.mechanisms) or "no mechanism needed"
        lines.append(f"  permits {flow.flow}: {', '.join(flow.elements)} {flow.source} → {flow.target}, {carried}")
    return [*lines, ""]
