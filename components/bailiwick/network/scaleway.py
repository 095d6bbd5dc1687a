"""The private network at Scaleway."""

import pulumi
import pulumiverse_scaleway as scaleway

from bailiwick.contract.scaleway import tags
from bailiwick.network.spec import NO_EGRESS, NetworkParts, PrivateNetworkSpec


def build(name: str, spec: PrivateNetworkSpec, parent: pulumi.Resource) -> NetworkParts:
    """Registers a VPC, a network in it and, if asked for, a gateway with a fixed address; what exists is passed on.

    Routing inside a VPC is always on and gateways always use IPAM since the API's
    second version, so neither is asked for: SDK 1.60 marks both inputs deprecated.
    """
    if spec.existing_network_id is not None:
        network_id = pulumi.Output.from_input(spec.existing_network_id)
        subnet_id = pulumi.Output.from_input(spec.existing_subnet_id or "")
    else:
        network = _network(name, spec, parent)
        network_id, subnet_id = network.id, network.ipv4_subnet.apply(lambda subnet: str((subnet and subnet.id) or ""))
    if spec.existing_egress_id is not None:
        egress_id = pulumi.Output.from_input(spec.existing_egress_id)
        return NetworkParts(network_id, subnet_id, egress_id, pulumi.Output.from_input(""))
    if spec.egress == NO_EGRESS:
        return NetworkParts(network_id, subnet_id, pulumi.Output.from_input(""), pulumi.Output.from_input(""))
    opts = pulumi.ResourceOptions(parent=parent)
    zone, project_id = spec.home_zone, spec.project_id
    address = scaleway.network.PublicGatewayIp(
        f"{name}-gateway-ip", zone=zone, project_id=project_id, tags=tags(spec), opts=opts
    )
    gateway = scaleway.network.PublicGateway(
        f"{name}-gateway",
        type=spec.gateway,
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
        private_network_id=network_id,
        zone=zone,
        enable_masquerade=True,
        ipam_configs=[{"push_default_route": True}],
        opts=opts,
    )
    return NetworkParts(network_id, subnet_id, attachment.id, address.address)


def _network(name: str, spec: PrivateNetworkSpec, parent: pulumi.Resource) -> scaleway.network.PrivateNetwork:
    where = {"region": spec.region, "project_id": spec.project_id, "tags": tags(spec)}
    opts = pulumi.ResourceOptions(parent=parent)
    vpc = scaleway.network.Vpc(f"{name}-vpc", **where, opts=opts)
    return scaleway.network.PrivateNetwork(
        f"{name}-private-network",
        vpc_id=vpc.id,  # left out, the network would land in the project's default VPC
        ipv4_subnet={"subnet": spec.cidr},
        **where,
        opts=opts,
    )
