"""Whether the boundary accepts those who answer for a host: their law, and the place that the host's name tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.atlas import UNKNOWN_COUNTRY
from bailiwick.atlas.hosts import host_of, site_of

if TYPE_CHECKING:
    from bailiwick.boundary import Boundary


def objection(host: str, boundary: Boundary, *, stays: bool = False) -> str:
    """What the boundary has against a host, as a clause that begins with ``which``; ``""`` if nothing.

    Args:
        host: with or without a port.
        boundary: what is accepted.
        stays: whether something is kept there, so that the place matters too and not only who answers.
    """
    row = host_of(host)
    if row is None or row.country == UNKNOWN_COUNTRY:
        return "of which the atlas does not know who runs it"
    if row.country not in boundary.home:
        return f"which {row.operator} runs under the law of {row.country} ({row.fact})"
    site = site_of(host) if stays else None
    if site is not None and not boundary.allows(site.country):
        return f"which is in {site.country} ({site.city})"
    if stays and row.provider and site is None:
        return "of which the atlas does not know where it is"
    return ""
