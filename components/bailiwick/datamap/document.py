"""Reads the YAML of a map into plain values that remember where they stand.

Scalars stay text: what a value means is decided by the field that it is for, so
that ``NO`` is Norway and ``1.3`` a version.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from bailiwick.datamap.papers import AT
from bailiwick.datamap.position import Origin
from bailiwick.errors import ConfigurationError, Diagnostic
from bailiwick.yaml_source import not_yaml, read_text

if TYPE_CHECKING:
    from pathlib import Path

    from bailiwick.datamap.position import Place

LARGEST_FILE = 32 * 1024 * 1024
MOST_VALUES = 5_000_000
DEEPEST = 100
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BRACKET = re.compile(r"[\[{\]}]")
# Each character of this run may open one more level of block nesting.
_TOO_DEEP_BLOCK = re.compile(rf"^[ ?-]{{{8 * DEEPEST},}}", re.MULTILINE)
_TABBED = re.compile(r"^ *\t", re.MULTILINE)


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc] # libyaml may be missing
    """Composes nodes without guessing the types of scalars, which is most of what composing costs."""

    def resolve(self, _kind: type[yaml.Node], _value: Any, _implicit: Any) -> str:
        return ""

    def descend_resolver(self, _parent: Any, _index: Any) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


def read_document(path: Path) -> dict[str, Any]:
    """The file as plain values; each mapping has its :class:`Origin` under :data:`AT`.

    Raises:
        ConfigurationError: with every problem found: the file is missing, too large, not UTF-8, not YAML or no
            mapping, holds a key twice, a tag, or more values than anybody writes.
    """
    return parse_document(read_bounded(path), path)


def read_bounded(path: Path) -> str:
    """The text of a file that is no larger than a map can be.

    Raises:
        ConfigurationError: the file is missing, too large or not UTF-8.
    """
    try:
        size = path.stat().st_size
    except OSError as problem:
        raise ConfigurationError(Diagnostic(f"cannot be read ({problem.strerror})", where=str(path))) from None
    if size > LARGEST_FILE:
        raise ConfigurationError(
            Diagnostic(
                "is too large for a map",
                where=f"{path}:1:1",
                got=f"{size:,} bytes",
                expected=f"at most {LARGEST_FILE:,}",
                next_step="split it into one map for each system",
            )
        )
    return read_text(path)


def parse_document(text: str, path: Path) -> dict[str, Any]:
    """The text of a map as plain values, as in :func:`read_document`; ``path`` is what messages call it."""
    _refuse_depth(path, text)
    try:
        node = _Loader(text).get_single_node()
    except yaml.YAMLError as problem:
        tabs = [
            Diagnostic(
                "is indented with a tab",
                where=f"{path}:{text.count(chr(10), 0, found.start()) + 1}:{found.end() - found.start()}",
                next_step="indent with spaces",
            )
            for found in _TABBED.finditer(text)
        ]
        raise ConfigurationError(*(tabs or [not_yaml(path, problem)])) from None
    if not isinstance(node, yaml.MappingNode):
        raise ConfigurationError(
            Diagnostic("is not a mapping", where=f"{path}:1:1", expected="a data map", next_step="see docs/datamap.md")
        )
    reader = _Reader(str(path))
    try:
        document = reader.mapping(node)
    except RecursionError:
        raise ConfigurationError(
            Diagnostic("holds itself through an anchor", where=f"{path}:1:1", next_step="remove the alias")
        ) from None
    if reader.problems:
        raise ConfigurationError(*reader.problems)
    return document


def _refuse_depth(path: Path, text: str) -> None:
    """Libyaml follows nesting on the machine's stack and crashes when that ends."""
    depth, found = 0, _TOO_DEEP_BLOCK.search(text)
    for bracket in _BRACKET.finditer(text):
        depth = depth + 1 if bracket.group() in "[{" else max(0, depth - 1)
        if depth > DEEPEST:
            found = bracket
            break
    if found is not None:
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        raise ConfigurationError(
            Diagnostic("is nested too deeply", where=f"{path}:{line}:{column}", expected=f"at most {DEEPEST} levels")
        )


class _Reader:
    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Diagnostic] = []
        self.left = MOST_VALUES

    def value(self, node: Any) -> Any:
        kind = type(node)
        if kind is yaml.ScalarNode:
            if node.tag:
                self._refuse_tag(node)
            return None if not node.style and node.value in _NULLS else node.value
        if kind is yaml.MappingNode:
            return self.mapping(node)
        self.left -= len(node.value)
        self._bound(node)
        return [self.value(item) for item in node.value]

    def mapping(self, node: Any) -> dict[Any, Any]:
        if node.tag:
            self._refuse_tag(node)
        self.left -= len(node.value)
        self._bound(node)
        read: dict[Any, Any] = {}
        places: dict[object, Place] = {}
        for key, item in self._members(node).items():
            read[key] = self.value(item)
            mark = item.start_mark
            places[key] = (mark.line + 1, mark.column + 1)
            if type(item) is yaml.SequenceNode:
                for index, part in enumerate(item.value):
                    places[key, index] = (part.start_mark.line + 1, part.start_mark.column + 1)
        read[AT] = Origin(self.file, (node.start_mark.line + 1, node.start_mark.column + 1), places)
        return read

    def _members(self, node: yaml.Node) -> dict[str, yaml.Node]:
        """The values by key; what merge keys bring does not replace what is written."""
        own: dict[str, yaml.Node] = {}
        merged: list[yaml.Node] = []
        for key, item in node.value:
            name = key.value
            if type(key) is not yaml.ScalarNode:
                self._tell(key, "a key is not text")
            elif name == "<<" and not key.style:
                merged += item.value if type(item) is yaml.SequenceNode else [item]
            elif name in own:
                other = own[name].start_mark.line + 1
                self._tell(key, f"key {name!r} stands twice", f"keep one of them; the other is on line {other}")
            else:
                own[name] = item
        for source in merged:
            if type(source) is not yaml.MappingNode:
                self._tell(source, "a merge key takes a mapping or a list of them")
                continue
            for name, item in self._members(source).items():
                own.setdefault(name, item)
        return own

    def _bound(self, node: yaml.Node) -> None:
        if self.left < 0:
            raise ConfigurationError(
                Diagnostic(
                    f"holds more than {MOST_VALUES:,} values once its aliases are followed", where=self._where(node)
                )
            )

    def _refuse_tag(self, node: yaml.Node) -> None:
        self._tell(node, f"carries the tag {node.tag}", "remove the tag; what a value is, its field decides")

    def _tell(self, node: yaml.Node, problem: str, next_step: str = "") -> None:
        self.problems.append(Diagnostic(problem, where=self._where(node), next_step=next_step))

    def _where(self, node: yaml.Node) -> str:
        return f"{self.file}:{node.start_mark.line + 1}:{node.start_mark.column + 1}"
