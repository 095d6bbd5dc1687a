"""What a user writes to get a private network."""

from typing import NotRequired, TypedDict


class PrivateNetworkArgs(TypedDict):
    """A private network, the country it must lie in, and its way out."""

    jurisdiction: str
    """ISO 3166-1 alpha-2 code of the country whose law must apply, e.g. ``FR``. Plain: known at preview."""
    provider: str
    """Who builds it: ``scaleway``. Plain: known at preview."""
    region: str
    """The provider's code of the region, inside ``jurisdiction``, e.g. ``fr-par``. There is no default region."""
    zone: str
    """The zone of the gateway, inside ``region``, e.g. ``fr-par-2``. The network itself spans the region."""
    project_id: NotRequired[str]
    """The provider's project that owns everything, as quoted text. Default: that of the credentials."""
    cidr: str
    """The network's private IPv4 range, e.g. ``172.16.32.0/22``. At Scaleway from /20 to /28; it cannot be changed."""
    gateway_type: NotRequired[str]
    """The size of the gateway as the provider names it. Default: ``VPC-GW-S``."""
