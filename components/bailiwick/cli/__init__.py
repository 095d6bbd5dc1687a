"""The ``bailiwick`` command. Thin: each command validates its options, calls the library and prints.

Importing this package is cheap on purpose; a command imports what it needs when it runs.
"""

from __future__ import annotations

from typing import Annotated

import typer

from bailiwick import __version__
from bailiwick.cli import atlas, check, datamap, datamap_papers, rehearse, rules, where

app = typer.Typer(
    name="bailiwick",
    help="Keeps an AI platform inside its jurisdiction.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: the other kind costs as much as all the rest of a start
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("rehearse", short_help="Preview a program and its policy packs offline.")(rehearse.command)
app.add_typer(atlas.app, name="atlas")
app.add_typer(datamap.app, name="map")
datamap.app.command("report", short_help="Write a map as one HTML page.")(datamap_papers.report)
datamap.app.command("export", short_help="Print a map as a diagram, a record for authorities, CycloneDX ...")(
    datamap_papers.export
)
app.add_typer(rules.app, name="rules")
app.command("check", short_help="Judge a state export or a preview, without running anything.")(check.command)
app.command("where", short_help="Which regions satisfy a demand, with price, and why the others do not.")(where.command)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"bailiwick {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Keeps an AI platform inside its jurisdiction.

    Exit codes: 0 fine, 1 findings or a failed program, 2 usage or configuration error,
    3 something missing on this machine, 70 a bug of Bailiwick, 130 interrupted.
    """
    del version


def main() -> None:
    """The entrance for the console script."""
    app()
