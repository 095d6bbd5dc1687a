"""Names as other languages spell them, in the schema and in what is said to the caller."""

import copy
import inspect
import re
from collections.abc import Iterator
from typing import Any

_WORD = re.compile(r"[a-z][a-z0-9_]*_[a-z0-9_]*")
_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")


class Spelling:
    """The names of a schema, by the names that Python has for them.

    Args:
        schema: a package schema as Pulumi infers it.
    """

    def __init__(self, schema: dict[str, Any]) -> None:
        names = {name for described in _objects(schema) for name in described}
        self._by_python = {_CAPITAL.sub("_", name).lower(): name for name in names}

    def respelled(self, text: str) -> str:
        """The text with every Python name of an argument or output in the spelling of the schema."""
        return _WORD.sub(lambda found: self._by_python.get(found[0], found[0]), text)


def readable(schema: dict[str, Any]) -> dict[str, Any]:
    """The inferred schema with its descriptions unindented and in its own spelling, and its types without ``Args``.

    Pulumi's generators add that ending to the inputs that they make of a type:
    left in, a program in Go would say ``NodePoolArgsArgs``.
    """
    found = _described(copy.deepcopy(schema), Spelling(schema))
    assert isinstance(found, dict)
    found["types"] = {token.removesuffix("Args"): described for token, described in found.get("types", {}).items()}
    # Without it Pulumi's generator for Go leaves out the types of plain lists' items, and its output does not compile.
    found["language"]["go"]["generateExtraInputTypes"] = True
    return found


def _objects(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for described in [*schema.get("resources", {}).values(), *schema.get("types", {}).values()]:
        yield described.get("inputProperties", {})
        yield described.get("properties", {})


def _described(node: Any, spelling: Spelling) -> Any:
    if isinstance(node, list):
        return [_described(item, spelling) for item in node]
    if not isinstance(node, dict):
        return node
    found = {key: _described(value, spelling) for key, value in node.items()}
    if isinstance(found.get("description"), str):
        found["description"] = spelling.respelled(inspect.cleandoc(found["description"]))
    if isinstance(found.get("$ref"), str):
        found["$ref"] = found["$ref"].removesuffix("Args")
    return found
