"""Resource types as the program's SDK describes them; see ``launcher/sdk_types.py``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

Shape = str | list[Any]
"""A scalar's name, ``["list", shape]``, ``["map", shape]`` or ``["class", name]``."""


@dataclass(frozen=True, slots=True)
class Fields:
    """The properties of a resource, or of an object inside one."""

    fields: Mapping[str, Shape]
    required: frozenset[str] = frozenset()
    classes: Mapping[str, Fields] = field(default_factory=dict)
    """The nested classes by name; shared by all of one description."""


@dataclass(frozen=True, slots=True)
class TypeDescription:
    """What the SDK says of one resource type. None where it says nothing."""

    type: str
    inputs: Fields | None
    outputs: Fields | None


def parse(document: Mapping[str, Any]) -> TypeDescription:
    """A description from the JSON that the launcher sends."""
    return TypeDescription(document["type"], _fields(document["inputs"]), _fields(document["outputs"]))


def _fields(document: Mapping[str, Any] | None) -> Fields | None:
    if document is None:
        return None
    classes: dict[str, Fields] = {}
    for name, nested in document["classes"].items():
        classes[name] = Fields(nested["fields"], frozenset(nested["required"]), classes)
    return Fields(document["fields"], frozenset(document["required"]), classes)
