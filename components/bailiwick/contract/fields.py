"""Types of fields that several specifications use."""

import ipaddress
import re
from typing import Annotated, Any

import pulumi
from pydantic import BeforeValidator, Field, JsonValue, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

_PROJECT_ID = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_KUBERNETES_NAME = re.compile(r"[a-z]([a-z0-9-]{0,38}[a-z0-9])?")


def refused(problem: str, **words: str) -> PydanticCustomError:
    """The error with which a field's validator refuses a value; ``words`` are those of a diagnostic."""
    return PydanticCustomError("refused", "{problem}", {"problem": problem, **words})


def one_of(*values: str) -> dict[str, JsonValue]:
    """Tells editors which values a field takes; that others are refused, and why, is a rule's work."""
    return {"enum": list(values)}


def _project_id(value: object) -> object:
    if not isinstance(value, str):
        raise refused("is not text", expected="the id in quotes", next_step="YAML reads digits as a number: quote it")
    if not _PROJECT_ID.fullmatch(value):
        raise refused("is not a project id", expected="32 hexadecimal digits, with or without hyphens")
    return value


def _address_range(value: object) -> object:
    if not isinstance(value, str):
        raise refused("is not an address range", expected='text such as "172.16.32.0/22"')
    try:
        ipaddress.IPv4Network(value)
    except ValueError as problem:
        raise refused(f"is not an IPv4 range ({problem})", expected='CIDR notation such as "172.16.32.0/22"') from None
    return value


def _kubernetes_name(value: object) -> object:
    if not isinstance(value, str) or not _KUBERNETES_NAME.fullmatch(value):
        raise refused(
            "is not a name that all providers and Kubernetes take",
            expected="at most 40 lower-case letters, digits and hyphens, a letter first and no hyphen last",
        )
    return value


def _resource_id(value: object) -> object:
    if isinstance(value, pulumi.Output):
        return value
    if not isinstance(value, str) or not value:
        raise refused("is not an id", expected="text, or the output of another resource")
    return value


def _secret_value(value: object) -> object:
    if isinstance(value, pulumi.Output):
        return value
    if not isinstance(value, str) or not value:
        raise refused("is not a secret value", got="a value that is not shown", expected="text, or an output")
    return pulumi.Output.secret(value)


ProjectId = Annotated[str, Field(pattern=f"^({_PROJECT_ID.pattern})$"), BeforeValidator(_project_id)]
"""The id of a provider's project, always text."""

AddressRange = Annotated[str, Field(pattern=r"^[0-9.]+/[0-9]+$"), BeforeValidator(_address_range)]
"""An IPv4 range in CIDR notation whose host bits are zero."""

KubernetesName = Annotated[str, Field(pattern=f"^{_KUBERNETES_NAME.pattern}$"), BeforeValidator(_kubernetes_name)]
"""A name that may become part of a resource's name, a label's value and a bucket's name."""

ResourceId = Annotated[Any, PlainValidator(_resource_id), WithJsonSchema({"type": "string"}), Field(exclude=True)]
"""The id of another resource: text, or an output that will be known later.

Never among the props of a component: its registration, and with it everything
below, would wait for that resource although only one child needs the id.
"""

SecretValue = Annotated[
    Any, PlainValidator(_secret_value), WithJsonSchema({"type": "string"}), Field(exclude=True, repr=False)
]
"""A value that nothing prints: whatever was given, an output that Pulumi keeps encrypted, or None."""
