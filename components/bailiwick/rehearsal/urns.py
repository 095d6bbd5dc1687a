"""Uniform resource names: how Pulumi identifies a resource.

``urn:pulumi:STACK::PROJECT::[PARENT TYPE$...]TYPE::NAME``. The type of the stack
itself never appears among the parents' types.
"""

from __future__ import annotations

STACK_TYPE = "pulumi:pulumi:Stack"
PROVIDER_PREFIX = "pulumi:providers:"


def make_urn(stack: str, project: str, parent: str, type_: str, name: str) -> str:
    """The URN of a resource; ``parent`` is a URN or empty."""
    qualified = type_
    if parent:
        above = qualified_type_of(parent)
        if above != STACK_TYPE:
            qualified = f"{above}${type_}"
    return f"urn:pulumi:{stack}::{project}::{qualified}::{name}"


def qualified_type_of(urn: str) -> str:
    """The chain of types in a URN, from the outermost component to the resource."""
    return urn.split("::", 3)[2]


def type_of(urn: str) -> str:
    """The type token of the resource."""
    return qualified_type_of(urn).rsplit("$", 1)[-1]


def name_of(urn: str) -> str:
    """The logical name of the resource."""
    return urn.split("::", 3)[3]


def package_of(type_: str) -> str:
    """The package that a type token belongs to; for a provider's own type, the package it provides."""
    if type_.startswith(PROVIDER_PREFIX):
        return type_[len(PROVIDER_PREFIX) :]
    return type_.split(":", 1)[0]


def is_provider(type_: str) -> bool:
    """Whether the type token is that of a provider."""
    return type_.startswith(PROVIDER_PREFIX)


def split_reference(reference: str) -> tuple[str, str]:
    """A provider reference ``URN::ID`` as URN and id."""
    urn, _, identifier = reference.rpartition("::")
    return urn, identifier


def shortened(type_: str) -> str:
    """A type token as Pulumi displays it: ``scaleway:object/bucket:Bucket`` as ``scaleway:object:Bucket``."""
    package, _, rest = type_.partition(":")
    module, _, name = rest.partition(":")
    folder, separator, file = module.partition("/")
    return f"{package}:{folder}:{name}" if separator and file.casefold() == name.casefold() else type_
