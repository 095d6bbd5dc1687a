"""What a private network's arguments promise once they have been checked."""

import ipaddress
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import pulumi

from bailiwick.contract import (
    AddressRange,
    ArgumentsSpec,
    Given,
    PlaceSpec,
    Problem,
    place_problems,
    product_problems,
    zone_problems,
)

PRIVATE_RANGES = tuple(map(ipaddress.IPv4Network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")))
"""RFC 1918: addresses that no router of the internet forwards."""

LONGEST_PREFIX, SHORTEST_PREFIX = 28, 20
"""Sizes on offer: Scaleway documentation, how to create a Private Network, 2025-04-07."""


class NetworkSpec(ArgumentsSpec):
    """The network itself, wherever it lies."""

    cidr: AddressRange
    gateway_type: str = "VPC-GW-S"


class PrivateNetworkSpec(PlaceSpec, NetworkSpec):
    """A private network at a place that may hold it."""

    uses: ClassVar[tuple[str, ...]] = ("private-network", "public-gateway")
    zone: str

    @classmethod
    def inconsistencies(cls, given: Given) -> Iterator[Problem]:
        """The rules of the place, then those of the network."""
        yield from place_problems(given)
        yield from zone_problems(given, "zone", given.text("provider"), given.text("region"))
        yield from network_problems(given, given)


@dataclass(frozen=True, slots=True)
class NetworkParts:
    """What a provider's part of the component hands back."""

    network_id: pulumi.Output[str]
    egress_id: pulumi.Output[str]
    egress_ip: pulumi.Output[str]


def network_problems(place: Given, network: Given) -> Iterator[Problem]:
    """What is wrong with the network described by ``network`` at ``place``."""
    yield from product_problems(place, "region", "private-network")
    yield from product_problems(place, "zone", "public-gateway")
    cidr = parsed_range(network.text("cidr"))
    if cidr is None:
        return
    if not any(cidr.subnet_of(private) for private in PRIVATE_RANGES):
        yield network.problem(
            "cidr",
            "is not a private range",
            got=str(cidr),
            expected=f"a part of {', '.join(map(str, PRIVATE_RANGES))}",
            next_step="ask whoever keeps your address plan for a free private range",
        )
    elif not SHORTEST_PREFIX <= cidr.prefixlen <= LONGEST_PREFIX:
        yield network.problem(
            "cidr",
            "has a size that the provider does not offer",
            got=str(cidr),
            expected=f"a prefix from /{SHORTEST_PREFIX} to /{LONGEST_PREFIX}",
        )


def parsed_range(text: str | None) -> ipaddress.IPv4Network | None:
    """The range, or None where it is absent or malformed."""
    try:
        return ipaddress.IPv4Network(text) if text is not None else None
    except ValueError:
        return None
