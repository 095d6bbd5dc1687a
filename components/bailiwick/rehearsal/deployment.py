"""The state of one rehearsed deployment: what a program registers, and what it gets back.

Free of transport: requests arrive as plain data, so that a test can drive a
deployment directly and the gRPC service stays a translation.
"""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from bailiwick.rehearsal import urns, wire
from bailiwick.rehearsal.plan import Call, Diagnostic, InputWarning, Note, Options, PlannedResource, Severity
from bailiwick.rehearsal.providers import ProviderRequest, Providers

if TYPE_CHECKING:
    from bailiwick.rehearsal.declarations import Reading, Registration, Target
    from bailiwick.rehearsal.fixtures import Fixtures
    from bailiwick.rehearsal.outputs import OutputPlanner
    from bailiwick.rehearsal.wire import Properties

GET_RESOURCE = "pulumi:pulumi:getResource"


class DeploymentStoppedError(Exception):
    """The deployment ended; no further request is answered."""


class RequestRefusedError(Exception):
    """The engine cannot do what a request asks; the program is told so."""


class Judge(Protocol):
    """Whoever judges resources as they are planned: the policy packs."""

    def repaired(self, resource: PlannedResource, provider: PlannedResource | None) -> Properties:
        """The resource's inputs after remediation."""

    def judge(self, resource: PlannedResource, provider: PlannedResource | None) -> None:
        """Judges one resource."""


class InputChecker(Protocol):
    """Whoever compares inputs with the SDK's types."""

    def check(self, resource: PlannedResource) -> list[InputWarning]:
        """What does not fit."""


class Deployment:
    """Everything registered so far.

    Thread-safe: a program registers many resources at once.
    """

    def __init__(
        self,
        target: Target,
        *,
        providers: Providers,
        outputs: OutputPlanner,
        judge: Judge,
        inputs: InputChecker,
        fixtures: Fixtures,
    ) -> None:
        self.target = target
        self.resources: dict[str, PlannedResource] = {}
        self.diagnostics: list[Diagnostic] = []
        self.input_warnings: list[InputWarning] = []
        self.calls: list[Call] = []
        self.notes: dict[Note, None] = {}
        self.stopped = threading.Event()
        self.failed = False
        """Whether the engine itself, not the program, ended the deployment."""
        self.bug: Exception | None = None
        """An error of ours, met while a request was answered, for whoever runs the deployment to raise."""
        self.providers = providers
        self._outputs = outputs
        self._judge = judge
        self._inputs = inputs
        self._fixtures = fixtures
        self._lock = threading.Lock()
        self._default_lock = threading.RLock()

    # registering

    def register(self, request: Registration) -> PlannedResource:
        """Plans one resource.

        Raises:
            DeploymentStoppedError: the URN exists already, or a policy pack failed.
            RequestRefusedError: a default provider is needed and disabled.
        """
        self._refuse_when_stopped()
        urn = urns.make_urn(self.target.stack, self.target.project, request.parent, request.type, request.name)
        properties, property_dependencies = _settled(request)
        resource = PlannedResource(
            urn=urn,
            type=request.type,
            name=request.name,
            custom=request.custom,
            parent=request.parent,
            provider=self._provider_of(request, urn),
            inputs=self._completed(request, properties),
            dependencies=_sorted(request.dependencies, *property_dependencies.values()),
            property_dependencies=property_dependencies,
            options=self._inherited(request),
            source=request.source,
            remote=request.remote,
        )
        self._claim(resource)
        self.providers.remember(resource, request.providers)
        self._plan(resource, request.import_id)
        return resource

    def _plan(self, resource: PlannedResource, import_id: str = "") -> None:
        """Judges a resource, then works out what it will look like."""
        provider = self.resources.get(urns.split_reference(resource.provider)[0]) if resource.provider else None
        resource.inputs = self._judge.repaired(resource, provider)
        warnings = self._inputs.check(resource)
        self._judge.judge(resource, provider)
        if resource.custom:
            resource.identifier = import_id or self._outputs.identifier(resource)
            resource.outputs = self._outputs.planned(resource, provider)
        with self._lock:
            self.input_warnings += warnings
            self.notes.update(dict.fromkeys(self._outputs.limits(resource, provider)))

    def register_outputs(self, urn: str, outputs: Properties) -> None:
        """Stores the outputs that a component, or the stack, registers."""
        self._refuse_when_stopped()
        resource = self.resources.get(urn)
        if resource is None:
            raise RequestRefusedError(f"outputs for a resource that was never registered: {urn}")
        resource.outputs, _ = wire.without_outputs(outputs)

    # reading

    def read(self, request: Reading) -> PlannedResource:
        """Plans the reading of one existing resource."""
        self._refuse_when_stopped()
        properties, _ = wire.without_outputs(request.properties)
        urn = urns.make_urn(self.target.stack, self.target.project, request.parent, request.type, request.name)
        resource = PlannedResource(
            urn=urn,
            type=request.type,
            name=request.name,
            custom=True,
            operation="read",
            parent=request.parent,
            provider=self._reference(request, request.type, urn),
            inputs=properties,
            dependencies=_sorted(request.dependencies),
            options=Options(additional_secret_outputs=request.additional_secret_outputs),
            source=request.source,
            identifier=request.identifier,
        )
        self._claim(resource)
        answered, resource.outputs = self._outputs.read(resource)
        with self._lock:
            self.calls.append(
                Call("read", request.type, {}, name=request.name, identifier=request.identifier, answered=answered)
            )
        return resource

    def invoke(
        self, token: str, arguments: Properties, request: ProviderRequest, waits_for: tuple[str, ...]
    ) -> Properties | None:
        """The answer of a data source; None when it is not known.

        A data source that depends on a resource which does not exist yet is not
        asked, as in a real preview.
        """
        self._refuse_when_stopped()
        if token == GET_RESOURCE:
            with self._lock:
                self.calls.append(Call("invoke", token, arguments))
            return self._rehydrated(arguments)
        if not request.reference:
            self._default_provider(request, token)
        plain = wire.without_secrets(wire.without_outputs(arguments)[0])
        pending = self.target.dry_run and any(
            self.resources[urn].custom and self.resources[urn].operation == "create"
            for urn in waits_for
            if urn in self.resources
        )
        answer = None if pending or wire.has_unknown(plain) else self._fixtures.invoke(token, plain)
        with self._lock:
            self.calls.append(Call("invoke", token, plain, answered=answer is not None or pending))
        return answer

    def _rehydrated(self, arguments: Properties) -> Properties:
        """A resource that was passed by reference, as a component in another language would get it."""
        resource = self.resources.get(str(arguments.get("urn")))
        if resource is None:
            raise RequestRefusedError(f"unknown resource {arguments.get('urn')}")
        return {"urn": resource.urn, "id": resource.identifier, "state": resource.outputs}

    # talking

    def log(self, severity: Severity, message: str, urn: str = "") -> None:
        """Stores a message of the program or of its SDK; none after the engine's own last word."""
        if self.stopped.is_set():
            return
        with self._lock:
            self.diagnostics.append(Diagnostic(severity, message, urn))

    def note(self, topic: str, text: str) -> None:
        """Stores something that this rehearsal cannot know."""
        with self._lock:
            self.notes[Note(topic, text)] = None

    def stop(self, message: str, urn: str = "") -> DeploymentStoppedError:
        """Ends the deployment because of an error of the engine's own; returns what to raise."""
        with self._lock:
            if not self.failed:
                self.diagnostics.append(Diagnostic(Severity.ERROR, message, urn))
            self.failed = True
        self.stopped.set()
        return DeploymentStoppedError(message)

    def give_up(self, problem: Exception) -> None:
        """Ends the deployment because of a bug of ours; after the end, nothing counts any more."""
        with self._lock:
            if not self.stopped.is_set():
                self.bug, self.failed = problem, True
        self.stopped.set()

    def _refuse_when_stopped(self) -> None:
        if self.stopped.is_set():
            raise DeploymentStoppedError("the deployment has ended")

    # details

    def _claim(self, resource: PlannedResource) -> None:
        with self._lock:
            taken = resource.urn in self.resources
            if not taken:
                self.resources[resource.urn] = resource
        if taken:
            raise self.stop(f"Duplicate resource URN '{resource.urn}'; try giving it a unique name", resource.urn)

    def _completed(self, request: Registration, properties: Properties) -> Properties:
        """Inputs with what the engine itself adds: a provider's version and where its plugin comes from."""
        if not urns.is_provider(request.type):
            return properties
        return self.providers.completed(properties, request.version, request.plugin_url)

    def _inherited(self, request: Registration) -> Options:
        parent = self.resources.get(request.parent)
        if parent is None:
            return request.options
        options = request.options
        return replace(
            options,
            protect=options.protect if request.protect_given else parent.options.protect,
            retain_on_delete=options.retain_on_delete or parent.options.retain_on_delete,
            deleted_with=options.deleted_with or parent.options.deleted_with,
        )

    def _provider_of(self, request: Registration, urn: str) -> str:
        if urns.is_provider(request.type) or not (request.custom or request.remote):
            return ""
        return self._reference(request, request.type, urn)

    def _reference(self, request: Registration | Reading, type_: str, urn: str) -> str:
        wanted = ProviderRequest(
            urns.package_of(type_), request.version, request.plugin_url, request.package_ref, request.provider
        )
        return (
            request.provider
            or self.providers.inherited(request.parent, wanted.package)
            or self._default_provider(wanted, urn)
        )

    def _default_provider(self, request: ProviderRequest, user: str) -> str:
        """The reference of the default provider for a package, planned before its first user."""
        with self._default_lock:
            known = self.providers.default_reference(request)
            if known:
                return known
            if self.providers.defaults_disabled(request.package):
                raise RequestRefusedError(
                    f"Default provider for '{request.package}' disabled. '{user}' must use an explicit provider."
                )
            provider = self.providers.new_default(request, self.target)
            self._claim(provider)
            self._plan(provider)
            return self.providers.adopt_default(request, provider)


def _settled(request: Registration) -> tuple[Properties, dict[str, tuple[str, ...]]]:
    """Inputs without output values, and the dependencies of each, those of output values included."""
    properties: Properties = {}
    found: dict[str, tuple[str, ...]] = {}
    for key, value in request.properties.items():
        properties[key], more = wire.without_outputs(value)
        found[key] = _sorted(request.property_dependencies.get(key, ()), tuple(more))
    return properties, found


def _sorted(*groups: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({urn for group in groups for urn in group}))
