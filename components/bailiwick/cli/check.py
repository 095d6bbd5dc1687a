"""``bailiwick check``: judges a state export or a preview without running anything."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bailiwick.cli import maps
from bailiwick.cli.outcome import told_plainly
from bailiwick.cli.verdicts import FailLevel, Format, conclude, show
from bailiwick.errors import ConfigurationError, Diagnostic

if TYPE_CHECKING:
    from bailiwick.estate import Snapshot
    from bailiwick.rehearsal.plan import Plan
    from bailiwick.rehearsal.report import Wording
    from bailiwick_policies.examination import Ceiling
    from bailiwick_policies.stack_setting import Setting


def command(  # noqa: PLR0913, PLR0917 one parameter per option
    state: Annotated[
        Path | None, typer.Option("--state", metavar="FILE", help="What `pulumi stack export` wrote.")
    ] = None,
    preview: Annotated[
        Path | None,
        typer.Option("--preview", metavar="FILE", help="What `pulumi preview --json --show-sames` wrote."),
    ] = None,
    boundary_config: Annotated[
        Path | None,
        typer.Option(
            "--boundary-config",
            metavar="FILE",
            help="The policy pack's configuration (JSON), or the name of a profile such as fr-only. "
            "Without it the boundary is France alone.",
        ),
    ] = None,
    stack_config: Annotated[
        Path | None,
        typer.Option(
            "--stack-config",
            metavar="FILE",
            help="With --state: the stack's own configuration, Pulumi.<stack>.yaml, which may narrow the boundary.",
        ),
    ] = None,
    map_: Annotated[
        Path | None,
        typer.Option(
            "--map",
            metavar="FILE",
            help="The data map to compare with. Without it, the one that the stack's configuration names, or that lies "
            "beside --stack-config.",
        ),
    ] = None,
    backend: Annotated[
        str | None,
        typer.Option(
            "--backend",
            metavar="URL",
            help="Where the stack's state is kept (`pulumi whoami --json` tells), which no file says: "
            "at tier L2 it has to be inside as well.",
        ),
    ] = None,
    vault: Annotated[
        str,
        typer.Option(
            "--vault",
            metavar="URL",
            help="With --state: the server of the secrets provider hashivault, whose URL names a key only.",
        ),
    ] = "",
    format_: Annotated[Format, typer.Option("--format", "-f", help="How to print the verdicts.")] = Format.TEXT,
    fail_level: Annotated[
        FailLevel, typer.Option("--fail-level", help="From which level on a finding makes the exit code 1.")
    ] = FailLevel.MANDATORY,
) -> None:
    """Judge a state export or a preview by the rules of the policy pack, without running anything.

    Every resource gets a verdict: passed, refused, or not applicable with the reason. A file that
    is cut off, malformed or shows only a part of the stack is not judged at all.

    Exit codes: 0 passed, 1 findings at or above --fail-level, 2 usage or configuration error.
    """
    with told_plainly():
        from bailiwick_policies.examination import examine, read_ceiling  # noqa: PLC0415 --help must not pay for it

        # Little is freed before the end; collecting at the usual threshold costs a large state a third of its time.
        gc.set_threshold(100_000, 20, 20)
        ceiling = read_ceiling(_profile(boundary_config))
        snapshot = _read(state, preview, backend=backend, vault=vault)
        ceiling = ceiling.narrowed_by(_setting(snapshot, stack_config, from_preview=preview is not None))
        data_map = maps.map_for_check(snapshot, stack_config, map_, from_preview=preview is not None)
        plan = examine(snapshot, ceiling, root=Path.cwd(), data_map=data_map)
        _limit(plan, from_state=state is not None)
        if data_map is not None:
            plan.notes.append(maps.limit(data_map.name))
        estate = snapshot.estate
        show(
            plan,
            format_,
            location=lambda resource: str(estate.location(resource.urn)),
            root=Path.cwd(),
            wording=_wording(plan, snapshot, ceiling),
        )
        conclude(plan, fail_level)


def _read(state: Path | None, preview: Path | None, *, backend: str | None, vault: str) -> Snapshot:
    from bailiwick.estate import read_preview, read_state  # noqa: PLC0415

    if vault and state is None:
        raise _goes_with_state("--vault", vault, "leave it out: a preview does not tell the secrets provider")
    if state is not None and preview is None:
        return read_state(state, backend=backend, vault=vault)
    if preview is not None and state is None:
        return read_preview(preview, backend=backend)
    raise ConfigurationError(
        Diagnostic(
            "wants one file",
            where="check",
            got="both --state and --preview" if state is not None else "neither --state nor --preview",
            next_step="give it --state FILE or --preview FILE",
        )
    )


def _profile(named: Path | None) -> Path | None:
    from bailiwick_policies.profiles import configuration_file  # noqa: PLC0415

    return None if named is None else configuration_file(named, where="--boundary-config")


def _setting(snapshot: Snapshot, stack_config: Path | None, *, from_preview: bool) -> Setting | None:
    """What the stack's own configuration says about the boundary."""
    from bailiwick_policies.stack_setting import in_preview, in_stack_file  # noqa: PLC0415

    if from_preview and stack_config is not None:
        next_step = "leave it out: a preview holds the stack's configuration"
        raise _goes_with_state("--stack-config", str(stack_config), next_step)
    if from_preview:
        return in_preview(snapshot.file)
    return None if stack_config is None else in_stack_file(stack_config, snapshot.project)


def _goes_with_state(option: str, got: str, next_step: str) -> ConfigurationError:
    return ConfigurationError(Diagnostic("goes with --state", where=option, got=got, next_step=next_step))


def _limit(plan: Plan, *, from_state: bool) -> None:
    """Adds what the file cannot tell."""
    from bailiwick.rehearsal.plan import Note  # noqa: PLC0415

    if from_state:
        plan.notes.append(Note("drift", "a state says what Pulumi last saw, not what is in the cloud now"))
        return
    plan.notes.append(Note("unknown values", "what the update itself will find out is not in a preview"))
    plan.notes.append(Note("default providers", "a preview hides them; the stack's configuration was taken for theirs"))


def _wording(plan: Plan, snapshot: Snapshot, ceiling: Ceiling) -> Wording:
    from bailiwick.rehearsal.report import Wording  # noqa: PLC0415

    return Wording(
        heading=f"Check of {snapshot.file.path} ({plan.project}/{plan.stack}) by boundary {ceiling.boundary}",
        limits="What this check cannot know",
        tells_operations=False,
    )
