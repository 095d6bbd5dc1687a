"""Compares inputs with the types that the installed SDK declares.

The SDK itself refuses unknown and missing arguments of a resource. It does not
look into nested dictionaries and does not check scalars. A finding is a warning:
plugins coerce some values (``"3"`` for 3), and an SDK may be stricter than they.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.errors import nearest
from bailiwick.rehearsal import wire
from bailiwick.rehearsal.plan import InputWarning

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bailiwick.rehearsal.plan import PlannedResource
    from bailiwick.rehearsal.typedesc import Fields, Shape, TypeDescription
    from bailiwick.rehearsal.wire import Value

NAMES = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "list": "a list"}


class SdkInputChecker:
    """Checks resources against the descriptions received so far."""

    def __init__(self, descriptions: Mapping[str, TypeDescription]) -> None:
        self._descriptions = descriptions

    def check(self, resource: PlannedResource) -> list[InputWarning]:
        """Every input that does not fit; empty for a type without a description."""
        description = self._descriptions.get(resource.type)
        if description is None or description.inputs is None or not resource.custom:
            return []
        known = description.inputs.fields
        return [
            InputWarning(resource.urn, path, problem)
            for key, value in resource.inputs.items()
            if key in known
            for path, problem in _problems(value, known[key], key, description.inputs)
        ]


def _problems(value: Value, shape: Shape, path: str, described: Fields) -> Iterator[tuple[str, str]]:
    if wire.signature(value) == wire.SECRET:
        value = value["value"]
    if value is None or shape == "any" or wire.signature(value) is not None or value == wire.UNKNOWN:
        return
    kind, inner = (shape, "") if isinstance(shape, str) else shape
    if not _fits(value, kind):
        yield path, f"expected {NAMES.get(kind, 'an object')}, got {_named(value)}"
    elif kind == "list":
        for place, item in enumerate(value):
            yield from _problems(item, inner, f"{path}[{place}]", described)
    elif kind == "map":
        for key, item in value.items():
            yield from _problems(item, inner, f"{path}.{key}", described)
    elif kind == "class":
        yield from _object_problems(value, described.classes.get(inner), path, described)


def _object_problems(value: Value, nested: Fields | None, path: str, described: Fields) -> Iterator[tuple[str, str]]:
    if nested is None:
        return
    for key, item in value.items():
        if key.startswith("__"):
            continue
        if key not in nested.fields:
            close = nearest(key, nested.fields)
            yield f"{path}.{key}", "unknown property" + (f" (did you mean {close}?)" if close else "")
        else:
            yield from _problems(item, nested.fields[key], f"{path}.{key}", described)
    for key in sorted(nested.required - value.keys()):
        yield f"{path}.{key}", "required property is missing"


def _fits(value: Value, kind: str) -> bool:
    if kind in ("list", "map", "class"):
        return isinstance(value, list if kind == "list" else dict)
    if kind == "boolean":
        return isinstance(value, bool)
    if kind == "string":
        return isinstance(value, str)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return kind == "number" or float(value).is_integer()


def _named(value: Value) -> str:
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    return type(value).__name__
