"""What a user writes to get a private network."""

from typing import NotRequired, TypedDict

import pulumi


class PrivateNetworkArgs(TypedDict):
    """A private network, the country it must lie in, and its way out."""

    jurisdiction: str
    """ISO 3166-1 alpha-2 code of the country whose law must apply, e.g. ``FR``. Plain: known at preview."""
    provider: str
    """Who builds it: ``ovh`` or ``scaleway``. Plain: known at preview."""
    region: str
    """The provider's code of the region, inside ``jurisdiction``, e.g. ``fr-par`` or ``GRA``. There is no
    default region."""
    zone: NotRequired[str]
    """The zone of the gateway, inside ``region``, e.g. ``fr-par-2``; at OVHcloud one of the numbered regions, e.g.
    ``GRA11``, where the network lies. Default: the region's only zone."""
    project_id: NotRequired[str]
    """The provider's project that owns everything, as quoted text. Default: that of the credentials."""
    cidr: NotRequired[str]
    """The network's private IPv4 range, e.g. ``172.16.32.0/22``; it cannot be changed. At Scaleway from /20 to /28; at
    OVHcloud outside 10.2.0.0/16, 10.3.0.0/16 and 172.17.0.0/16. Required for a new network."""
    egress: NotRequired[str]
    """How machines reach the internet: ``none``, or ``gateway``, through one that has the only public address. Clusters
    need ``gateway``. Default: ``none``."""
    gateway_type: NotRequired[str]
    """The size of the gateway as the provider names it, where there is one. Default: the smallest, ``VPC-GW-S`` or
    ``s``."""
    vlan_id: NotRequired[int]
    """At OVHcloud, the number, 1 to 4000, that keeps the network apart from all others of the vRack, in all countries.
    Required there for a new network."""
    vrack_id: NotRequired[str]
    """At OVHcloud, the vRack to which the project is to be joined, e.g. ``pn-123456``. Default: it is joined to one."""
    existing_network_id: NotRequired[pulumi.Input[str]]
    """Id of a network to use instead of a new one; at OVHcloud its OpenStack id in the region."""
    existing_subnet_id: NotRequired[pulumi.Input[str]]
    """Id of that network's subnet. Required with it at OVHcloud."""
    existing_egress_id: NotRequired[pulumi.Input[str]]
    """Id of that network's way out, to use it instead of a new gateway: Scaleway's GatewayNetwork, OVHcloud's
    Gateway."""
