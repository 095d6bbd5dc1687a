"""What rules about places have in common: an example of a place inside, for a finding's fix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.atlas import regions, zones

if TYPE_CHECKING:
    from bailiwick.boundary import Boundary
    from bailiwick.estate import Place


def inside(place: Place, boundary: Boundary) -> str:
    """A place of the same provider and kind of code inside the boundary, with its city; ``""`` if there is none."""
    for region in regions(place.site.provider):
        if boundary.allows(region.country):
            narrower = zones(region.provider, region.region) if place.site.zone else ()
            code = narrower[0].code if narrower else region.code
            return f"{code} ({region.city})"
    return ""


def none_inside(place: Place) -> str:
    """The instruction where the provider has no place inside."""
    return f"{place.site.provider} has no region inside the boundary; choose another provider"
