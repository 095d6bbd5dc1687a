"""What the place of one resource may depend on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from bailiwick.estate.location import Location
    from bailiwick.estate.resource import Resource


class Neighbours(Protocol):
    """What a resource's place may depend on: the other resources of the estate."""

    complete: bool

    def get(self, urn: str) -> Resource | None:
        """The resource with this URN, or None."""

    def location(self, urn: str) -> Location:
        """Where the resource with this URN is."""

    def with_id(self, identifier: str) -> Resource | None:
        """The resource to which the provider gave this id, or None."""
