"""``bailiwick rehearse``: previews a Pulumi program and its policy packs offline."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bailiwick.cli import maps
from bailiwick.cli.outcome import told_plainly
from bailiwick.cli.verdicts import FailLevel, Format, conclude, show
from bailiwick.errors import ConfigurationError, Diagnostic

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bailiwick.rehearsal.plan import Note, Plan, PlannedResource
    from bailiwick.rehearsal.policy.source import PackSource


def command(  # noqa: PLR0913, PLR0917 one parameter per option
    stack: Annotated[
        str, typer.Argument(metavar="[STACK]", help="The stack; may be left out where there is only one.")
    ] = "",
    cwd: Annotated[Path, typer.Option("--cwd", "-C", metavar="DIR", help="A folder of the Pulumi project.")] = Path(),
    policy_pack: Annotated[
        list[Path] | None,
        typer.Option(
            "--policy-pack",
            metavar="DIR",
            help="A policy pack's folder; repeatable. Without it, Bailiwick's own pack judges.",
        ),
    ] = None,
    policy_pack_config: Annotated[
        list[Path] | None,
        typer.Option(
            "--policy-pack-config",
            metavar="FILE",
            help="A pack's configuration (JSON); the first is for the first pack. "
            "For Bailiwick's own pack also the name of a profile, such as fr-only.",
        ),
    ] = None,
    no_policy_pack: Annotated[bool, typer.Option("--no-policy-pack", help="Rehearse without any policy pack.")] = False,
    fixtures: Annotated[
        Path | None,
        typer.Option(
            "--fixtures", metavar="FILE", help="What data sources, stack references and new resources answer."
        ),
    ] = None,
    config: Annotated[
        list[str] | None,
        typer.Option("--config", "-c", metavar="KEY=VALUE", help="On top of the stack's configuration; repeatable."),
    ] = None,
    map_: Annotated[
        Path | None,
        typer.Option(
            "--map",
            metavar="FILE",
            help="The data map to compare the plan with. Without it, the one that the stack's configuration names, or "
            "dataflows.STACK.yaml or dataflows.yaml beside the stack's file.",
        ),
    ] = None,
    resolved: Annotated[
        bool, typer.Option("--resolved", help="Invent every output, so that code inside apply() runs too.")
    ] = False,
    format_: Annotated[Format, typer.Option("--format", "-f", help="How to print the plan.")] = Format.TEXT,
    fail_level: Annotated[
        FailLevel, typer.Option("--fail-level", help="From which level on a finding makes the exit code 1.")
    ] = FailLevel.MANDATORY,
) -> None:
    """Preview a Pulumi program and its policy packs without CLI, plugins, credentials or network.

    Program and packs run unmodified. The plan ends with what a rehearsal cannot know.

    Exit codes: 0 passed, 1 findings at or above --fail-level or a failed program, 2 usage or
    configuration error, 3 something missing on this machine, 130 interrupted.
    """
    with told_plainly():
        from bailiwick_policies.configuration import MAP_SETTING  # noqa: PLC0415 --help must not pay for it

        packs = () if no_policy_pack else _packs(policy_pack or [], policy_pack_config or [])
        if map_ is not None and not packs:
            raise ConfigurationError(
                Diagnostic("nothing would compare it", where=maps.OPTION, next_step="leave out --no-policy-pack")
            )
        settings = tuple(config or ())
        data_map = maps.map_for_rehearsal(cwd, stack, settings, map_) if packs else None
        if data_map is not None:
            settings = (*settings, f"{MAP_SETTING}={data_map.resolve()}")
        plan = _rehearsed(stack, cwd, packs, fixtures, config=settings, resolved=resolved)
        if data_map is not None:
            plan.notes.append(_compared(plan, data_map.name))
        show(plan, format_, location=_locator(plan), root=cwd)
        conclude(plan, fail_level)


def _compared(plan: Plan, name: str) -> Note:
    """What is to be said of the map after a rehearsal."""
    from bailiwick.rehearsal.plan import Note  # noqa: PLC0415 --help must not pay for it
    from bailiwick_policies.examination import PACK  # noqa: PLC0415

    if any(pack.partition("@")[0] == PACK for pack in plan.packs):
        return maps.limit(name)
    return Note("data map", f"{name} was not compared with the plan: the policy pack {PACK} did not judge")


def _rehearsed(
    stack: str,
    cwd: Path,
    packs: Sequence[PackSource],
    fixtures: Path | None,
    config: tuple[str, ...],
    *,
    resolved: bool,
) -> Plan:
    from bailiwick.cli.progress import Counter  # noqa: PLC0415 --help must not pay for what it does not use
    from bailiwick.rehearsal import Rehearsal, rehearse  # noqa: PLC0415

    # A rehearsal frees little before it ends; collecting at the usual threshold costs a tenth of its time.
    gc.set_threshold(100_000, 20, 20)
    counter = Counter(f"Rehearsing {stack or cwd}")
    try:
        return rehearse(
            Rehearsal(cwd, stack, packs=tuple(packs), fixtures=fixtures, config=config, resolved=resolved),
            progress=counter,
        )
    finally:
        counter.clear()


def _packs(folders: Sequence[Path], configs: Sequence[Path]) -> tuple[PackSource, ...]:
    from bailiwick.rehearsal.policy.source import PackSource  # noqa: PLC0415

    if len(configs) > max(1, len(folders)):
        raise ConfigurationError(
            Diagnostic(
                "more configurations than policy packs",
                where="--policy-pack-config",
                got=f"{len(configs)} for {max(1, len(folders))}",
                next_step="give each --policy-pack its --policy-pack-config, in the same order",
            )
        )
    padded = [*configs, *([None] * len(folders))]
    if not folders:
        from bailiwick_policies.profiles import configuration_file, pack_folder  # noqa: PLC0415

        given = configuration_file(configs[0], where="--policy-pack-config") if configs else None
        return (PackSource(pack_folder(), given, python=Path(sys.executable)),)
    return tuple(PackSource(folder, config) for folder, config in zip(folders, padded, strict=False))


def _locator(plan: Plan) -> Callable[[PlannedResource], str]:
    """How the plan's resources are located, which the rehearsal itself knows nothing about."""
    from bailiwick.estate import Estate, Standing  # noqa: PLC0415

    estate = Estate.from_records(plan.resources)

    def place(resource: PlannedResource) -> str:
        location = estate.location(resource.urn)
        return "" if location.standing is Standing.NOT_APPLICABLE else str(location)

    return place
