"""How the commands that judge print a plan, and what exit code it has."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bailiwick import __version__
from bailiwick.cli.terminal import coloured, width
from bailiwick.errors import EXIT_FINDINGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from bailiwick.rehearsal.plan import Plan, PlannedResource
    from bailiwick.rehearsal.report import Wording


class Format(StrEnum):
    """How to print the plan."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    JUNIT = "junit"
    MARKDOWN = "markdown"


class FailLevel(StrEnum):
    """From which enforcement level on a finding fails the command."""

    ADVISORY = "advisory"
    MANDATORY = "mandatory"


def conclude(plan: Plan, fail_level: FailLevel) -> None:
    """Ends the command with the exit code that the plan deserves.

    Raises:
        typer.Exit: with 1, for a program that failed or a finding at or above the level.
    """
    if not plan.succeeded or (fail_level is FailLevel.ADVISORY and plan.violations):
        raise typer.Exit(EXIT_FINDINGS)


def show(
    plan: Plan,
    format_: Format,
    *,
    location: Callable[[PlannedResource], str],
    root: Path,
    wording: Wording | None = None,
) -> None:
    """Prints the plan.

    Args:
        plan: what to print.
        format_: as what.
        location: what to say of each resource's place.
        root: the folder that SARIF names files relative to.
        wording: what is called how; None for the words of a rehearsal.
    """
    from bailiwick.rehearsal import report  # noqa: PLC0415 --help must not pay for what it does not use

    words = wording or report.REHEARSAL
    out = sys.stdout
    if format_ is Format.JSON:
        text = report.render_json(plan, location=location)
    elif format_ is Format.SARIF:
        text = report.render_sarif(plan, root=root, version=__version__)
    elif format_ is Format.JUNIT:
        text = report.render_junit(plan)
    elif format_ is Format.MARKDOWN:
        text = report.render_markdown(plan, location=location, wording=words)
    else:
        text = report.render_text(
            plan, location=location, colour=coloured(out), width=width(out), root=Path.cwd(), wording=words
        )
    out.write(text)
    out.flush()
