"""YAML read together with the place where each value stands.

A configuration error is only useful with its ``file:line``, and PyYAML's own
constructors throw the positions away. This reader keeps the composed nodes, so
that a value can be looked up by its path later on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from bailiwick.errors import ConfigurationError, Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Step = str | int
Trail = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class YamlSource:
    """A parsed YAML document that remembers its lines."""

    path: Path
    node: yaml.Node | None
    """The composed document; None when the file is empty."""
    _marks: dict[Trail, yaml.Mark] = field(default_factory=dict, repr=False)

    def where(self, *trail: Step) -> str:
        """``file:line`` of the value at ``trail``, or of its closest ancestor that exists."""
        for length in range(len(trail), -1, -1):
            mark = self._marks.get(trail[:length])
            if mark is not None:
                return f"{self.path}:{mark.line + 1}"
        return str(self.path)

    def value(self) -> Any:
        """The document as plain Python values (YAML 1.1 scalars, as PyYAML reads them)."""
        if self.node is None:
            return None
        constructor = yaml.SafeLoader("")
        try:
            return constructor.construct_document(self.node)
        except (yaml.YAMLError, ValueError) as problem:
            raise ConfigurationError(not_yaml(self.path, problem)) from None
        finally:
            constructor.dispose()


def read_text(path: Path) -> str:
    """The text of a file.

    Raises:
        ConfigurationError: the file is missing or not UTF-8; the place of the first wrong byte is told.
    """
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise ConfigurationError(Diagnostic(f"cannot be read ({problem.strerror})", where=str(path))) from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        before = content[: problem.start]
        place = f"{before.count(10) + 1}:{problem.start - before.rfind(10)}"
        raise ConfigurationError(
            Diagnostic(
                f"is not UTF-8 (byte {problem.start})", where=f"{path}:{place}", next_step="save the file as UTF-8"
            )
        ) from None


def read_yaml(path: Path) -> YamlSource:
    """Reads one YAML document.

    Raises:
        ConfigurationError: the file is missing, not UTF-8, not YAML, holds more
            than one document, or names a key twice.
    """
    text = read_text(path)
    marks: dict[Trail, yaml.Mark] = {}
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        repeated = list(_index(path, node, (), marks)) if node is not None else []
    except yaml.YAMLError as problem:
        raise ConfigurationError(not_yaml(path, problem)) from None
    except RecursionError:
        raise ConfigurationError(Diagnostic("is nested too deeply, or holds itself", where=str(path))) from None
    if repeated:
        raise ConfigurationError(*repeated)
    return YamlSource(path, node, marks)


def _index(path: Path, node: yaml.Node, trail: Trail, marks: dict[Trail, yaml.Mark]) -> Iterator[Diagnostic]:
    """Fills ``marks`` and yields a diagnostic for each key that stands twice or is not text."""
    marks.setdefault(trail, node.start_mark)
    if isinstance(node, yaml.MappingNode):
        for key, item in node.value:
            if not isinstance(key, yaml.ScalarNode):
                yield Diagnostic("a key is not text", where=f"{path}:{key.start_mark.line + 1}")
            here = (*trail, str(key.value))
            if here in marks:
                yield Diagnostic(
                    f"key {key.value!r} stands twice",
                    where=f"{path}:{key.start_mark.line + 1}",
                    next_step=f"keep one of them; the other is on line {marks[here].line + 1}",
                )
            marks[here] = key.start_mark
            yield from _index(path, item, here, marks)
    elif isinstance(node, yaml.SequenceNode):
        for place, item in enumerate(node.value):
            yield from _index(path, item, (*trail, place), marks)


def not_yaml(path: Path, problem: Exception) -> Diagnostic:
    """What PyYAML found wrong with a file, with line and column where it tells them."""
    mark = getattr(problem, "problem_mark", None)
    where = f"{path}:{mark.line + 1}:{mark.column + 1}" if mark is not None else str(path)
    text = getattr(problem, "problem", None) or str(problem)
    return Diagnostic(f"is not valid YAML ({text})", where=where)
