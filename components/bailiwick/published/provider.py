"""Builds components for programs in other languages, and tells them what is wrong as it tells a Python program."""

import importlib
import json
from collections.abc import Mapping
from typing import Any, Final

import pulumi
from pulumi.errors import InputPropertiesError
from pulumi.provider import ConstructResult
from pulumi.provider.experimental.analyzer import PropertyDefinition, PropertyType
from pulumi.provider.experimental.component import ComponentProvider
from pulumi.provider.server import ComponentInitError

from bailiwick import HOMES, __version__
from bailiwick.published.spelling import Spelling, readable

NAME: Final = "bailiwick"
"""The name of the package in every language, and the first part of its types' tokens."""


def components() -> list[type[pulumi.ComponentResource]]:
    """All components, in alphabetical order. Their modules import no provider's SDK."""
    found = (getattr(importlib.import_module(f"bailiwick.{home}"), name) for name, home in sorted(HOMES.items()))
    return [item for item in found if isinstance(item, type) and issubclass(item, pulumi.ComponentResource)]


def schema() -> dict[str, Any]:
    """The package's schema: what Pulumi infers from the annotations and docstrings of the arguments, made readable."""
    shown: dict[str, Any] = json.loads(ComponentPackage().schema or "")
    return shown


class ComponentPackage(ComponentProvider):
    """Pulumi's provider of Python components, with two differences.

    It hands a component all that the caller wrote, whereas Pulumi's drops names that
    it does not know and stops at the first argument that is missing: so the one
    error lists everything. And that error reaches the caller in the spelling of
    its language and without a traceback.
    """

    def __init__(self) -> None:
        super().__init__(components(), NAME, version=__version__)
        inferred: dict[str, Any] = json.loads(self.schema or "")
        self._spelling = Spelling(inferred)
        self.schema = json.dumps(readable(inferred))

    def construct(
        self,
        name: str,
        resource_type: str,
        inputs: pulumi.Inputs,
        options: pulumi.ResourceOptions | None = None,
    ) -> ConstructResult:
        """The component, built.

        Raises:
            InputPropertiesError: the arguments cannot be honoured; nothing was registered.
        """
        try:
            return super().construct(name, resource_type, inputs, options)
        except ComponentInitError as error:
            if not isinstance(error.inner, pulumi.RunError):
                raise
            # No list of errors beside the message: the engine would print the offending values in full.
            raise InputPropertiesError(self._spelling.respelled(str(error.inner)), []) from None

    def map_input_properties(
        self,
        inputs: pulumi.Inputs,
        properties: dict[str, PropertyDefinition],
        mapping: dict[str, str],
        component_name: str,  # noqa: ARG002 the signature is Pulumi's
        property_path: str,  # noqa: ARG002 likewise
    ) -> pulumi.Inputs:
        """The arguments under their Python names; what is unknown or missing is for the component to tell."""
        return {
            mapping.get(key, key): self._mapped(value, properties.get(key))
            for key, value in inputs.items()
            if value is not None
        }

    def _mapped(self, value: Any, described: PropertyDefinition | None) -> Any:
        if described is None:
            return value
        if isinstance(value, list) and described.items is not None:
            return [self._mapped(item, described.items) for item in value]
        if isinstance(value, Mapping) and described.ref is not None:
            inner = self.get_type_definition(described)
            assert inner is not None, "the arguments refer to no type of another package"
            return self.map_input_properties(dict(value), inner.properties, inner.properties_mapping, "", "")
        if described.type is PropertyType.INTEGER and isinstance(value, float) and value.is_integer():
            return int(value)  # whole numbers travel as floats
        return value
