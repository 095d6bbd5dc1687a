"""What a resource will look like once it exists, as far as that can be known without its plugin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.rehearsal import urns, wire
from bailiwick.rehearsal.plan import Note
from bailiwick.rehearsal.quirks import quirks_of
from bailiwick.rehearsal.synthesis import synthesised

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bailiwick.rehearsal.fixtures import Fixtures
    from bailiwick.rehearsal.plan import PlannedResource
    from bailiwick.rehearsal.typedesc import Fields, Shape, TypeDescription
    from bailiwick.rehearsal.wire import Properties, Value

STACK_REFERENCE = "pulumi:pulumi:StackReference"
STASH = "pulumi:index:Stash"


class OutputPlanner:
    """Predicts ids and outputs.

    In a preview, an input is its own output, and an output that the program did
    not give is unknown: the safe direction, since a policy that reads it cannot
    pass. With ``dry_run`` false every declared output gets an invented value of
    its declared shape, unless a fixture has a better one.
    """

    def __init__(self, descriptions: Mapping[str, TypeDescription], fixtures: Fixtures, *, dry_run: bool) -> None:
        self._descriptions = descriptions
        self._fixtures = fixtures
        self._dry_run = dry_run

    def identifier(self, resource: PlannedResource) -> str:
        """The physical id of a resource to be created; empty when it is not known."""
        given = self._fixtures.identifier(resource.urn, resource.type, resource.name)
        if given:
            return given
        return "" if self._dry_run else f"{resource.name}-id"

    def planned(self, resource: PlannedResource, provider: PlannedResource | None) -> Properties:
        """The outputs of a resource to be created."""
        inputs = {key: value for key, value in resource.inputs.items() if not key.startswith("__")}
        if urns.is_provider(resource.type):
            return inputs
        if resource.type == STASH:
            return {**inputs, "output": inputs.get("input")}
        given = self._fixtures.outputs(resource.urn, resource.type, resource.name)
        unconfigured = self._dry_run and provider is not None and wire.has_unknown(provider.inputs)
        if unconfigured and not quirks_of(resource.type).plans_unconfigured:
            return dict(given)
        outputs = self._echoed(resource, inputs) | self._computed(resource, inputs)
        outputs["id"] = resource.identifier or wire.UNKNOWN
        outputs |= given
        return _with_secrets(outputs, resource.options.additional_secret_outputs)

    def _echoed(self, resource: PlannedResource, inputs: Properties) -> Properties:
        """The inputs as they come back."""
        if not self._dry_run:
            return dict(inputs)
        quirks = quirks_of(resource.type)
        description = self._descriptions.get(resource.type)
        described = description.outputs if description is not None and quirks.computes_inside_objects else None
        outputs = {
            key: value if described is None else _completed(value, described.fields.get(key, "any"), described)
            for key, value in inputs.items()
        }
        known = {key for key, value in outputs.items() if not wire.has_unknown(value)}
        outputs |= dict.fromkeys(quirks.null_outputs & known)
        return outputs | dict.fromkeys(quirks.unknown_outputs & outputs.keys(), wire.UNKNOWN)

    def _computed(self, resource: PlannedResource, inputs: Properties) -> Properties:
        """The declared outputs that are not among the inputs."""
        description = self._descriptions.get(resource.type)
        if description is None or description.outputs is None:
            return {}
        declared = description.outputs.fields
        missing = {name: shape for name, shape in declared.items() if name not in inputs and name not in ("id", "urn")}
        if self._dry_run:
            return dict.fromkeys(missing, wire.UNKNOWN)
        return {
            name: synthesised(shape, f"{resource.name}-{name}", description.outputs) for name, shape in missing.items()
        }

    def read(self, resource: PlannedResource) -> tuple[bool, Properties]:
        """Whether a fixture describes an existing resource, and the outputs to answer with."""
        if resource.type == STACK_REFERENCE:
            return self._stack_reference(resource)
        given = self._fixtures.read(resource.identifier, resource.type)
        if given is None:
            return False, {**resource.inputs, **self._computed(resource, resource.inputs)}
        return True, _with_secrets(dict(given), resource.options.additional_secret_outputs)

    def _stack_reference(self, resource: PlannedResource) -> tuple[bool, Properties]:
        name = resource.inputs.get("name", resource.identifier)
        stack = self._fixtures.stack(str(name))
        if stack is None:
            return False, {"name": name, "outputs": wire.UNKNOWN, "secretOutputNames": wire.UNKNOWN}
        outputs = _with_secrets(stack.outputs, stack.secret_output_names)
        return True, {"name": name, "outputs": outputs, "secretOutputNames": list(stack.secret_output_names)}

    def limits(self, resource: PlannedResource, provider: PlannedResource | None) -> Iterator[Note]:
        """What a rehearsal cannot know of this resource."""
        if resource.remote:
            yield Note(
                "remote component",
                f"{resource.type} '{resource.name}' is built by a plugin; its children are not in this plan"
                " and no policy has seen them",
            )
        elif resource.custom and not urns.is_provider(resource.type) and urns.package_of(resource.type) != "pulumi":
            yield Note(
                "no provider check",
                f"{urns.package_of(resource.type)}: names, defaults and limits that its plugin adds or checks",
            )
        if self._dry_run and resource.custom and provider is not None and wire.has_unknown(provider.inputs):
            yield Note(
                "unconfigured provider",
                f"{urns.package_of(provider.type)} '{provider.name}' is configured by values not known in a preview;"
                " outputs of its resources are unknown, as in a real preview",
            )


def _completed(value: Value, shape: Shape, described: Fields) -> Value:
    """The value with the members that the plugin will add, unknown, to the objects in it."""
    if isinstance(shape, str) or value is None or wire.signature(value) not in (None, wire.SECRET):
        return value
    if wire.signature(value) == wire.SECRET:
        return wire.secret(_completed(value["value"], shape, described))
    kind, inner = shape
    if kind == "list" and isinstance(value, list):
        return [_completed(item, inner, described) for item in value]
    if kind != "class" or not isinstance(value, dict) or inner not in described.classes:
        return value
    fields = described.classes[inner].fields
    own = {key: _completed(item, fields.get(key, "any"), described) for key, item in value.items()}
    return dict.fromkeys(fields, wire.UNKNOWN) | own


def _with_secrets(outputs: Properties, names: tuple[str, ...]) -> Properties:
    return {key: wire.secret(value) if key in names else value for key, value in outputs.items()}
