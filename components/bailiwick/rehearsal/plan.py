"""What a rehearsal found out."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bailiwick.rehearsal.wire import Properties, Value


class Level(StrEnum):
    """How much a policy violation matters, as CrossGuard has it."""

    ADVISORY = "advisory"
    MANDATORY = "mandatory"
    REMEDIATE = "remediate"
    DISABLED = "disabled"


class Severity(StrEnum):
    """How much a diagnostic matters."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Options:
    """A resource's options, after inheritance and transforms."""

    protect: bool = False
    ignore_changes: tuple[str, ...] = ()
    delete_before_replace: bool | None = None
    additional_secret_outputs: tuple[str, ...] = ()
    create_timeout: float = 0
    """Seconds; 0 means the provider's default. Likewise the others."""
    update_timeout: float = 0
    delete_timeout: float = 0
    retain_on_delete: bool = False
    deleted_with: str = ""


@dataclass(slots=True)
class PlannedResource:
    """One resource of the plan. Properties are in Pulumi's wire form; see ``wire``."""

    urn: str
    type: str
    name: str
    custom: bool
    operation: str = "create"
    """``create``, or ``read`` for a resource that exists already."""
    parent: str = ""
    """URN of the parent; empty for the stack and for default providers."""
    provider: str = ""
    """``URN::ID`` of the provider; empty for components and providers."""
    inputs: Properties = field(default_factory=dict)
    outputs: Properties = field(default_factory=dict)
    dependencies: tuple[str, ...] = ()
    property_dependencies: dict[str, tuple[str, ...]] = field(default_factory=dict)
    options: Options = field(default_factory=Options)
    source: str = ""
    """``file:line`` of the statement that declared it; empty when the SDK did not say."""
    identifier: str = ""
    """The physical id; empty while unknown."""
    remote: bool = False
    """Whether a plugin would have built it, with children that a rehearsal cannot see."""
    hidden: bool = False
    """Whether Pulumi leaves it out of the displayed plan: default providers."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A message of the program, of its SDK or of the engine."""

    severity: Severity
    message: str
    urn: str = ""


@dataclass(frozen=True, slots=True)
class Violation:
    """A policy's objection to a resource, or to the stack."""

    pack: str
    pack_version: str
    policy: str
    level: Level
    urn: str
    message: str
    description: str = ""
    severity: str = ""
    """``low``, ``medium``, ``high``, ``critical`` or empty."""


@dataclass(frozen=True, slots=True)
class Remediation:
    """A policy's change of a resource's inputs."""

    pack: str
    pack_version: str
    policy: str
    urn: str
    before: Properties
    after: Properties


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """A policy's statement that it had nothing to judge."""

    pack: str
    policy: str
    """Empty if all of the pack's policies agree."""
    urn: str
    reason: str


@dataclass(frozen=True, slots=True)
class InputWarning:
    """An input that does not fit what the SDK declares."""

    urn: str
    path: str
    problem: str


@dataclass(frozen=True, slots=True)
class Call:
    """A data source that was asked, or a resource that was read."""

    kind: str
    """``invoke`` or ``read``."""
    token: str
    arguments: Properties
    name: str = ""
    identifier: Value = None
    answered: bool = True


@dataclass(frozen=True, slots=True)
class Note:
    """Something that the rehearsal cannot know; the limit of what its plan proves."""

    topic: str
    text: str


@dataclass(slots=True)
class Plan:
    """The outcome of one rehearsal. Resources are sorted by URN."""

    project: str
    stack: str
    resources: list[PlannedResource] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    violations: list[Violation] = field(default_factory=list)
    remediations: list[Remediation] = field(default_factory=list)
    not_applicable: list[NotApplicable] = field(default_factory=list)
    input_warnings: list[InputWarning] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    packs: list[str] = field(default_factory=list)
    """``name@version`` of each policy pack that judged."""
    completed: bool = True
    """Whether the program ran to its end, and so did every policy."""
    program: Path | None = None
    """The program's folder; None if no program was run."""

    @property
    def succeeded(self) -> bool:
        """Whether a real preview would have exited with 0."""
        return self.completed and not any(item.level is Level.MANDATORY for item in self.violations)

    def written_at(self) -> dict[str, str]:
        """URN -> ``file:line`` at which its user can change it.

        A component's own children were declared in the component's file, which may
        be in a library: what counts is the nearest parent in the program's folder.
        """
        by_urn = {resource.urn: resource for resource in self.resources}
        return {urn: self._written_at(resource, by_urn) for urn, resource in by_urn.items()}

    def _written_at(self, resource: PlannedResource, by_urn: dict[str, PlannedResource]) -> str:
        at: PlannedResource | None = resource
        while at is not None and self.program is not None:
            folders = Path(at.source.rpartition(":")[0]).parents
            if self.program in folders and not any(folder.name == "site-packages" for folder in folders):
                return at.source
            at = by_urn.get(at.parent)
        return resource.source

    def displayed(self) -> list[PlannedResource]:
        """The resources that Pulumi would show."""
        return [resource for resource in self.resources if not resource.hidden]
