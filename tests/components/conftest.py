"""Registers components under Pulumi's mocks and hands back what they registered."""

import importlib
import inspect
import typing
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pulumi
import pytest

with warnings.catch_warnings():
    # Importing an SDK warns of each of its own deprecated aliases.
    warnings.simplefilter("ignore", DeprecationWarning)
    import pulumi_ovh  # noqa: F401
    import pulumiverse_scaleway  # noqa: F401


@dataclass
class Registered:
    """What a program registered, in order, and what its outputs became."""

    resources: list[pulumi.runtime.MockResourceArgs] = field(default_factory=list)
    outputs: dict[str, Any] = field(default_factory=dict)

    def of(self, suffix: str) -> list[dict[str, Any]]:
        """The inputs of all resources whose type ends so."""
        return [resource.inputs for resource in self.resources if resource.typ.endswith(suffix)]

    def one(self, suffix: str) -> dict[str, Any]:
        (found,) = self.of(suffix)
        return found

    def named(self, name: str) -> dict[str, Any]:
        (found,) = [resource.inputs for resource in self.resources if resource.name == name]
        return found


class Recorder(pulumi.runtime.Mocks):
    def __init__(self, registered: Registered) -> None:
        self.registered = registered

    def new_resource(self, args: pulumi.runtime.MockResourceArgs):
        self.registered.resources.append(args)
        place = args.inputs.get("region") or args.inputs.get("zone") or "nowhere"
        outputs = {**args.inputs, "name": args.inputs.get("name") or f"{args.name}-0a1b2c3"}
        if args.typ == "scaleway:kubernetes/cluster:Cluster":
            outputs |= {"kubeconfigs": [{"configFile": "apiVersion: v1"}], "apiserverUrl": "https://api.example:6443"}
        return f"{place}/{args.name}-id", outputs

    def call(self, args: pulumi.runtime.MockCallArgs):
        raise AssertionError(f"components call no data source, but {args.token} was called")


@pytest.fixture
def register() -> Iterator[Callable[..., Registered]]:
    """Runs a function that registers resources; what it returns as a mapping of outputs is resolved.

    A function with a parameter receives what has been registered so far.
    """

    def run(build: Callable[..., Mapping[str, Any] | None], *, stack: str = "test") -> Registered:
        registered = Registered()
        pulumi.runtime.set_mocks(Recorder(registered), project="bailiwick", stack=stack, preview=False)

        def program():
            outputs = (build(registered) if inspect.signature(build).parameters else build()) or {}
            return pulumi.Output.all(**outputs).apply(registered.outputs.update)

        pulumi.runtime.test(program)()
        return registered

    yield run
    pulumi.runtime.set_all_config({})


def problems_of(error: Exception) -> dict[str, str]:
    """Path of the argument -> what is said about it."""
    return {item.where.rpartition(": ")[2]: str(item) for item in error.diagnostics()}


@pytest.fixture
def refused():
    """Builds a component that must be refused; gives its problems by path and asserts that nothing was registered."""

    def attempt(component: type, args: Mapping[str, Any]) -> dict[str, str]:
        from bailiwick.contract import ArgumentsError

        registered = Registered()
        pulumi.runtime.set_mocks(Recorder(registered), project="bailiwick", stack="test", preview=False)
        with pytest.raises(ArgumentsError) as caught:
            pulumi.runtime.test(lambda: component("wrong", args))()
        assert registered.resources == []
        return problems_of(caught.value)

    return attempt


@pytest.fixture(scope="session")
def misnamed() -> Callable[[str, Mapping[str, Any]], list[str]]:
    """Names the inputs of a Scaleway resource, nested ones included, that the SDK does not have."""

    def check(token: str, inputs: Mapping[str, Any]) -> list[str]:
        package, _, name = token.partition(":")[2].partition("/")
        module = importlib.import_module(f"pulumiverse_scaleway.{package}")
        return list(_unknown(getattr(module, f"{name.rpartition(':')[2]}Args"), inputs, ""))

    return check


def _unknown(args_class: type, values: Mapping[str, Any], path: str) -> Iterator[str]:
    getters = {
        prop.fget._pulumi_name if hasattr(prop.fget, "_pulumi_name") else name: prop
        for name, prop in inspect.getmembers(args_class, lambda member: isinstance(member, property))
    }
    for key, value in values.items():
        if key not in getters:
            yield f"{path}{key}"
            continue
        module = importlib.import_module(args_class.__module__)
        hints = typing.get_type_hints(getters[key].fget, vars(module) | vars(_inputs_of(module)))
        nested = _args_class(hints["return"])
        for item in value if isinstance(value, list) else [value]:
            if nested is not None and isinstance(item, dict):
                yield from _unknown(nested, item, f"{path}{key}.")


def _inputs_of(module: Any) -> Any:
    return importlib.import_module(f"{module.__name__.rpartition('.')[0]}._inputs")


def _args_class(hint: Any) -> type | None:
    if inspect.isclass(hint) and hint.__module__.startswith("pulumiverse_scaleway") and not typing.is_typeddict(hint):
        return hint
    return next((found for part in typing.get_args(hint) if (found := _args_class(part))), None)
