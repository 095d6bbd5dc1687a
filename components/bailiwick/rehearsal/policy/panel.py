"""All policy packs of one rehearsal, asked in the order in which they were given."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import grpc
from pulumi.runtime.proto import analyzer_pb2

from bailiwick.rehearsal import wire
from bailiwick.rehearsal.deployment import DeploymentStoppedError
from bailiwick.rehearsal.plan import Level, NotApplicable, Remediation, Violation
from bailiwick.rehearsal.policy.pack import LEVELS, PolicyPack
from bailiwick.rehearsal.policy.questions import Questions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bailiwick.rehearsal.plan import PlannedResource
    from bailiwick.rehearsal.wire import Properties

SEVERITIES = {
    analyzer_pb2.POLICY_SEVERITY_LOW: "low",
    analyzer_pb2.POLICY_SEVERITY_MEDIUM: "medium",
    analyzer_pb2.POLICY_SEVERITY_HIGH: "high",
    analyzer_pb2.POLICY_SEVERITY_CRITICAL: "critical",
}


class Panel:
    """Puts each question to every pack and keeps the answers."""

    def __init__(self, packs: Sequence[PolicyPack]) -> None:
        self.packs = tuple(packs)
        self.violations: list[Violation] = []
        self.remediations: list[Remediation] = []
        self.not_applicable: list[NotApplicable] = []
        self.stop: Callable[[str, str], DeploymentStoppedError] = lambda message, _urn: DeploymentStoppedError(message)
        """Ends the deployment when a policy throws; set by whoever owns the deployment."""
        self._questions = Questions()
        self._ready = threading.Event()
        self._lock = threading.Lock()

    def connect(self) -> None:
        """Waits until every pack is ready. Until then, questions wait.

        Raises:
            ConfigurationError: a pack does not start or is misconfigured.
        """
        for pack in self.packs:
            pack.connect()
        self._ready.set()

    def repaired(self, resource: PlannedResource, provider: PlannedResource | None) -> Properties:
        """The resource's inputs after all packs' remediations."""
        self._ready.wait()
        inputs = resource.inputs
        for pack in self.packs:
            if pack.remediates:
                inputs = self._remediate(pack, resource, inputs, provider)
                resource.inputs = inputs
        return inputs

    def _remediate(
        self, pack: PolicyPack, resource: PlannedResource, inputs: Properties, provider: PlannedResource | None
    ) -> Properties:
        answer = self._asked(
            pack, pack.stub.Remediate, self._questions.about_resource(resource, provider), resource.urn
        )
        self._keep_not_applicable(pack, answer, resource.urn)
        for item in answer.remediations:
            if item.diagnostic:
                found = Violation(
                    pack.name,
                    pack.version,
                    item.policyName,
                    Level.ADVISORY,
                    resource.urn,
                    item.diagnostic,
                    item.description,
                )
                with self._lock:
                    self.violations.append(found)
                continue
            # A policy that copies what it was given, `{**args.props}`, copies secrets in the clear.
            after = wire.still_secret(inputs, wire.from_struct(item.properties))
            kept = {key: value for key, value in inputs.items() if key.startswith("__")}
            with self._lock:
                self.remediations.append(
                    Remediation(pack.name, pack.version, item.policyName, resource.urn, dict(inputs), after)
                )
            inputs = {**after, **kept}
        return inputs

    def judge(self, resource: PlannedResource, provider: PlannedResource | None) -> None:
        """Asks every pack about one resource."""
        self._ready.wait()
        if not self.packs:
            return
        question = self._questions.about_resource(resource, provider)
        for pack in self.packs:
            answer = self._asked(pack, pack.stub.Analyze, question, resource.urn)
            # The URN that a resource policy reports is not looked at; recording: violations.
            self._keep(pack, answer, lambda _urn: resource.urn, resource.urn)

    def judge_stack(self, resources: Iterable[PlannedResource], root: str) -> None:
        """Asks every pack about the whole stack; ``root`` is the URN of the stack itself."""
        if not self.packs:
            return
        question = self._questions.about_stack(resources)
        for pack in self.packs:
            answer = self._asked(pack, pack.stub.AnalyzeStack, question, root)
            self._keep(pack, answer, lambda urn: urn or root, root)

    def _keep(
        self, pack: PolicyPack, answer: analyzer_pb2.AnalyzeResponse, place: Callable[[str], str], asked_about: str
    ) -> None:
        found = []
        for item in answer.diagnostics:
            level = LEVELS[item.enforcementLevel]
            level = Level.MANDATORY if level is Level.REMEDIATE else level
            severity = SEVERITIES.get(item.severity, "")
            urn = place(item.urn)
            found.append(
                Violation(
                    pack.name, pack.version, item.policyName, level, urn, item.message, item.description, severity
                )
            )
        with self._lock:
            self.violations += found
        self._keep_not_applicable(pack, answer, asked_about)

    def _keep_not_applicable(
        self, pack: PolicyPack, answer: analyzer_pb2.AnalyzeResponse | analyzer_pb2.RemediateResponse, urn: str
    ) -> None:
        found = [NotApplicable(pack.name, item.policy_name, urn, item.reason) for item in answer.not_applicable]
        with self._lock:
            self.not_applicable += found

    def _asked(self, pack: PolicyPack, ask: Callable[[Any], Any], question: object, urn: str) -> Any:
        try:
            return ask(question)
        except grpc.RpcError as problem:
            details = problem.details()
            said = pack.last_words()
            message = f"failed to run policy pack {pack.name}: {details}" + (f"\n{said}" if said else "")
            raise self.stop(message, urn) from None

    def end(self) -> None:
        """Ends all packs; questions that still wait are let go."""
        self._ready.set()
        for pack in self.packs:
            pack.end()
