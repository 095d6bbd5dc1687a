"""The data map that a stack's configuration names or holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bailiwick.errors import ConfigurationError, Diagnostic
from bailiwick_policies.configuration import MAP_SETTING

if TYPE_CHECKING:
    from bailiwick.datamap.model import DataMap

STACK_FOLDER: Final = "BAILIWICK_STACK_FOLDER"
"""The variable that tells a policy pack in which folder the stack's file is: the engine runs a pack in a folder of its
own and does not say where the project is."""


def map_of_setting(setting: Any, folder: str | Path | None, *, where: str = MAP_SETTING) -> DataMap | None:
    """The map that the setting names or holds; None if there is no setting.

    Args:
        setting: a path, or the map itself.
        folder: what relative paths are relative to; None if nobody knows.
        where: what messages call the setting.

    Raises:
        ConfigurationError: the setting or the map is malformed, or the file is missing. Nothing is judged then.
    """
    if setting is None:
        return None
    from bailiwick.datamap.reading import parse_map, read_map  # noqa: PLC0415 a tenth of a second, and few stacks have a map

    if isinstance(setting, dict):
        return parse_map(json.dumps(setting), Path(where))
    if not isinstance(setting, str) or not setting.strip():
        expected = "the path of a data map, or the map itself"
        raise ConfigurationError(Diagnostic("is malformed", where=where, got=repr(setting), expected=expected))
    return read_map(path_of_setting(setting, folder, where=where))


def path_of_setting(setting: str, folder: str | Path | None, *, where: str = MAP_SETTING) -> Path:
    """The file that the setting names.

    Raises:
        ConfigurationError: it is relative, and nobody knows to what.
    """
    path = Path(setting)
    if path.is_absolute():
        return path
    if folder is None:
        raise ConfigurationError(
            Diagnostic(
                "is relative, and a policy pack is not told to what",
                where=where,
                got=repr(setting),
                next_step=f"set {STACK_FOLDER} to the folder of the stack's file, or give the path with "
                f"`pulumi preview --config {MAP_SETTING}=$PWD/{path.name}`",
            )
        )
    return Path(folder) / path
