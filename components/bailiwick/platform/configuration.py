"""The configuration of a stack: what stands under ``bailiwick:platform`` in ``Pulumi.<stack>.yaml``."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pulumi
from pydantic import ConfigDict, Field

from bailiwick.contract import ArgumentsError, Trail, dotted, parse_arguments
from bailiwick.errors import ConfigurationError, Diagnostic
from bailiwick.platform.args import SovereignPlatformArgs
from bailiwick.platform.spec import SovereignPlatformSpec
from bailiwick.yaml_source import read_yaml

KEY = "platform"
"""The configuration key, in the namespace of the project."""

OF_THE_STACK = ("name", "models_from")
"""What a stack says beside the arguments of its platform."""


class StackConfiguration(SovereignPlatformSpec):
    """A platform and its name."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    name: str = Field(default="platform", pattern=r"^[a-z][a-z0-9-]{0,18}[a-z0-9]$")
    """The name that every resource's name begins with: 2 to 20 lower-case letters, digits and hyphens.
    Default: ``platform``."""
    models_from: str | None = Field(default=None, pattern=r"^[\w.-]+/[\w.-]+/[\w.-]+$")
    """The stack whose models this one serves, as ``organization/project/stack``; the names of its buckets are then
    among the outputs. Default: none."""

    def arguments(self) -> SovereignPlatformArgs:
        """The arguments of the platform."""
        args = {key: value for key, value in self.as_arguments().items() if key not in OF_THE_STACK}
        return cast("SovereignPlatformArgs", args)


def read_configuration(config: pulumi.Config | None = None) -> StackConfiguration:
    """The validated configuration of the running stack.

    Args:
        config: where to read it; by default the namespace of the project.

    Raises:
        ArgumentsError: the key is missing, is no mapping, or holds anything that the platform cannot honour; every
            problem is told with its path and, where the stack's file is at hand, with file and line.
    """
    config = config or pulumi.Config()
    key = f"{config.name}:{KEY}"
    where = _places(key)
    text = config.get(KEY)
    if text is None:
        raise ArgumentsError(
            Diagnostic(
                "is missing", where=where(()), next_step=f"describe the platform under {key}, see docs/components"
            )
        )
    values = _parsed(text)
    if not isinstance(values, dict):
        raise ArgumentsError(
            Diagnostic("is not a mapping", where=where(()), got=text, expected="the platform's arguments")
        )
    return parse_arguments(StackConfiguration, values, component=key, where=where)


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _places(key: str) -> Callable[[Trail], str]:
    """Tells where a value of the configuration stands.

    The program runs in the folder of the stacks' files. A value that came from
    elsewhere (an option of the command line) is told by its closest ancestor.
    """
    file = Path(f"Pulumi.{pulumi.get_stack()}.yaml").absolute()
    try:
        source = read_yaml(file) if file.is_file() else None
    except ConfigurationError:
        source = None
    if source is not None:
        source = replace(source, path=_seen_from_project(file))

    def where(trail: Trail) -> str:
        path = f"{key}.{dotted(trail)}" if trail else key
        return f"{source.where('config', key, *trail)}: {path}" if source is not None else path

    return where


def _seen_from_project(file: Path) -> Path:
    """The path as somebody in the project's folder would write it."""
    project = next((folder for folder in file.parents if (folder / "Pulumi.yaml").is_file()), file.parent)
    return file.relative_to(project)
