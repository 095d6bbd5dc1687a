"""What a stack's own configuration says about boundary and map, read from a preview or from the stack's file."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from bailiwick.errors import ConfigurationError, Diagnostic
from bailiwick.rehearsal.project.scalars import go_value, members
from bailiwick.yaml_source import read_yaml
from bailiwick_policies.configuration import STACK_SETTING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bailiwick.estate.json_file import JsonFile


@dataclass(frozen=True, slots=True)
class Setting:
    """The value of the setting, and where its parts stand."""

    value: Any
    where: Callable[[str], str]
    """``file:line: bailiwick:boundary.countries[0]`` for the path ``countries[0]``."""


def in_preview(file: JsonFile, key: str = STACK_SETTING) -> Setting | None:
    """The setting in the configuration that a preview shows; None if the stack says nothing."""
    settings = file.value.get("config")
    if not isinstance(settings, dict) or settings.get(key) is None:
        return None
    at = file.where("config", key)
    return Setting(_opened(settings[key]), lambda path: _told(at, key, path))


def in_stack_file(path: Path, project: str, setting: str = STACK_SETTING) -> Setting | None:
    """The setting in a file ``Pulumi.<stack>.yaml``; None if it says nothing.

    Args:
        path: of the file.
        project: whose stack it is; in a project called ``bailiwick`` the key may lack its namespace.
        setting: the key, with its namespace.

    Raises:
        ConfigurationError: the file cannot be read, or is no stack's.
    """
    source = read_yaml(path)
    parts = members(source.node) if isinstance(source.node, yaml.MappingNode) else None
    if parts is None and source.node is not None:
        raise ConfigurationError(Diagnostic("is not a stack's file", where=f"{path}:1", expected="config: ..."))
    section = (parts or {}).get("config")
    if section is None or (not isinstance(section, yaml.MappingNode) and go_value(section) is None):
        return None
    if not isinstance(section, yaml.MappingNode):
        raise ConfigurationError(Diagnostic("config is not a mapping", where=source.where("config")))
    settings = members(section)
    namespace, _, name = setting.partition(":")
    key = next((key for key in (setting, name if project == namespace else "") if key in settings), "")
    if not key:
        return None
    value = _opened(go_value(settings[key]))
    return Setting(value, lambda path: _told(source.where("config", key, *steps(path)), setting, path))


def steps(path: str) -> Iterator[str | int]:
    """The steps of a path such as ``waivers[0].rule``."""
    for step in re.findall(r"[^.\[\]]+", path):
        yield int(step) if step.isdigit() else step


def _told(at: str, setting: str, path: str) -> str:
    return f"{at}: {setting}{'.' if path else ''}{path}"


def _opened(value: Any) -> Any:
    """The value; structured ones may be written as JSON text."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value
