"""What a registry's arguments promise once they have been checked."""

import ipaddress
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import pulumi
from pydantic import Field

from bailiwick.contract import (
    AddressRange,
    ArgumentsSpec,
    Given,
    PlaceSpec,
    Problem,
    ResourceId,
    foreign_argument_problems,
    place_problems,
    product_problems,
    region_of_id_problems,
)

PRODUCT = "container-registry"
ONLY_AT = {"ovh": ("allow_from", "admin_from", "plan_id"), "scaleway": ()}
WIDEST_PREFIX = 8
"""The shortest prefix that still names somebody: no registry of addresses gives one organisation more."""


class RegistryOptionsSpec(ArgumentsSpec):
    """What a registry is like and who may reach it, wherever it is."""

    purpose: str = ""
    registry_name: str | None = Field(default=None, pattern=r"^[a-z0-9][a-z0-9-]{1,48}[a-z0-9]$")
    allow_from: tuple[AddressRange, ...] = ()
    admin_from: tuple[AddressRange, ...] = ()
    plan_id: str | None = Field(default=None, min_length=1)
    deletion_protection: bool = True
    existing_registry_id: ResourceId = None


class ContainerRegistrySpec(PlaceSpec, RegistryOptionsSpec):
    """A registry at a place that may hold it."""

    uses: ClassVar[tuple[str, ...]] = (PRODUCT,)

    @classmethod
    def inconsistencies(cls, given: Given) -> Iterator[Problem]:
        """The rules of the place, then those of the lists of who may reach it."""
        yield from place_problems(given)
        yield from registry_problems(given, given)


@dataclass(frozen=True, slots=True)
class RegistryParts:
    """What a provider's part of the component hands back."""

    registry_id: pulumi.Output[str]
    endpoint: pulumi.Output[str]


def registry_problems(place: Given, given: Given) -> Iterator[Problem]:
    """What is wrong with the registry described by ``given`` at ``place``."""
    yield from product_problems(place, "region", PRODUCT)
    yield from region_of_id_problems(place, given, "existing_registry_id", "registry")
    yield from _list_problems(place, given)


def _list_problems(place: Given, given: Given) -> Iterator[Problem]:
    yield from foreign_argument_problems(place, given, ONLY_AT)
    if place.text("provider") != "ovh":
        return
    adopted = given.values.get("existing_registry_id") is not None
    if not adopted and not given.values.get("allow_from"):
        yield given.problem(
            "allow_from",
            "is missing",
            next_step="add allow_from: without a list OVHcloud's registry answers every address on the internet",
        )
    for field in ("allow_from", "admin_from"):
        ranges = given.get(field)
        for position, text in enumerate(ranges if isinstance(ranges, list | tuple) else ()):
            if _is_wide(text):
                yield Problem(
                    (*given.trail, field, position),
                    "opens the registry to everybody",
                    got=str(text),
                    expected=f"ranges of at most /{WIDEST_PREFIX}",
                )


def _is_wide(text: object) -> bool:
    try:
        return ipaddress.IPv4Network(text).prefixlen < WIDEST_PREFIX if isinstance(text, str) else False
    except ValueError:
        return False  # the field's own validator has said so
