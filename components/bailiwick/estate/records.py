"""Reads an estate from the records of a rehearsal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from bailiwick.estate.resource import Resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Record(Protocol):
    """What a record of a planned resource must offer. Values are in Pulumi's wire form."""

    @property
    def urn(self) -> str:
        """The URN."""

    @property
    def type(self) -> str:
        """The type token."""

    @property
    def name(self) -> str:
        """The name that the program gave."""

    @property
    def parent(self) -> str:
        """URN of the parent, or ``""``."""

    @property
    def provider(self) -> str:
        """``urn::id`` of the provider, or ``""``."""

    @property
    def inputs(self) -> Mapping[str, Any]:
        """The inputs."""

    @property
    def outputs(self) -> Mapping[str, Any]:
        """The outputs, as far as they are known."""

    @property
    def dependencies(self) -> Iterable[str]:
        """URNs of all resources that this one depends on."""

    @property
    def property_dependencies(self) -> Mapping[str, Iterable[str]]:
        """For each input, URNs of the resources that its value comes from."""


def read_records(records: Iterable[Record]) -> dict[str, Resource]:
    """The resources by URN, in the order of the records.

    ``id``, ``options`` and ``operation`` are used where a record has them.
    """
    return {record.urn: _resource(record) for record in records}


def _resource(record: Record) -> Resource:
    outputs = record.outputs or {}
    identifier = getattr(record, "id", "") or outputs.get("id") or ""
    options = getattr(record, "options", None)
    return Resource(
        urn=record.urn,
        type=record.type,
        name=record.name,
        inputs=record.inputs or {},
        outputs=outputs,
        parent=record.parent or "",
        provider=provider_urn(record.provider or ""),
        dependencies=tuple(record.dependencies or ()),
        property_dependencies={name: tuple(urns) for name, urns in (record.property_dependencies or {}).items()},
        id=identifier if isinstance(identifier, str) else "",
        protected=getattr(options, "protect", None),
        retained=getattr(record, "operation", "") == "read" or getattr(options, "retain_on_delete", None),
    )


def provider_urn(reference: str) -> str:
    """The URN in a provider reference ``urn::id``."""
    return reference.rpartition("::")[0]
