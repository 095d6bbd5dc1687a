"""What a private network's arguments promise once they have been checked."""

import ipaddress
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import pulumi
from pydantic import Field

from bailiwick.atlas.networks import Networks, networks
from bailiwick.contract import (
    AddressRange,
    ArgumentsSpec,
    Given,
    Problem,
    ResourceId,
    ZonalPlaceSpec,
    offers,
    place_problems,
    product_problems,
    zone_problems,
)
from bailiwick.contract.fields import one_of
from bailiwick.contract.place import BUILT
from bailiwick.errors import nearest

PRIVATE_RANGES = tuple(map(ipaddress.IPv4Network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")))
"""RFC 1918: addresses that no router of the internet forwards."""

NO_EGRESS, GATEWAY = "none", "gateway"
EGRESS = (NO_EGRESS, GATEWAY)
"""How machines on a network reach the internet."""

OF_A_NEW_NETWORK = ("vlan_id", "vrack_id")


class NetworkSpec(ArgumentsSpec):
    """The network itself, wherever it lies."""

    cidr: AddressRange | None = None
    gateway_type: str | None = None
    vlan_id: int | None = Field(default=None, ge=1)
    vrack_id: str | None = Field(default=None, pattern=r"^pn-[0-9a-z]+$")
    existing_network_id: ResourceId = None
    existing_subnet_id: ResourceId = None
    existing_egress_id: ResourceId = None


class PrivateNetworkSpec(ZonalPlaceSpec, NetworkSpec):
    """A private network at a place that may hold it."""

    uses: ClassVar[tuple[str, ...]] = ("private-network",)
    egress: str = Field(default=NO_EGRESS, json_schema_extra=one_of(*EGRESS))

    @property
    def gateway(self) -> str:
        """The gateway's size: the one asked for, or the smallest."""
        return self.gateway_type or networks(self.provider).gateways[0]

    @classmethod
    def inconsistencies(cls, given: Given) -> Iterator[Problem]:
        """The rules of the place, then those of the network."""
        yield from place_problems(given)
        yield from zone_problems(given, "zone", given.text("provider"), given.text("region"), required=True)
        yield from _egress_problems(given)
        yield from network_problems(given, given, egress=given.text("egress") == GATEWAY)


@dataclass(frozen=True, slots=True)
class NetworkParts:
    """What a provider's part of the component hands back."""

    network_id: pulumi.Output[str]
    subnet_id: pulumi.Output[str]
    egress_id: pulumi.Output[str]
    egress_ip: pulumi.Output[str]


def network_problems(place: Given, network: Given, *, egress: bool) -> Iterator[Problem]:
    """What is wrong with the network described by ``network`` at ``place``, with or without a gateway."""
    yield from product_problems(place, "region", "private-network")
    if egress:
        by_region = list(product_problems(place, "region", "public-gateway"))
        yield from by_region or product_problems(place, "zone", "public-gateway")
    provider = place.text("provider")
    if provider not in BUILT:
        return
    limits = networks(provider)
    yield from _adoption_problems(network, limits)
    yield from _vlan_problems(network, limits)
    kind = network.text("gateway_type")
    if kind is not None and kind not in limits.gateways:
        yield network.problem(
            "gateway_type",
            f"is no size of a gateway ({offers.cited(limits.fact)})",
            got=kind,
            expected=f"one of {', '.join(limits.gateways)}",
            nearest=nearest(kind, limits.gateways),
        )
    yield from _range_problems(network, limits)


def _egress_problems(given: Given) -> Iterator[Problem]:
    egress = given.text("egress")
    if egress is not None and egress not in EGRESS:
        yield given.problem(
            "egress",
            "is no way to the internet",
            got=egress,
            expected=f"one of {', '.join(EGRESS)}",
            nearest=nearest(egress, EGRESS),
        )
    if egress == NO_EGRESS and given.values.get("gateway_type") is not None:
        yield given.problem("gateway_type", "is the size of no gateway", next_step="add egress gateway, or remove it")


def _adoption_problems(network: Given, limits: Networks) -> Iterator[Problem]:
    adopted = network.values.get("existing_network_id") is not None
    if adopted:
        for field in OF_A_NEW_NETWORK:
            if network.values.get(field) is not None:
                yield network.problem(
                    field, "stands beside existing_network_id, whose network is not made", next_step=f"remove {field}"
                )
        if limits.vlans and network.values.get("existing_subnet_id") is None:
            yield network.problem(
                "existing_subnet_id", "is missing: clusters need the subnet too", next_step="add existing_subnet_id"
            )
        return
    for field in ("existing_subnet_id", "existing_egress_id"):
        if network.values.get(field) is not None:
            yield network.problem(field, "belongs to a network that exists", next_step="add existing_network_id")
    if network.values.get("cidr") is None:
        yield network.problem("cidr", "is missing", next_step="add cidr, or existing_network_id")


def _vlan_problems(network: Given, limits: Networks) -> Iterator[Problem]:
    vlan = network.whole("vlan_id")
    if limits.vlans is None:
        for field in OF_A_NEW_NETWORK:
            if network.values.get(field) is not None:
                yield network.problem(
                    field, f"is not known to the networks of {limits.provider}", next_step="remove it"
                )
        return
    if network.values.get("vlan_id") is None and network.values.get("existing_network_id") is None:
        yield network.problem(
            "vlan_id",
            "is missing: networks with the same number in two regions of a vRack are one network",
            expected=f"a number from 1 to {limits.vlans} that no other network of the vRack has",
            next_step="add vlan_id",
        )
    elif vlan is not None and vlan > limits.vlans:
        yield network.problem("vlan_id", "is too high", got=str(vlan), expected=f"at most {limits.vlans}")


def _range_problems(network: Given, limits: Networks) -> Iterator[Problem]:
    cidr = parsed_range(network.text("cidr"))
    if cidr is None:
        return
    taken = next((item for item in limits.reserved if item.range.overlaps(cidr)), None)
    if not any(cidr.subnet_of(private) for private in PRIVATE_RANGES):
        yield network.problem(
            "cidr",
            "is not a private range",
            got=str(cidr),
            expected=f"a part of {', '.join(map(str, PRIVATE_RANGES))}",
            next_step="ask whoever keeps your address plan for a free private range",
        )
    elif not limits.shortest_prefix <= cidr.prefixlen <= limits.longest_prefix:
        yield network.problem(
            "cidr",
            "has a size that the provider does not offer",
            got=str(cidr),
            expected=f"a prefix from /{limits.shortest_prefix} to /{limits.longest_prefix}",
        )
    elif taken is not None:
        yield network.problem(
            "cidr",
            f"overlaps {taken.range}, which is reserved for {taken.used_by} ({offers.cited(limits.fact)})",
            got=str(cidr),
            expected=f"a range outside {', '.join(str(item.range) for item in limits.reserved)}",
        )


def parsed_range(text: str | None) -> ipaddress.IPv4Network | None:
    """The range, or None where it is absent or malformed."""
    try:
        return ipaddress.IPv4Network(text) if text is not None else None
    except ValueError:
        return None
