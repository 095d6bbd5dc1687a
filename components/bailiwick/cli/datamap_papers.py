"""``bailiwick map report`` and ``bailiwick map export``: a data map for people, authorities and other tools."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bailiwick import __version__
from bailiwick.cli.datamap import MapOption, TodayOption, judged
from bailiwick.cli.outcome import told_plainly
from bailiwick.cli.writing import STDOUT, write_whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from bailiwick.datamap.finding import Finding
    from bailiwick.datamap.situation import Situation


class Paper(StrEnum):
    """What a map can be exported as."""

    MERMAID = "mermaid"
    ART30_CSV = "art30-csv"
    ART30_MARKDOWN = "art30-markdown"
    TRANSFERS_CSV = "transfers-csv"
    TRANSFERS_MARKDOWN = "transfers-markdown"
    CYCLONEDX = "cyclonedx"
    THREAT_DRAGON = "threat-dragon"


def report(
    file: MapOption = Path("dataflows.yaml"),
    today: TodayOption = "",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE|DIR", help="Where to; else NAME.html here. - is stdout."),
    ] = None,
) -> None:
    """Write a data map as one HTML page that needs nothing else: no script, no network, a picture, every list.

    A file that is there is replaced in one step. What the page tells of is no failure: `map check` judges.

    Exit codes: 0 written, whatever the findings, 2 a malformed map or option, or a place that cannot be written to.
    """
    with told_plainly():
        from bailiwick.reporting.page import render_page  # noqa: PLC0415 --help must not pay for it

        situation, findings = judged(file, today)
        name = f"{situation.map.name}.html"
        target = output or Path(name)
        target = target / name if target.is_dir() else target
        text = render_page(situation, findings, __version__)
        write_whole(target, text, option="--output", source=file)
        if target != STDOUT and sys.stderr.isatty():
            typer.echo(f"{target}: {len(findings)} findings, {len(text.encode()) / 1e6:.1f} MB", err=True)


def export(
    paper: Annotated[Paper, typer.Argument(metavar="FORMAT", help=f"One of: {', '.join(Paper)}.")],
    file: MapOption = Path("dataflows.yaml"),
    today: TodayOption = "",
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Where to; - is stdout.")] = STDOUT,
) -> None:
    """Print a data map in a format of others.

    Formats: mermaid (a diagram for READMEs), art30-csv and art30-markdown (record of processing activities,
    GDPR article 30), transfers-csv and transfers-markdown (transfer register), cyclonedx (1.7, JSON),
    threat-dragon (a model of OWASP Threat Dragon 2, JSON).

    Exit codes: 0 written, whatever the findings, 2 a malformed map or option, or a place that cannot be written to.
    """
    with told_plainly():
        situation, findings = judged(file, today)
        write_whole(output, _RENDERERS[paper](situation, findings), option="--output", source=file)


def _mermaid(situation: Situation, findings: tuple[Finding, ...]) -> str:
    from bailiwick.reporting.mermaid import render_mermaid  # noqa: PLC0415
    from bailiwick.reporting.picture import picture_of  # noqa: PLC0415

    return render_mermaid(situation, picture_of(situation, findings))


def _processing_record(situation: Situation, *, spreadsheet: bool) -> str:
    from bailiwick.reporting.processing_record import processing_record  # noqa: PLC0415
    from bailiwick.reporting.table import as_csv, as_markdown  # noqa: PLC0415

    return (as_csv if spreadsheet else as_markdown)(processing_record(situation))


def _transfers(situation: Situation, *, spreadsheet: bool) -> str:
    from bailiwick.reporting.table import as_csv, as_markdown  # noqa: PLC0415
    from bailiwick.reporting.transfers import transfer_register  # noqa: PLC0415

    return (as_csv if spreadsheet else as_markdown)(transfer_register(situation))


def _cyclonedx(situation: Situation, _findings: tuple[Finding, ...]) -> str:
    from bailiwick.reporting.cyclonedx import render_cyclonedx  # noqa: PLC0415

    return render_cyclonedx(situation, __version__)


def _threat_dragon(situation: Situation, findings: tuple[Finding, ...]) -> str:
    from bailiwick.reporting.threat_dragon import render_threat_dragon  # noqa: PLC0415

    return render_threat_dragon(situation, findings)


_RENDERERS: dict[Paper, Callable[[Situation, tuple[Finding, ...]], str]] = {
    Paper.MERMAID: _mermaid,
    Paper.ART30_CSV: lambda situation, _: _processing_record(situation, spreadsheet=True),
    Paper.ART30_MARKDOWN: lambda situation, _: _processing_record(situation, spreadsheet=False),
    Paper.TRANSFERS_CSV: lambda situation, _: _transfers(situation, spreadsheet=True),
    Paper.TRANSFERS_MARKDOWN: lambda situation, _: _transfers(situation, spreadsheet=False),
    Paper.CYCLONEDX: _cyclonedx,
    Paper.THREAT_DRAGON: _threat_dragon,
}
