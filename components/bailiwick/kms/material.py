"""Key material that the customer brings: a secret, checked without ever being repeated."""

import base64
import binascii
from typing import Annotated, Any

import pulumi
from pydantic import Field, PlainValidator, WithJsonSchema

from bailiwick.contract.fields import refused

KEY_BYTES = 32
"""Length of an AES-256 key."""


def _key_material(value: object) -> object:
    if isinstance(value, pulumi.Output):
        return value
    try:
        known = base64.b64decode(value, validate=True) if isinstance(value, str) else b""
    except (binascii.Error, ValueError):
        known = b""
    if len(known) != KEY_BYTES:
        raise refused("is not key material", got="a secret", expected=f"{KEY_BYTES} bytes in base64")
    return pulumi.Output.secret(value)


KeyMaterial = Annotated[Any, PlainValidator(_key_material), WithJsonSchema({"type": "string"}), Field(exclude=True)]
"""The bytes of an AES-256 key in base64: an output, or text, which becomes a secret output. Never among the props."""


def as_json_web_key(material: str) -> str:
    """The material as a JSON Web Key holds it (RFC 7518, section 6.4.1): base64url without padding."""
    return material.rstrip("=").replace("+", "-").replace("/", "_")
