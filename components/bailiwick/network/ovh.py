"""The private network at OVHcloud: one region, one VLAN of the vRack."""

import ipaddress
from typing import Any

import pulumi
import pulumi_ovh as ovh

from bailiwick.contract.ovh import compute_region
from bailiwick.network.spec import NO_EGRESS, NetworkParts, PrivateNetworkSpec


def build(name: str, spec: PrivateNetworkSpec, parent: pulumi.Resource) -> NetworkParts:
    """Registers a network in one region, its subnet and, if asked for, a gateway; what exists already is passed on.

    What other resources take is the network's id in the region's OpenStack, not
    the ``pn-...`` by which the account knows it.
    """
    region = compute_region(spec)
    where = {"service_name": spec.project_id, "region": region}
    opts = pulumi.ResourceOptions(parent=parent)
    if spec.existing_network_id is not None:
        network_id = pulumi.Output.from_input(spec.existing_network_id)
        subnet_id = pulumi.Output.from_input(spec.existing_subnet_id)
    else:
        network = _network(name, spec, region, parent)
        network_id = network.regions_openstack_ids.apply(lambda ids: str((ids or {}).get(region, "")))
        subnet_id = _subnet(name, spec, network, where, opts).id
    if spec.existing_egress_id is not None:
        egress_id = pulumi.Output.from_input(spec.existing_egress_id)
        return NetworkParts(network_id, subnet_id, egress_id, pulumi.Output.from_input(""))
    if spec.egress == NO_EGRESS:
        return NetworkParts(network_id, subnet_id, pulumi.Output.from_input(""), pulumi.Output.from_input(""))
    gateway = ovh.cloudproject.Gateway(
        f"{name}-gateway",
        name=f"{name}-gateway",
        model=spec.gateway,
        network_id=network_id,
        subnet_id=subnet_id,
        **where,
        opts=opts,
    )
    return NetworkParts(network_id, subnet_id, gateway.id, gateway.external_informations.apply(_first_address))


def _network(
    name: str, spec: PrivateNetworkSpec, region: str, parent: pulumi.Resource
) -> ovh.cloudproject.NetworkPrivate:
    joined = []
    if spec.vrack_id is not None:
        # Without a vRack the API refuses to make a network with a VLAN.
        joined.append(
            ovh.vrack.CloudProject(
                f"{name}-vrack",
                service_name=spec.vrack_id,
                project_id=spec.project_id,
                opts=pulumi.ResourceOptions(parent=parent),
            )
        )
    return ovh.cloudproject.NetworkPrivate(
        f"{name}-private-network",
        service_name=spec.project_id,
        # A fixed name: the cluster's cloud controller finds the network by it.
        name=f"{name}-private-network",
        regions=[region],  # left out, the network would span all regions of the project
        vlan_id=spec.vlan_id,
        opts=pulumi.ResourceOptions(parent=parent, depends_on=joined),
    )


def _subnet(
    name: str,
    spec: PrivateNetworkSpec,
    network: ovh.cloudproject.NetworkPrivate,
    where: dict[str, Any],
    opts: pulumi.ResourceOptions,
) -> ovh.cloudproject.NetworkPrivateSubnet:
    assert spec.cidr is not None, "network_problems lets no new network pass without"
    cidr = ipaddress.IPv4Network(spec.cidr)
    return ovh.cloudproject.NetworkPrivateSubnet(
        f"{name}-subnet",
        network_id=network.id,
        network=str(cidr),
        start=str(cidr[2]),  # the first address is the gateway's
        end=str(cidr[-2]),
        dhcp=True,  # by which nodes learn of the gateway
        no_gateway=spec.egress == NO_EGRESS and spec.existing_egress_id is None,
        **where,
        opts=opts,
    )


def _first_address(known: list[Any] | None) -> str:
    """The gateway's public address; the provider lists exactly one, a mock perhaps none."""
    addresses = [address.ip for external in known or () for address in external.ips or ()]
    return str(addresses[0] or "") if addresses else ""
