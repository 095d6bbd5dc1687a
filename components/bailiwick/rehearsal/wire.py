"""Pulumi's property values, as they travel.

A property value is plain JSON. What JSON lacks travels as an object with a
signature: secrets, resource references, output values, assets and archives; a
value not known in a preview is one fixed string. Inside the rehearsal, values
stay in this form: it is what a program sends, a policy pack receives and a state
file stores.

Source of the constants: ``pulumi.runtime.rpc`` of the SDK and ``sdk/go/common/resource``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from google.protobuf import struct_pb2

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
SIGNATURE = "4dabf18193072939515e22adb298388d"
SECRET = "1b47061264138c4ac30d75fd1eb44270"  # noqa: S105 a signature, not a password
RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e"
OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4"

LARGEST_MESSAGE = 400 << 20  # bytes, as Pulumi's own SDKs and engine allow
MESSAGE_OPTIONS = [
    ("grpc.max_receive_message_length", LARGEST_MESSAGE),
    ("grpc.max_send_message_length", LARGEST_MESSAGE),
]

Value = Any
Properties = dict[str, Any]


def from_struct(struct: struct_pb2.Struct) -> Properties:
    """The properties that a message carries."""
    return {key: _from_value(value) for key, value in struct.fields.items()}


def _from_value(value: struct_pb2.Value) -> Value:
    kind = value.WhichOneof("kind")
    if kind == "string_value":
        return value.string_value
    if kind == "struct_value":
        return {key: _from_value(item) for key, item in value.struct_value.fields.items()}
    if kind == "list_value":
        return [_from_value(item) for item in value.list_value.values]
    if kind == "number_value":
        number = value.number_value
        return int(number) if number.is_integer() else number
    if kind == "bool_value":
        return value.bool_value
    return None


def to_struct(properties: Mapping[str, Value]) -> struct_pb2.Struct:
    """The properties as a message."""
    struct = struct_pb2.Struct()
    _fill_struct(struct, properties)
    return struct


def _fill_struct(struct: struct_pb2.Struct, properties: Mapping[str, Value]) -> None:
    fields = struct.fields
    for key, value in properties.items():
        _fill(fields[key], value)


def _fill(target: struct_pb2.Value, value: Value) -> None:
    if value is None:
        target.null_value = struct_pb2.NULL_VALUE
    elif isinstance(value, bool):
        target.bool_value = value
    elif isinstance(value, str):
        target.string_value = value
    elif isinstance(value, int | float):
        target.number_value = value
    elif isinstance(value, dict):
        struct = target.struct_value
        struct.SetInParent()
        _fill_struct(struct, value)
    elif isinstance(value, list | tuple):
        items = target.list_value
        items.SetInParent()
        for item in value:
            _fill(items.values.add(), item)
    else:
        raise TypeError(f"a property value cannot be a {type(value).__name__}")


def signature(value: Value) -> str | None:
    """Which kind of special object the value is; None for an ordinary value."""
    if isinstance(value, dict):
        found = value.get(SIGNATURE)
        return found if isinstance(found, str) else None
    return None


def secret(value: Value) -> Properties:
    """The value, marked secret."""
    return value if signature(value) == SECRET else {SIGNATURE: SECRET, "value": value}


def _holds(value: Value, kind: str) -> bool:
    """Whether the value, or any part of it, is a special object of one kind."""
    if isinstance(value, dict):
        return value.get(SIGNATURE) == kind or any(_holds(item, kind) for item in value.values())
    return isinstance(value, list) and any(_holds(item, kind) for item in value)


def is_secret(value: Value) -> bool:
    """Whether the value, or any part of it, is secret."""
    return _holds(value, SECRET)


def has_unknown(value: Value) -> bool:
    """Whether the value, or any part of it, is not known in a preview."""
    if isinstance(value, str):
        return value == UNKNOWN
    if isinstance(value, dict):
        return any(has_unknown(item) for item in value.values())
    return isinstance(value, list) and any(has_unknown(item) for item in value)


def rewritten(value: Value, replace: Callable[[str, Properties], Value]) -> Value:
    """The value with every special object replaced by ``replace(signature, object)``, inside out."""
    if isinstance(value, dict):
        inner = {key: rewritten(item, replace) for key, item in value.items()}
        kind = signature(inner)
        return inner if kind is None else replace(kind, inner)
    if isinstance(value, list):
        return [rewritten(item, replace) for item in value]
    return value


def without_outputs(value: Value) -> tuple[Value, set[str]]:
    """The value with output values resolved, and the URNs on which those depended.

    A known output value becomes its value, an unknown one the unknown string, a
    secret one a secret: the form in which the engine keeps inputs.
    """
    if not _holds(value, OUTPUT):
        return value, set()
    dependencies: set[str] = set()

    def resolve(kind: str, found: Properties) -> Value:
        if kind != OUTPUT:
            return found
        dependencies.update(found.get("dependencies") or ())
        inner = found.get("value", UNKNOWN)
        return secret(inner) if found.get("secret") else inner

    return rewritten(value, resolve), dependencies


def without_secrets(value: Value) -> Value:
    """The value with secrets in the clear; only for comparing, never for showing."""
    return rewritten(value, lambda kind, found: found.get("value") if kind == SECRET else found)


def still_secret(before: Value, after: Value) -> Value:
    """``after`` with everything secret that was secret at the same place ``before``."""
    if signature(before) == SECRET:
        return secret(after)
    if isinstance(before, dict) and isinstance(after, dict):
        return {key: still_secret(before.get(key), item) for key, item in after.items()}
    if isinstance(before, list) and isinstance(after, list):
        return [still_secret(before[place] if place < len(before) else None, item) for place, item in enumerate(after)]
    return after


def for_analysis(properties: Properties) -> Properties:
    """Inputs or outputs as policies see them.

    A reference to a resource becomes its id (its URN where it is a component), and
    the engine's own top-level keys, which start with ``__``, are left out.
    """
    visible = {key: item for key, item in properties.items() if not key.startswith("__")}

    if not _holds(visible, RESOURCE):
        return visible

    def flatten(kind: str, found: Properties) -> Value:
        if kind != RESOURCE:
            return found
        if "id" not in found:
            return found.get("urn")
        identifier = found["id"]
        return UNKNOWN if identifier in ("", None) else identifier

    flattened: Properties = rewritten(visible, flatten)
    return flattened


def redacted(value: Value) -> Value:
    """The value as it may be shown: secrets as ``[secret]``, unknown values as ``[unknown]``."""

    def hide(kind: str, found: Properties) -> Value:
        if kind == SECRET:
            return "[secret]"
        if kind == RESOURCE:
            return found.get("urn")
        if kind == OUTPUT:
            return "[secret]" if found.get("secret") else found.get("value", UNKNOWN)
        return {key: item for key, item in found.items() if key != SIGNATURE}

    def name_unknown(item: Value) -> Value:
        if isinstance(item, dict):
            return {key: name_unknown(part) for key, part in item.items()}
        if isinstance(item, list):
            return [name_unknown(part) for part in item]
        return item.replace(UNKNOWN, "[unknown]") if isinstance(item, str) and UNKNOWN in item else item

    return name_unknown(rewritten(value, hide))
