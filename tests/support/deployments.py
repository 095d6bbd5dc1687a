"""A deployment without a program: registered by hand, judged by a judge that takes notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bailiwick.rehearsal import urns
from bailiwick.rehearsal.declarations import Reading, Registration, Target
from bailiwick.rehearsal.deployment import Deployment
from bailiwick.rehearsal.fixtures import Fixtures
from bailiwick.rehearsal.input_check import SdkInputChecker
from bailiwick.rehearsal.outputs import OutputPlanner
from bailiwick.rehearsal.providers import Providers
from bailiwick.rehearsal.typedesc import parse

if TYPE_CHECKING:
    from bailiwick.rehearsal.plan import PlannedResource
    from bailiwick.rehearsal.wire import Properties

THING = "test:index:Thing"
COMPONENT = "test:index:Group"


class NotingJudge:
    """Repairs as it is told and remembers whom it was asked about."""

    def __init__(self) -> None:
        self.judged: list[str] = []
        self.providers: dict[str, str] = {}
        self.repairs: dict[str, Properties] = {}

    def repaired(self, resource: PlannedResource, provider: PlannedResource | None) -> Properties:
        del provider
        return self.repairs.get(resource.name, resource.inputs)

    def judge(self, resource: PlannedResource, provider: PlannedResource | None) -> None:
        self.judged.append(resource.name)
        self.providers[resource.name] = provider.urn if provider is not None else ""


def described(type_: str, *, inputs: dict[str, Any] | None = None, outputs: dict[str, Any] | None = None, **rest: Any):
    """A type description; ``rest`` may hold ``required`` and ``classes``."""
    classes = {
        name: {"fields": nested.get("fields", {}), "required": nested.get("required", [])}
        for name, nested in rest.get("classes", {}).items()
    }

    def part(fields: dict[str, Any] | None) -> dict[str, Any] | None:
        return None if fields is None else {"fields": fields, "required": rest.get("required", []), "classes": classes}

    return parse({"type": type_, "inputs": part(inputs), "outputs": part(outputs)})


class Bench:
    """A deployment with everything around it within reach."""

    def __init__(
        self,
        *descriptions: Any,
        config: dict[str, str] | None = None,
        secret_keys: frozenset[str] = frozenset(),
        fixtures: dict[str, Any] | None = None,
        dry_run: bool = True,
    ) -> None:
        known = {item.type: item for item in descriptions}
        given = Fixtures.model_validate(fixtures or {})
        self.judge = NotingJudge()
        self.deployment = Deployment(
            Target("demo", "dev", dry_run=dry_run),
            providers=Providers(config or {}, secret_keys),
            outputs=OutputPlanner(known, given, dry_run=dry_run),
            judge=self.judge,
            inputs=SdkInputChecker(known),
            fixtures=given,
        )
        self.root = self.add(urns.STACK_TYPE, "demo-dev", custom=False, parent="").urn

    def add(self, type_: str, name: str, *, custom: bool = True, parent: str | None = None, **rest: Any):
        """Registers a resource; below the stack unless told otherwise."""
        where = self.root if parent is None else parent
        return self.deployment.register(Registration(type=type_, name=name, custom=custom, parent=where, **rest))

    def thing(self, name: str, parent: str | None = None, **rest: Any):
        """Registers a resource of an ordinary type."""
        return self.add(THING, name, parent=parent, **rest)

    def group(self, name: str, parent: str | None = None, **rest: Any):
        """Registers a component."""
        return self.add(COMPONENT, name, custom=False, parent=parent, **rest)

    def look(self, type_: str, name: str, identifier: str, **rest: Any):
        """Reads an existing resource."""
        return self.deployment.read(Reading(type_, name, identifier, parent=self.root, **rest))
