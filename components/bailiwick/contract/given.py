"""The arguments as they were given, wrong or not, for rules that look at several of them together.

A rule must be able to speak although another argument is malformed, so that one
error can list everything. It therefore never sees the validated model, but this
view, which answers ``None`` for whatever is absent without a default or not of
the type asked for; pydantic has already complained about those.
"""

import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import UnionType

from pydantic import BaseModel

Trail = tuple[str | int, ...]
"""The way to a value: field names and list positions."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with the value at ``trail``; the words are those of :class:`bailiwick.errors.Diagnostic`."""

    trail: Trail
    problem: str
    got: str = ""
    expected: str = ""
    nearest: str = ""
    next_step: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """A mapping of arguments, seen through the specification it should satisfy."""

    values: Mapping[str, object]
    spec: type[BaseModel]
    trail: Trail = ()

    def get(self, field: str) -> object:
        """The value of ``field``: as given, or the default where nothing was given."""
        found = self.values.get(field)
        if found is not None:
            return found
        default = self.spec.model_fields[field].get_default(call_default_factory=True)
        return default if isinstance(default, str | int | tuple | BaseModel) else None

    def text(self, field: str) -> str | None:
        """The value of ``field`` if it is text."""
        found = self.get(field)
        return found if isinstance(found, str) else None

    def whole(self, field: str) -> int | None:
        """The value of ``field`` if it is a whole number; other languages hand over 3 as 3.0."""
        found = self.get(field)
        if isinstance(found, float):
            return int(found) if found.is_integer() else None
        return found if isinstance(found, int) and not isinstance(found, bool) else None

    def within(self, field: str) -> "Given":
        """The mapping under ``field``; an empty one where none was given."""
        found = self.get(field)
        if isinstance(found, BaseModel):
            found = found.model_dump(exclude_none=True)
        return Given(found if isinstance(found, Mapping) else {}, self._model(field), (*self.trail, field))

    def each(self, field: str) -> Iterator["Given"]:
        """The mappings in the list under ``field``; what is no mapping is passed over."""
        found = self.get(field)
        for place, item in enumerate(found if isinstance(found, list | tuple) else ()):
            if isinstance(item, Mapping):
                yield Given(item, self._model(field), (*self.trail, field, place))

    def problem(self, field: str, problem: str, **words: str) -> Problem:
        """A problem of ``field``."""
        return Problem((*self.trail, field), problem, **words)

    def _model(self, field: str) -> type[BaseModel]:
        found = nested_model(self.spec.model_fields[field].annotation)
        assert found is not None, f"{self.spec.__name__}.{field} holds no model"
        return found


def nested_model(annotation: object) -> type[BaseModel] | None:
    """The model inside an annotation such as ``X``, ``X | None`` or ``tuple[X, ...]``."""
    if isinstance(annotation, type) and not typing.get_args(annotation):
        return annotation if issubclass(annotation, BaseModel) else None
    if isinstance(annotation, UnionType) or typing.get_origin(annotation) is not None:
        for argument in typing.get_args(annotation):
            found = nested_model(argument)
            if found is not None:
                return found
    return None


def dotted(trail: Trail) -> str:
    """The trail as people write it: ``cluster.pools[0].size``."""
    text = ""
    for step in trail:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text
