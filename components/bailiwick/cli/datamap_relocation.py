"""``bailiwick map relocate``: the fewest changes that make a data map comply."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bailiwick.cli.boundaries import named_boundary
from bailiwick.cli.datamap import MapOption, TodayOption  # noqa: TC001 typer reads the annotations
from bailiwick.cli.outcome import told_plainly
from bailiwick.cli.progress import Stage
from bailiwick.cli.writing import STDOUT, write_whole
from bailiwick.errors import EXIT_FINDINGS


class Format(StrEnum):
    """How to print the changes."""

    TEXT = "text"
    JSON = "json"


def relocate(
    file: MapOption = Path("dataflows.yaml"),
    boundary: Annotated[
        str | None,
        typer.Option(
            "--boundary",
            "-b",
            metavar="NAME|FILE|COUNTRIES",
            help="Where all personal and confidential data must be, too: a profile such as eu27, fr-only or fr-hds, "
            "a policy pack's configuration file, or countries and blocs such as FR,DE.",
        ),
    ] = None,
    today: TodayOption = "",
    format_: Annotated[Format, typer.Option("--format", "-f", help="How to print the changes.")] = Format.TEXT,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write the changed map there, comments kept; - is stdout."),
    ] = None,
) -> None:
    """List the fewest changes of places and flows that make a data map comply, with the regions that would do.

    A place moves to a region that satisfies all that is asked of it; of several the first is taken, and all are
    listed with their GPUs and prices. A flow is severed only where the map says that it can be. A missing paper,
    an unknown fact or a choice of yours is listed apart: no move repairs it.

    Exit codes: 0 the map complies, perhaps after the changes, 1 something is left to decide or to show,
    2 a malformed map, boundary or option.
    """
    with told_plainly():
        from bailiwick.cli.days import read_day  # noqa: PLC0415 --help must not pay for it
        from bailiwick.datamap.document import read_bounded  # noqa: PLC0415
        from bailiwick.datamap.reading import parse_map  # noqa: PLC0415
        from bailiwick.datamap.situation import Situation  # noqa: PLC0415
        from bailiwick.relocation import report  # noqa: PLC0415
        from bailiwick.relocation.editing import rewritten  # noqa: PLC0415
        from bailiwick.relocation.relocating import relocate as search  # noqa: PLC0415

        day = read_day(today, "--today")
        ceiling = named_boundary(boundary) if boundary is not None else None
        stage = Stage()
        try:
            stage(f"reading {file}")
            text = read_bounded(file)
            situation = Situation(parse_map(text, file), day)
            stage("searching")
            found = search(situation, ceiling)
            if output is not None:
                stage("writing")
                write_whole(output, rewritten(text, found.after, file), option="--output", source=file)
        finally:
            stage("")
        if output != STDOUT:
            sys.stdout.write(report.render_json(found) if format_ is Format.JSON else report.render_text(found))
            sys.stdout.flush()
        if not found.complies:
            raise typer.Exit(EXIT_FINDINGS)
