"""A resource as any of the four sources shows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Resource:
    """A planned or deployed resource, component or provider.

    Values stay in the form in which they came (see :mod:`bailiwick.estate.values`);
    nothing is decoded before a question is asked about it.
    """

    urn: str
    type: str
    name: str
    inputs: Mapping[str, Any] | None = None
    """None if the source did not show the inputs, which is not the same as there being none."""
    outputs: Mapping[str, Any] | None = None
    parent: str = ""
    """URN of the parent, or ``""``."""
    provider: str = ""
    """URN of the provider; ``""`` for components and providers."""
    provider_inputs: Mapping[str, Any] | None = None
    """The provider's configuration, if the source showed it together with the resource."""
    dependencies: tuple[str, ...] = ()
    property_dependencies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For each input, the URNs of the resources that its value comes from."""
    id: str = ""
    """The provider's id, if it is known."""
    protected: bool | None = None
    """Whether Pulumi refuses to delete it (option ``protect``); None if the source does not show it."""
    retained: bool | None = None
    """Whether it stays in the cloud when Pulumi lets go of it (option ``retainOnDelete``, or something that Pulumi only
    reads); None if the source does not show it."""

    @property
    def label(self) -> str:
        """How messages call it: ``scaleway:object/bucket:Bucket 'letters'``."""
        return f"{self.type} '{self.name}'"

    @property
    def short_label(self) -> str:
        """The same within a chain: ``Bucket 'letters'``."""
        return f"{self.type.rpartition(':')[2]} '{self.name}'"
