"""``Pulumi.yaml``: where the program is and how it runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from bailiwick.errors import ConfigurationError, Diagnostic, nearest
from bailiwick.rehearsal.project.runtime import option_problems, runtime_name, virtualenv
from bailiwick.yaml_source import YamlSource, read_yaml

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("Pulumi.yaml", "Pulumi.yml")
KEYS = (
    "author", "backend", "config", "description", "license", "main", "name", "options", "packages", "plugins",
    "refresh", "requiredPulumiVersion", "runtime", "stackConfigDir", "template", "website",
)  # fmt: skip
CONFIG_TYPES = ("array", "boolean", "integer", "object", "string", "number")


@dataclass(frozen=True, slots=True)
class ConfigDeclaration:
    """A configuration value that the project declares, with its default."""

    key: str
    """``namespace:name``."""
    node: yaml.Node | None
    """The default; None when the stack has to give the value."""
    type: str
    secret: bool
    where: str


@dataclass(frozen=True, slots=True)
class Project:
    """A Pulumi project."""

    root: Path
    """The folder of ``Pulumi.yaml``."""
    name: str
    main: Path
    """The folder of the program."""
    stack_folder: Path
    virtualenv: Path | None = None
    """The folder that the project names as its virtual environment."""
    declarations: tuple[ConfigDeclaration, ...] = field(default=())
    backend: str = ""
    """URL of the backend that the project names; the environment may name another."""

    def stacks(self) -> tuple[str, ...]:
        """The names of the stacks that have a configuration file."""
        found = {
            path.name[len("Pulumi.") : -len(path.suffix)]
            for pattern in ("Pulumi.*.yaml", "Pulumi.*.yml")
            for path in self.stack_folder.glob(pattern)
        }
        return tuple(sorted(found))


def read_project(start: Path) -> Project:
    """The project in ``start`` or the closest folder above.

    Raises:
        ConfigurationError: there is none, or its file is wrong; all that is wrong.
    """
    path = _find(start)
    source = read_yaml(path)
    document = source.value()
    if not isinstance(document, dict):
        raise ConfigurationError(
            Diagnostic("is not a mapping", where=f"{path}:1", expected="name: ... and runtime: python")
        )
    problems = [*_key_problems(source, document), *_value_problems(source, document)]
    if problems:
        raise ConfigurationError(*problems)
    root = path.parent
    runtime = document["runtime"]
    legacy = document.get("config")
    folder = document.get("stackConfigDir") or (legacy if isinstance(legacy, str) else "")
    return Project(
        root=root,
        name=document["name"],
        main=_program_folder(root, document.get("main")),
        stack_folder=root / folder,
        virtualenv=virtualenv(root, runtime),
        declarations=tuple(_declarations(source, document["name"])),
        backend=(document.get("backend") or {}).get("url") or "",
    )


def _find(start: Path) -> Path:
    if not start.is_dir():
        raise ConfigurationError(Diagnostic("is not a folder", where=str(start)))
    for folder in (start.resolve(), *start.resolve().parents):
        for name in NAMES:
            if (folder / name).is_file():
                return folder / name
    raise ConfigurationError(
        Diagnostic(
            "no Pulumi.yaml here or in any folder above",
            where=str(start),
            next_step="run in the folder of a Pulumi project, or name it with --cwd",
        )
    )


def _program_folder(root: Path, main: str | None) -> Path:
    target = (root / main) if main else root
    return target.parent if target.suffix == ".py" and target.name == "__main__.py" else target


def _key_problems(source: YamlSource, document: dict[str, Any]) -> list[Diagnostic]:
    problems = [
        Diagnostic("unknown key", where=source.where(key), got=str(key), nearest=nearest(str(key), KEYS))
        for key in document
        if nearest(str(key), KEYS) and key not in KEYS
    ]
    problems += [
        Diagnostic(f"{key} is missing", where=f"{source.path}:1", expected=example)
        for key, example in (("name", "name: my-project"), ("runtime", "runtime: python"))
        if not document.get(key)
    ]
    return problems


def _value_problems(source: YamlSource, document: dict[str, Any]) -> list[Diagnostic]:
    problems = [
        Diagnostic(f"{key} is not text", where=source.where(key), got=repr(document[key]))
        for key in ("name", "main", "stackConfigDir")
        if document.get(key) is not None and not isinstance(document[key], str)
    ]
    runtime = document.get("runtime")
    name = runtime_name(runtime)
    if runtime and name != "python":
        problems.append(
            Diagnostic(
                "only Python programs can be rehearsed",
                where=source.where("runtime"),
                got=repr(name),
                expected="python",
                nearest=nearest(str(name), ["python"]),
            )
        )
    problems += option_problems(source, runtime)
    config = document.get("config")
    if config is not None and not isinstance(config, dict | str):
        problems.append(Diagnostic("config is not a mapping", where=source.where("config"), got=repr(config)))
    problems += _type_problems(source)
    problems += _backend_problems(source, document.get("backend"))
    main = document.get("main")
    if isinstance(main, str) and not (source.path.parent / main).exists():
        problems.append(Diagnostic("main does not exist", where=source.where("main"), got=main))
    return problems


def _backend_problems(source: YamlSource, backend: Any) -> list[Diagnostic]:
    url = backend.get("url") if isinstance(backend, dict) else None
    if backend is None or (isinstance(backend, dict) and (url is None or isinstance(url, str))):
        return []
    # What stands there may hold credentials, so it is not repeated.
    return [Diagnostic("backend is malformed", where=source.where("backend"), expected="backend: {url: ...}")]


def _type_problems(source: YamlSource) -> list[Diagnostic]:
    """Declared types of configuration values that there are not."""
    return [
        Diagnostic(
            f"type of {declared.key.removeprefix(':')}",
            where=declared.where,
            got=declared.type,
            expected=f"one of {', '.join(CONFIG_TYPES)}",
            nearest=nearest(declared.type, CONFIG_TYPES),
        )
        for declared in _declarations(source, "")
        if declared.type and declared.type not in CONFIG_TYPES
    ]


def _declarations(source: YamlSource, project: str) -> list[ConfigDeclaration]:
    """The project's own ``config`` section; a plain value there is the default."""
    assert isinstance(source.node, yaml.MappingNode)
    section = next((item for key, item in source.node.value if key.value == "config"), None)
    if not isinstance(section, yaml.MappingNode):
        return []
    found = []
    for key_node, item in section.value:
        name = str(key_node.value)
        key = name if ":" in name else f"{project}:{name}"
        parts = (
            {part.value: node for part, node in item.value} if isinstance(item, yaml.MappingNode) else {"default": item}
        )
        type_node, secret_node = parts.get("type"), parts.get("secret")
        found.append(
            ConfigDeclaration(
                key=key,
                node=parts.get("value") or parts.get("default"),
                type=_type(type_node),
                secret=secret_node is not None and secret_node.value == "true",
                where=source.where("config", name),
            )
        )
    return found


def _type(node: yaml.Node | None) -> str:
    if node is None:
        return ""
    return str(node.value) if isinstance(node, yaml.ScalarNode) else "something else"
