"""Whether a place of the map is where something of the plan is."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bailiwick.atlas.regions import locate

if TYPE_CHECKING:
    from bailiwick.atlas import Site
    from bailiwick.datamap.model import Place

DOCKER_HUB = "docker.io"
"""Where an image comes from whose reference names no host. Source: the reference grammar of distribution/reference."""


def agrees(place: Place, site: Site) -> bool:
    """Whether a site is the declared one: the same country, and the region or zone if the place names one."""
    if site.country != place.country:
        return False
    declared = locate(site.provider, place.region) if place.region else None
    if declared is None:
        return not place.region
    return site.region == declared.region and (not declared.zone or not site.zone or site.zone == declared.zone)


def reached_at(place: Place, host: str) -> bool:
    """Whether a place is reached under a host: one that it lists, or one below it."""
    return any(host == one.casefold() or host.endswith(f".{one.casefold()}") for one in place.hosts)


def host_in(text: str) -> str:
    """The host of a URL or of a bare address, in lower case; ``""`` for a text that names none."""
    try:
        host = urlsplit(text if "//" in text else f"//{text}").hostname or ""
    except ValueError:
        return ""
    return host if "." in host else ""


def host_of_image(reference: str) -> str:
    """The host from which a container image comes."""
    first, slash, _ = reference.partition("/")
    if slash and ("." in first or ":" in first or first == "localhost"):
        return first.partition(":")[0].casefold()
    return DOCKER_HUB
