"""Reads resource types out of an installed Pulumi provider SDK, without importing it.

The generated SDKs hold hundreds of thousands of lines; importing one to look at
its types takes longer than reading the few declarations that matter.
"""

from __future__ import annotations

import ast
import importlib.util
import re
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGES = {"ovh": ("pulumi_ovh", "pulumi-ovh"), "scaleway": ("pulumiverse_scaleway", "pulumiverse-scaleway")}
"""Import name and distribution name of each supported provider's SDK."""

_TYPE_TOKEN = re.compile(r'^@pulumi\.type_token\("([^"]+)"\)', re.MULTILINE)
_ALIASES = re.compile(r'pulumi\.Alias\(type_="([^"]+)"\)')
_CLASS = re.compile(r"^class (\w+)\b", re.MULTILINE)
_DANGLING = re.compile(r"\n@[^\n]*\s*\Z")
_DEEPEST = 5


@dataclass(frozen=True, slots=True)
class InstalledType:
    """A resource type as the SDK declares it."""

    token: str
    inputs: frozenset[str]
    """Paths of all inputs in the provider's own spelling; nested ones with dots, lists passed over in silence."""
    former_tokens: tuple[str, ...]
    """Older tokens of the same resource, which the SDK names as aliases."""


def sdk_version(provider: str) -> str:
    """The installed version of the provider's SDK."""
    return version(PACKAGES[provider][1])


def installed_tokens(provider: str) -> frozenset[str]:
    """Every resource type that the provider's installed SDK declares, providers excepted."""
    return frozenset(token for _, token in _declarations(provider))


def installed_types(provider: str) -> Iterator[InstalledType]:
    """Every resource type with its inputs. Parses the whole SDK: some seconds."""
    for path, token in _declarations(provider):
        source = path.read_text(encoding="utf-8")
        class_name = token.rpartition(":")[2]
        own = _classes(path)
        nested = _classes(path.with_name("_inputs.py"))
        # A nested type may have taken the plain name; the SDK's generator then inserts "Init".
        args = own.get(f"{class_name}InitArgs") or own.get(f"{class_name}Args")
        if args is None:
            raise LookupError(f"{token}: no arguments class in {path.name}; the SDK's layout has changed")
        yield InstalledType(token, frozenset(_paths(args, nested, "", 0)), tuple(_ALIASES.findall(source)))


def _declarations(provider: str) -> Iterator[tuple[Path, str]]:
    spec = importlib.util.find_spec(PACKAGES[provider][0])
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(PACKAGES[provider][0])
    for path in sorted(Path(spec.origin).parent.rglob("*.py")):
        for token in _TYPE_TOKEN.findall(path.read_text(encoding="utf-8")):
            if not token.startswith("pulumi:"):
                yield path, token


class _Classes:
    """The classes of one module, each parsed when it is asked for: few of them matter, and they are long."""

    def __init__(self, source: str) -> None:
        starts = [*_CLASS.finditer(source)]
        ends = [*(start.start() for start in starts[1:]), len(source)] if starts else []
        self._sources = {start[1]: source[start.start() : end] for start, end in zip(starts, ends, strict=True)}
        self._parsed: dict[str, ast.ClassDef] = {}

    def get(self, name: str) -> ast.ClassDef | None:
        """The class of this name, or None if the module has none."""
        if name not in self._parsed and name in self._sources:
            # The slice may end with the next class's decorators, which alone would not parse.
            source = (
                self._sources[name].rpartition("\n@")[0]
                if _DANGLING.search(self._sources[name])
                else self._sources[name]
            )
            node = ast.parse(source).body[0]
            if isinstance(node, ast.ClassDef):
                self._parsed[name] = node
        return self._parsed.get(name)


@cache
def _classes(path: Path) -> _Classes:
    return _Classes(path.read_text(encoding="utf-8") if path.exists() else "")


def _paths(args: ast.ClassDef, nested: _Classes, prefix: str, depth: int) -> Iterator[str]:
    """The paths below one ``...Args`` class; recursion ends at ``_DEEPEST`` since some types contain themselves."""
    spelled = _spellings(args)
    for name, annotation in _parameters(args):
        path = prefix + spelled.get(name, name)
        yield path
        for inner in _named_classes(annotation):
            declared = nested.get(inner)
            if declared is not None and depth < _DEEPEST:
                yield from _paths(declared, nested, f"{path}.", depth + 1)


def _parameters(args: ast.ClassDef) -> Iterator[tuple[str, ast.expr]]:
    for node in args.body:
        if isinstance(node, ast.FunctionDef) and node.name == "__init__":
            for parameter in (*node.args.args, *node.args.kwonlyargs):
                if parameter.annotation is not None:
                    yield parameter.arg, parameter.annotation


def _named_classes(annotation: ast.expr) -> Iterator[str]:
    for node in ast.walk(annotation):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.endswith("Args"):
            yield node.value


def _spellings(args: ast.ClassDef) -> dict[str, str]:
    """Python name of each property to the name that travels on the wire, as ``@pulumi.getter(name=...)`` tells."""
    found: dict[str, str] = {}
    for node in args.body:
        if isinstance(node, ast.FunctionDef):
            for decorator in node.decorator_list:
                if isinstance(decorator, ast.Call):
                    for keyword in decorator.keywords:
                        if keyword.arg == "name" and isinstance(keyword.value, ast.Constant):
                            found[node.name] = str(keyword.value.value)
    return found
