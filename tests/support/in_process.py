"""Rehearses components within this process, so that many arguments can be tried: the engine is the rehearsal's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pulumi

from bailiwick.rehearsal.declarations import Target
from bailiwick.rehearsal.deployment import Deployment
from bailiwick.rehearsal.fixtures import Fixtures
from bailiwick.rehearsal.input_check import SdkInputChecker
from bailiwick.rehearsal.launcher import sdk_types
from bailiwick.rehearsal.monitor import Monitor
from bailiwick.rehearsal.outputs import OutputPlanner
from bailiwick.rehearsal.providers import Providers
from bailiwick.rehearsal.transforms import Transforms
from bailiwick.rehearsal.typedesc import TypeDescription, parse
from deployments import NotingJudge

if TYPE_CHECKING:
    from collections.abc import Callable

    from bailiwick.rehearsal.plan import InputWarning, PlannedResource

PROJECT, STACK = "bailiwick", "test"

_DESCRIPTIONS: dict[str, TypeDescription] = {}
"""What the SDKs say of their types; it does not change while the tests run."""


class _WithoutWire:
    """A monitor that the SDK calls directly."""

    def __init__(self, monitor: Monitor) -> None:
        self._monitor = monitor

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._monitor, name)
        return lambda request: method(request, None)


def rehearsed(build: Callable[[], object]) -> tuple[list[PlannedResource], list[InputWarning]]:
    """What a program would register in a preview, and every input that the SDK's types do not know."""
    deployment = Deployment(
        Target(PROJECT, STACK, dry_run=True),
        providers=Providers({}, frozenset()),
        outputs=OutputPlanner(_DESCRIPTIONS, Fixtures(), dry_run=True),
        judge=NotingJudge(),
        inputs=SdkInputChecker(_DESCRIPTIONS),
        fixtures=Fixtures(),
    )
    monitor = Monitor(deployment, Transforms(), _DESCRIPTIONS, lambda _count: None)
    register = pulumi.resource.register_resource

    def describing(res: Any, ty: str, name: str, custom: bool, *rest: Any, **named: Any) -> None:
        typ = rest[4] if len(rest) > 4 else named.get("typ")
        if custom and ty not in _DESCRIPTIONS:
            inputs, outputs = sdk_types.describe_inputs(typ), sdk_types.describe_outputs(type(res))
            _DESCRIPTIONS[ty] = parse({"type": ty, "inputs": inputs, "outputs": outputs})
        register(res, ty, name, custom, *rest, **named)

    pulumi.runtime.set_mocks(
        _NoMocks(),
        project=PROJECT,
        stack=STACK,
        preview=True,
        monitor=_WithoutWire(monitor),  # type: ignore[arg-type]
    )
    pulumi.resource.register_resource = describing  # type: ignore[assignment]
    try:
        pulumi.runtime.test(lambda: build() and None)()
    finally:
        pulumi.resource.register_resource = register
    if deployment.bug is not None:
        raise deployment.bug
    return list(deployment.resources.values()), deployment.input_warnings


class _NoMocks(pulumi.runtime.Mocks):
    def call(self, args: pulumi.runtime.MockCallArgs) -> Any:
        raise AssertionError(f"components call no data source, but {args.token} was called")

    def new_resource(self, args: pulumi.runtime.MockResourceArgs) -> Any:
        raise AssertionError(f"{args.typ} went past the rehearsal")
