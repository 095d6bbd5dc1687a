"""What a provider's private networks and their gateways can be."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from ipaddress import IPv4Network

from bailiwick.atlas.fact import Fact
from bailiwick.atlas.tables import read_table


@dataclass(frozen=True, slots=True)
class Reserved:
    """A range that no network may overlap."""

    range: IPv4Network
    used_by: str


@dataclass(frozen=True, slots=True)
class Networks:
    """The limits of a provider's private networks."""

    provider: str
    shortest_prefix: int
    longest_prefix: int
    reserved: tuple[Reserved, ...]
    gateways: tuple[str, ...]
    """Sizes of the gateway to the internet, the smallest first."""
    vlans: int | None
    """The highest VLAN number; None where networks have none."""
    unverified: frozenset[str]
    """The fields that nobody was found to confirm."""
    note: str
    fact: Fact


def networks(provider: str) -> Networks:
    """The limits at ``provider``.

    Raises:
        KeyError: the atlas has no row about the provider.
    """
    return {row.provider: row for row in all_networks()}[provider]


@cache
def all_networks() -> tuple[Networks, ...]:
    """The limits at all providers."""
    return tuple(
        Networks(
            row["provider"],
            row["shortest_prefix"],
            row["longest_prefix"],
            tuple(Reserved(IPv4Network(item["range"]), item["used_by"]) for item in row["reserved"]),
            tuple(row["gateways"]),
            row["vlans"],
            frozenset(row["unverified"]),
            row.get("note", ""),
            Fact.of(row),
        )
        for row in read_table("networks")["rows"]
    )
