"""Reads the resources of a state export or a preview: both write them in the same form.

Source: ``apitype.ResourceV3`` of pulumi/pulumi (``sdk/go/common/apitype/core.go``).
The reader is strict, because a resource whose shape it misread could pass unseen.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from bailiwick.errors import ConfigurationError, Diagnostic
from bailiwick.estate.estate import Estate
from bailiwick.estate.keeping import UNSEEN
from bailiwick.estate.records import provider_urn
from bailiwick.estate.resource import Resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bailiwick.estate.json_file import JsonFile, Trail

_SHAPES: Final[dict[str, type | tuple[type, ...]]] = {
    "urn": str,
    "type": str,
    "custom": bool,
    "id": str,
    "inputs": dict,
    "outputs": dict,
    "parent": str,
    "provider": str,
    "dependencies": list,
    "propertyDependencies": dict,
    "external": bool,
    "delete": bool,
    "pendingReplacement": bool,
    "protect": bool,
    "retainOnDelete": bool,
    "sourcePosition": str,
}
_REQUIRED: Final = ("urn", "type")
_NAMES: Final[dict[type | tuple[type, ...], str]] = {
    str: "text",
    bool: "true or false",
    dict: "an object",
    list: "a list",
}
_SOURCE: Final = "project:///"
_TOLD_AT_ONCE: Final = 20


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A resource of the file that is not judged."""

    urn: str
    why: str
    """A clause: ``is marked for deletion``."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a file says will exist, and what it names besides."""

    file: JsonFile
    estate: Estate
    trails: Mapping[str, Trail]
    """Where in the file each resource stands, by URN."""
    sources: Mapping[str, str]
    """``file:line`` of the statement that declared a resource, relative to the project, by URN; as far as told."""
    left_out: tuple[LeftOut, ...] = ()
    remarks: tuple[str, ...] = ()
    """What else a reader of the verdicts must know, as sentences without a full stop."""

    @property
    def project(self) -> str:
        """The name of the project, or ``several``."""
        return self._shared(2)

    @property
    def stack(self) -> str:
        """The name of the stack, or ``several``."""
        return self._shared(0)

    def where(self, urn: str) -> str:
        """``file:line`` of the resource in the file."""
        return self.file.where(*self.trails.get(urn, ()))

    def _shared(self, position: int) -> str:
        names = {urn.removeprefix("urn:pulumi:").split(":")[position] for urn in self.estate.resources}
        return names.pop() if len(names) == 1 else "several"


class Collector:
    """Gathers the resources of a file and all that is wrong with them."""

    def __init__(self, file: JsonFile) -> None:
        self._file = file
        self._resources: dict[str, Resource] = {}
        self._trails: dict[str, Trail] = {}
        self._sources: dict[str, str] = {}
        self._left_out: list[LeftOut] = []
        self.remarks: list[str] = []
        self.keeping = UNSEEN
        self.problems: list[Diagnostic] = []

    def checked(self, row: Any, *trail: str | int) -> bool:
        """Whether the row has the shape of a resource; what is wrong is kept for :meth:`done`."""
        before = len(self.problems)
        if not isinstance(row, dict):
            self.complain("is not a resource", *trail, expected="an object")
            return False
        for key, shape in _SHAPES.items():
            value = row.get(key)
            if value is None and (key not in _REQUIRED):
                continue
            if not isinstance(value, shape):
                self.complain(f"{key} is malformed", *trail, key, got=_brief(value), expected=_NAMES[shape])
        if len(self.problems) == before:
            self._check_names(row, trail)
        return len(self.problems) == before

    def _check_names(self, row: Mapping[str, Any], trail: Trail) -> None:
        parts = row["urn"].split("::", 3)
        if len(parts) != 4 or not parts[0].startswith("urn:pulumi:") or not parts[3]:
            expected = "urn:pulumi:STACK::PROJECT::TYPE::NAME"
            self.complain("urn is malformed", *trail, "urn", got=_brief(row["urn"]), expected=expected)
        elif parts[2].rpartition("$")[2] != row["type"]:
            self.complain("type contradicts the URN", *trail, "type", got=_brief(row["type"]), expected=parts[2])
        if row.get("provider") and not provider_urn(row["provider"]).startswith("urn:pulumi:"):
            self.complain("provider is malformed", *trail, "provider", got=_brief(row["provider"]), expected="URN::ID")
        by_name = {"": row.get("dependencies"), **(row.get("propertyDependencies") or {})}
        for name, urns in by_name.items():
            if urns is not None and not (isinstance(urns, list) and all(isinstance(urn, str) for urn in urns)):
                path = ("propertyDependencies", name) if name else ("dependencies",)
                self.complain(f"{path[0]} is malformed", *trail, *path, expected="a list of URNs")

    def listed(self, value: Any, *trail: str | int) -> list[Any]:
        """The list, which may be left out or null; anything else is wrong."""
        if value is not None and not isinstance(value, list):
            self.complain(f"{trail[-1]} is malformed", *trail, got=_brief(value), expected="a list")
        return value if isinstance(value, list) else []

    def add(self, row: Mapping[str, Any], *trail: str | int) -> None:
        """Takes a checked row over as a resource that will exist."""
        urn = row["urn"]
        if urn in self._resources:
            self.complain("the same URN stands twice", *trail, "urn", got=_brief(urn), expected="one resource per URN")
            return
        self._resources[urn] = _resource(row)
        self._trails[urn] = trail
        position = row.get("sourcePosition") or ""
        if position.startswith(_SOURCE) and ".." not in position:
            self._sources[urn] = position.removeprefix(_SOURCE).replace("#", ":")

    def leave_out(self, urn: str, why: str) -> None:
        """Notes that a resource of the file is not judged."""
        self._left_out.append(LeftOut(urn, why))

    def complain(self, problem: str, *trail: str | int, got: str = "", expected: str = "", next_step: str = "") -> None:
        """Notes that something is wrong; from the twentieth problem on, nobody looks for its line."""
        few = len(self.problems) < _TOLD_AT_ONCE
        where = self._file.where(*trail) if few else str(self._file.path)
        self.problems.append(Diagnostic(problem, where=where, got=got, expected=expected, next_step=next_step))

    def provide(self, inputs_of: Mapping[str, Mapping[str, Any]]) -> None:
        """Gives resources the configuration of providers that the file leaves out, by the provider's URN."""
        for urn, resource in self._resources.items():
            if resource.provider not in self._resources and resource.provider in inputs_of:
                self._resources[urn] = replace(resource, provider_inputs=inputs_of[resource.provider])

    @property
    def resources(self) -> Mapping[str, Resource]:
        """What has been collected by now."""
        return self._resources

    def done(self) -> Snapshot:
        """The snapshot.

        Raises:
            ConfigurationError: anything is wrong with the file, or it holds no resource.
        """
        if not self.problems and not self._resources:
            self.problems.append(
                Diagnostic("holds no resource that will exist: there is nothing to judge", where=str(self._file.path))
            )
        if self.problems:
            more = len(self.problems) - _TOLD_AT_ONCE
            told: Iterable[Diagnostic | str] = self.problems[:_TOLD_AT_ONCE]
            raise ConfigurationError(*told, *([f"{more} more problems of this kind"] if more > 0 else []))
        return Snapshot(
            self._file,
            Estate(self._resources, keeping=self.keeping),
            self._trails,
            self._sources,
            tuple(self._left_out),
            tuple(self.remarks),
        )


def _resource(row: Mapping[str, Any]) -> Resource:
    outputs = row.get("outputs") or {}
    return Resource(
        urn=row["urn"],
        type=row["type"],
        name=row["urn"].split("::", 3)[3],
        inputs=row.get("inputs") or {},
        outputs=outputs,
        parent=row.get("parent") or "",
        provider=provider_urn(row.get("provider") or ""),
        dependencies=tuple(row.get("dependencies") or ()),
        property_dependencies={
            name: tuple(urns or ()) for name, urns in (row.get("propertyDependencies") or {}).items()
        },
        id=row.get("id") or "",
        protected=bool(row.get("protect")),  # an option that is not set is left out of the file
        retained=bool(row.get("retainOnDelete") or row.get("external")),
    )


def _brief(value: Any) -> str:
    """A value inside a message. Never an object or a list: they may hold secrets."""
    if isinstance(value, (dict, list)):
        return "an object" if isinstance(value, dict) else "a list"
    text = repr(value)
    return text if len(text) <= 120 else f"{text[:117]}..."
