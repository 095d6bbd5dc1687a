"""What a stack's own configuration says about the boundary, read from a preview or from the stack's file."""

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

_NAMESPACE, _, _NAME = STACK_SETTING.partition(":")


@dataclass(frozen=True, slots=True)
class Setting:
    """The value of the setting, and where its parts stand."""

    value: Any
    where: Callable[[str], str]
    """``file:line: bailiwick:boundary.countries[0]`` for the path ``countries[0]``."""


def in_preview(file: JsonFile) -> Setting | None:
    """The setting in the configuration that a preview shows; None if the stack says nothing."""
    settings = file.value.get("config")
    if not isinstance(settings, dict) or settings.get(STACK_SETTING) is None:
        return None
    at = file.where("config", STACK_SETTING)
    return Setting(_opened(settings[STACK_SETTING]), lambda path: _told(at, path))


def in_stack_file(path: Path, project: str) -> Setting | None:
    """The setting in a file ``Pulumi.<stack>.yaml``; None if it says nothing.

    Args:
        path: of the file.
        project: whose stack it is; in a project called ``bailiwick`` the key may lack its namespace.

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
    key = next((key for key in (STACK_SETTING, _NAME if project == _NAMESPACE else "") if key in settings), "")
    if not key:
        return None
    value = _opened(go_value(settings[key]))
    return Setting(value, lambda path: _told(source.where("config", key, *steps(path)), path))


def steps(path: str) -> Iterator[str | int]:
    """The steps of a path such as ``waivers[0].rule``."""
    for step in re.findall(r"[^.\[\]]+", path):
        yield int(step) if step.isdigit() else step


def _told(at: str, path: str) -> str:
    return f"{at}: {STACK_SETTING}{'.' if path else ''}{path}"


def _opened(value: Any) -> Any:
    """The value; structured ones may be written as JSON text."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value
