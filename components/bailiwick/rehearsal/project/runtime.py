"""The key ``runtime`` of ``Pulumi.yaml`` and ``PulumiPolicy.yaml``: a name, or a name with options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bailiwick.errors import Diagnostic

if TYPE_CHECKING:
    from pathlib import Path

    from bailiwick.yaml_source import YamlSource


def runtime_name(runtime: Any) -> Any:
    """The language, as the file names it."""
    return runtime.get("name") if isinstance(runtime, dict) else runtime


def option_problems(source: YamlSource, runtime: Any) -> list[Diagnostic]:
    """What is wrong with the options."""
    options = _options(runtime)
    return [
        Diagnostic(f"{'.'.join(trail)} is not {kind}", where=source.where(*trail), got=repr(value))
        for trail, value, accepted, kind in (
            (("runtime", "options"), options, dict, "a mapping"),
            (("runtime", "options", "virtualenv"), _virtualenv(options), str, "text"),
        )
        if value is not None and not isinstance(value, accepted)
    ]


def virtualenv(root: Path, runtime: Any) -> Path | None:
    """The folder that the options name as the virtual environment."""
    name = _virtualenv(_options(runtime))
    return root / name if name else None


def _options(runtime: Any) -> Any:
    return runtime.get("options") if isinstance(runtime, dict) else None


def _virtualenv(options: Any) -> Any:
    return options.get("virtualenv") if isinstance(options, dict) else None
