"""``bailiwick map init``: drafts a data map from a rehearsal."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bailiwick.cli.outcome import told_plainly
from bailiwick.errors import EXIT_FINDINGS, ConfigurationError, Diagnostic

if TYPE_CHECKING:
    from bailiwick.estate import Estate
    from bailiwick.rehearsal.plan import Plan


def command(
    from_stack: Annotated[
        str, typer.Option("--from-stack", metavar="STACK", help="A stack, or the folder of a project with one stack.")
    ],
    file: Annotated[Path, typer.Option("--map", metavar="FILE", help="The file to write.")] = Path("dataflows.yaml"),
    cwd: Annotated[Path, typer.Option("--cwd", "-C", metavar="DIR", help="A folder of the Pulumi project.")] = Path(),
    fixtures: Annotated[
        Path | None, typer.Option("--fixtures", metavar="FILE", help="What data sources and stack references answer.")
    ] = None,
    today: Annotated[str, typer.Option("--today", metavar="DATE", help="The day of the map, YYYY-MM-DD.")] = "",
) -> None:
    """Draft a data map from a rehearsal of a stack, for a team that has none.

    The draft holds what the plan shows: a place for whatever bears data, where it is, whose key
    encrypts it, where copies and the state go. What only people know says `todo`, and
    `bailiwick map check` asks for it. A file that exists is never overwritten.

    Exit codes: 0 written, 1 the program failed and nothing was written, 2 usage or configuration
    error, 3 something missing on this machine.
    """
    with told_plainly():
        from bailiwick.cli.days import read_day  # noqa: PLC0415 --help must not pay for it
        from bailiwick.conformance import compare  # noqa: PLC0415
        from bailiwick.conformance.drafting import draft  # noqa: PLC0415
        from bailiwick.datamap.reading import parse_map  # noqa: PLC0415

        day = read_day(today, "--today")
        if file.exists():
            step = "name another file with --map, or move this one away"
            raise ConfigurationError(Diagnostic("exists and is not overwritten", where=str(file), next_step=step))
        folder, stack = (Path(from_stack), "") if Path(from_stack).is_dir() else (cwd, from_stack)
        plan, estate = _rehearsed(folder, stack, fixtures)
        if not plan.completed:
            for item in plan.diagnostics:
                typer.echo(f"{item.severity}: {item.message}", err=True)
            typer.echo("The program did not run to its end, so nothing was written.", err=True)
            raise typer.Exit(EXIT_FINDINGS)
        text = draft(estate, plan.stack, day)
        data_map = parse_map(text, file)
        _write(file, text)
        typer.echo(f"Wrote {file}: {len(data_map.places)} places, {len(data_map.elements)} elements.")
        for finding in compare(data_map, estate):
            typer.echo(f"  for you to decide: {finding.message}")
        typer.echo(f"Next: answer what says todo, then `bailiwick map check --map {file}`.")


def _rehearsed(folder: Path, stack: str, fixtures: Path | None) -> tuple[Plan, Estate]:
    """The plan of a stack without any policy pack, and its estate with who keeps the state."""
    from bailiwick.estate import Estate, Keeping  # noqa: PLC0415
    from bailiwick.rehearsal import Rehearsal, rehearse  # noqa: PLC0415
    from bailiwick.rehearsal.project import read_project  # noqa: PLC0415

    plan = rehearse(Rehearsal(folder, stack, fixtures=fixtures))
    # As the CLI has it: what the environment says outdoes the project's file.
    backend = os.environ.get("PULUMI_BACKEND_URL") or read_project(folder).backend
    return plan, Estate.from_records(plan.resources, keeping=Keeping(backend))


def _write(file: Path, text: str) -> None:
    try:
        with file.open("x", encoding="utf-8", newline="\n") as target:
            target.write(text)
    except OSError as problem:
        told = Diagnostic(f"cannot be written ({problem.strerror})", where=str(file))
        raise ConfigurationError(told) from None
