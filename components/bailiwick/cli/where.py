"""``bailiwick where``: which regions satisfy a demand, with price, and why each other one does not."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from bailiwick.cli.boundaries import named_boundary
from bailiwick.cli.days import DayOption, read_day
from bailiwick.cli.outcome import told_plainly
from bailiwick.cli.terminal import width
from bailiwick.errors import EXIT_FINDINGS, ConfigurationError, Diagnostic, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bailiwick.placement import Ranking

T = TypeVar("T")


class Format(StrEnum):
    """How to print the ranking."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


class Compute(StrEnum):
    """What the accelerators are wanted in."""

    KUBERNETES = "kubernetes"
    INSTANCES = "instances"


def command(  # noqa: PLR0913, PLR0917 one parameter per option
    accelerator: Annotated[
        list[str] | None,
        typer.Option("--accelerator", "-a", metavar="NAME[:COUNT]", help="e.g. H100:8. Repeatable."),
    ] = None,
    boundary: Annotated[
        str | None,
        typer.Option(
            "--boundary",
            "-b",
            metavar="NAME|FILE|COUNTRIES",
            help="A profile such as fr-only, a policy pack's configuration file, or countries and blocs such as FR,DE.",
        ),
    ] = None,
    needs: Annotated[
        list[str] | None,
        typer.Option(
            "--needs", "-n", metavar="WORD,...", help="Products and features: registry, cmk, hds, databases/cmk ..."
        ),
    ] = None,
    provider: Annotated[
        list[str] | None, typer.Option("--provider", "-p", metavar="PROVIDER", help="Only this one; repeatable.")
    ] = None,
    compute: Annotated[
        Compute, typer.Option("--as", help="Whether the accelerators are nodes of a managed cluster or instances.")
    ] = Compute.KUBERNETES,
    unknown_apart: Annotated[
        bool,
        typer.Option("--unknown-apart", help="List apart what only lacks evidence; it is no option."),
    ] = False,
    on: DayOption = "",
    format_: Annotated[Format, typer.Option("--format", "-f", help="How to print the ranking.")] = Format.TEXT,
) -> None:
    """Rank the regions that satisfy everything demanded, and say of each other one why it does not.

    Only a yes is a yes: what is planned, unknown or without a source rejects. Nothing is chosen:
    there is no default region. Without any option it lists every place with what is known of it.

    Exit codes: 0 at least one place, 1 none, 2 a word, boundary or date that is not known.
    """
    with told_plainly():
        from bailiwick.placement import Demand, rank, read_accelerators, read_needs  # noqa: PLC0415 no --help pays

        problems: list[Diagnostic] = []
        day = _tried(lambda: read_day(on), problems)
        fleets = _tried(lambda: read_accelerators(accelerator or []), problems)
        wanted = _tried(lambda: read_needs(needs or []), problems)
        inside = _tried(lambda: named_boundary(boundary) if boundary is not None else None, problems)
        only = _tried(lambda: _providers(provider or []), problems)
        if problems:
            raise ConfigurationError(*problems)
        ranking = rank(Demand(inside, fleets or (), wanted or (), only, compute.value), on=day)
        sys.stdout.write(_rendered(ranking, format_, unknown_apart=unknown_apart))
        sys.stdout.flush()
        if not ranking.options:
            raise typer.Exit(EXIT_FINDINGS)


def _tried(read: Callable[[], T], problems: list[Diagnostic]) -> T | None:
    """What was read; None where it could not be, and then the problems are added to the others."""
    try:
        return read()
    except ConfigurationError as wrong:
        problems += wrong.diagnostics()
        return None


def _providers(named: Sequence[str]) -> frozenset[str] | None:
    from bailiwick.atlas import providers  # noqa: PLC0415

    problem = "is not a provider that the atlas knows"
    expected = f"one of {', '.join(providers())}"
    wrong = [
        Diagnostic(problem, where="--provider", got=repr(name), expected=expected, nearest=nearest(name, providers()))
        for name in named
        if name not in providers()
    ]
    if wrong:
        raise ConfigurationError(*wrong)
    return frozenset(named) or None


def _rendered(ranking: Ranking, format_: Format, *, unknown_apart: bool) -> str:
    from bailiwick.placement import report  # noqa: PLC0415

    if format_ is Format.JSON:
        return report.render_json(ranking)
    if format_ is Format.MARKDOWN:
        return report.render_markdown(ranking, unknown_apart=unknown_apart)
    return report.render_text(ranking, unknown_apart=unknown_apart, width=width(sys.stdout))
