"""Invents a value of a declared shape, for a rehearsal in which everything is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bailiwick.rehearsal.typedesc import Fields, Shape
    from bailiwick.rehearsal.wire import Value

DEEPEST = 8  # a class may hold itself (a JSON schema in a Kubernetes resource)
SCALARS: dict[str, Value] = {"integer": 1, "number": 1.0, "boolean": True}


def synthesised(shape: Shape, name: str, described: Fields, depth: int = 0) -> Value:
    """A value of the shape: text says where it comes from, a list has one item, a map none."""
    if depth > DEEPEST:
        return None
    if isinstance(shape, str):
        return SCALARS.get(shape, name)
    kind, inner = shape
    if kind == "map":
        return {}
    if kind == "list":
        return [synthesised(inner, f"{name}-0", described, depth + 1)]
    nested = described.classes.get(inner)
    if nested is None:
        return {}
    return {key: synthesised(item, f"{name}-{key}", described, depth + 1) for key, item in nested.fields.items()}
