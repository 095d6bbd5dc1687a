"""The private network at Scaleway."""

import pulumi
import pulumiverse_scaleway as scaleway

from bailiwick.contract.scaleway import tags
from bailiwick.network.spec import NetworkParts, PrivateNetworkSpec


def build(name: str, spec: PrivateNetworkSpec, parent: pulumi.Resource) -> NetworkParts:
    """Registers a VPC, a network in it and a gateway with a fixed address.

    Routing inside a VPC is always on and gateways always use IPAM since the API's
    second version, so neither is asked for: SDK 1.60 marks both inputs deprecated.
    """
    opts = pulumi.ResourceOptions(parent=parent)
    region, zone, project_id = spec.region, spec.zone, spec.project_id
    vpc = scaleway.network.Vpc(f"{name}-vpc", region=region, project_id=project_id, tags=tags(spec), opts=opts)
    network = scaleway.network.PrivateNetwork(
        f"{name}-private-network",
        region=region,
        project_id=project_id,
        vpc_id=vpc.id,  # left out, the network would land in the project's default VPC
        ipv4_subnet={"subnet": spec.cidr},
        tags=tags(spec),
        opts=opts,
    )
    address = scaleway.network.PublicGatewayIp(
        f"{name}-gateway-ip", zone=zone, project_id=project_id, tags=tags(spec), opts=opts
    )
    gateway = scaleway.network.PublicGateway(
        f"{name}-gateway",
        type=spec.gateway_type,
        zone=zone,
        project_id=project_id,
        ip_id=address.id,
        bastion_enabled=False,  # no way in: whoever must reach a machine goes through the cluster's API
        enable_smtp=False,
        tags=tags(spec),
        opts=opts,
    )
    attachment = scaleway.network.GatewayNetwork(
        f"{name}-egress",
        gateway_id=gateway.id,
        private_network_id=network.id,
        zone=zone,
        enable_masquerade=True,
        ipam_configs=[{"push_default_route": True}],
        opts=opts,
    )
    return NetworkParts(network.id, attachment.id, address.address)
