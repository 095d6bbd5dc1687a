"""The data map that a plan is compared with: named by an option or by the stack, or lying beside the stack's file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bailiwick.errors import ConfigurationError, Diagnostic

if TYPE_CHECKING:
    from bailiwick.datamap.model import DataMap
    from bailiwick.estate import Snapshot
    from bailiwick.rehearsal.plan import Note

OPTION = "--map"


def beside(folder: Path, stack: str) -> Path | None:
    """The map beside a stack's file, ``dataflows.STACK.yaml`` or ``dataflows.yaml``; None if there is none."""
    names = (f"dataflows.{stack}.yaml", "dataflows.yaml") if stack else ("dataflows.yaml",)
    return next((folder / name for name in names if (folder / name).is_file()), None)


def map_for_rehearsal(cwd: Path, stack: str, config: tuple[str, ...], given: Path | None) -> Path | None:
    """The file of the map that a rehearsal compares with; None if there is none, or the stack's configuration holds it.

    The map is read, so that what is wrong with it ends the command before anything runs.

    Raises:
        ConfigurationError: the project, its stack, the option or the map is wrong.
    """
    from bailiwick.rehearsal.project import configuration, read_project  # noqa: PLC0415 --help must not pay for it
    from bailiwick_policies.configuration import MAP_SETTING  # noqa: PLC0415
    from bailiwick_policies.map_setting import map_of_setting, path_of_setting  # noqa: PLC0415

    found: Path | None = None
    if given is not None:
        found = _existing(given)
    else:
        project = read_project(cwd)
        known = project.stacks()
        name = stack or (known[0] if len(known) == 1 else "")
        if not name:
            return None  # the rehearsal itself will ask which stack
        setting = _opened(configuration(project, name, config).values.get(MAP_SETTING))
        if isinstance(setting, str) and setting.strip():
            found = path_of_setting(setting, project.stack_folder)
        elif setting is None:
            found = beside(project.stack_folder, name)
        else:
            map_of_setting(setting, None)
    if found is not None:
        map_of_setting(str(found.absolute()), None)
    return found


def map_for_check(
    snapshot: Snapshot, stack_config: Path | None, given: Path | None, *, from_preview: bool
) -> DataMap | None:
    """The map that a state or a preview is compared with; None if there is none.

    Raises:
        ConfigurationError: the map, or what names it, is wrong.
    """
    from bailiwick_policies.configuration import MAP_SETTING  # noqa: PLC0415
    from bailiwick_policies.map_setting import map_of_setting  # noqa: PLC0415
    from bailiwick_policies.stack_setting import in_preview, in_stack_file  # noqa: PLC0415

    if given is not None:
        return map_of_setting(str(_existing(given).absolute()), None)
    if from_preview:
        setting = in_preview(snapshot.file, MAP_SETTING)
        return None if setting is None else map_of_setting(setting.value, Path.cwd(), where=setting.where(""))
    if stack_config is None:
        return None
    setting = in_stack_file(stack_config, snapshot.project, MAP_SETTING)
    if setting is not None:
        return map_of_setting(setting.value, stack_config.parent, where=setting.where(""))
    found = beside(stack_config.parent, stack_config.stem.removeprefix("Pulumi."))
    return None if found is None else map_of_setting(str(found.absolute()), None)


def limit(name: str) -> Note:
    """What comparing a plan with a map cannot tell."""
    from bailiwick.rehearsal.plan import Note  # noqa: PLC0415

    text = f"compared with {name}; what a cluster sets up itself, load balancers and network policies, is in no plan"
    return Note("data map", text)


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise ConfigurationError(Diagnostic("there is no such file", where=OPTION, got=str(path)))
    return path


def _opened(written: str | None) -> Any:
    """A setting; structured ones are JSON text."""
    try:
        return None if written is None else json.loads(written)
    except ValueError:
        return written
