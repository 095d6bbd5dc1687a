"""What a database's arguments promise once they have been checked."""

import ipaddress
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

import pulumi
from pydantic import Field

from bailiwick import atlas
from bailiwick.contract import (
    AddressRange,
    ArgumentsSpec,
    Given,
    KubernetesName,
    PlaceSpec,
    Problem,
    ResourceId,
    foreign_argument_problems,
    offers,
    place_problems,
    product_problems,
    region_of_id_problems,
)
from bailiwick.errors import nearest

PRODUCT = "databases"
ONLY_AT = {"ovh": ("subnet_id", "allow_from", "backup_region"), "scaleway": ("backup_days",)}
WIDEST_PREFIX = 8
"""The shortest prefix of a private range (RFC 1918)."""


class DatabaseOptionsSpec(ArgumentsSpec):
    """What a PostgreSQL is like, wherever it is."""

    segment: KubernetesName
    version: str = Field(pattern=r"^\d{2}$")
    machine: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]{1,40}$")
    high_availability: bool = True
    allow_from: tuple[AddressRange, ...] = ()
    storage_gb: int | None = Field(default=None, ge=10, le=10000)
    backup_days: int | None = Field(default=None, ge=1, le=365)
    backup_region: str | None = None
    deletion_protection: bool = True
    existing_database_id: ResourceId = None


class DatabaseSpec(PlaceSpec, DatabaseOptionsSpec):
    """A PostgreSQL at a place that may hold it."""

    uses: ClassVar[tuple[str, ...]] = (PRODUCT,)
    network_id: ResourceId = None
    subnet_id: ResourceId = None

    @classmethod
    def inconsistencies(cls, given: Given) -> Iterator[Problem]:
        """The rules of the place, then those of the network it is reached through, then those of its backups."""
        yield from place_problems(given)
        yield from region_of_id_problems(given, given, "network_id", "network")
        needed = ("network_id", "subnet_id", "allow_from") if given.text("provider") == "ovh" else ("network_id",)
        yield from _missing_problems(given, needed)
        yield from database_problems(given, given)


@dataclass(frozen=True, slots=True)
class DatabaseParts:
    """What a provider's part of the component hands back."""

    database_id: pulumi.Output[str]
    host: pulumi.Output[str]
    port: pulumi.Output[int]


def database_problems(place: Given, given: Given) -> Iterator[Problem]:
    """What is wrong with the database described by ``given`` at ``place``."""
    yield from product_problems(place, "region", PRODUCT)
    yield from region_of_id_problems(place, given, "existing_database_id", "database")
    yield from _range_problems(given)
    yield from foreign_argument_problems(place, given, ONLY_AT)
    yield from _backup_region_problems(place, given)


def _missing_problems(given: Given, needed: Iterable[str]) -> Iterator[Problem]:
    if given.values.get("existing_database_id") is not None:
        return
    for field in needed:
        if not given.values.get(field):
            yield given.problem(
                field, "is missing", next_step=f"add {field}: the database is reached through a private network only"
            )


def _range_problems(given: Given) -> Iterator[Problem]:
    ranges = given.get("allow_from")
    for position, text in enumerate(ranges if isinstance(ranges, list | tuple) else ()):
        try:
            known = ipaddress.IPv4Network(text)
        except (ValueError, TypeError):
            continue  # the field's own validator has said so
        if known.prefixlen < WIDEST_PREFIX or not known.is_private:
            yield Problem(
                (*given.trail, "allow_from", position),
                "is not a range of a private network",
                got=str(text),
                expected=f"a private IPv4 range of at most /{WIDEST_PREFIX}",
            )


def _backup_region_problems(place: Given, given: Given) -> Iterator[Problem]:
    chosen, jurisdiction = given.text("backup_region"), place.text("jurisdiction")
    if chosen is None or place.text("provider") != "ovh":
        return
    sold, _ = offers.places_of("ovh", PRODUCT)
    choice = sorted(
        site.region for site in atlas.regions("ovh") if site.country == jurisdiction and site.region in sold
    )
    if chosen not in choice:
        yield given.problem(
            "backup_region",
            f"is not a region with databases inside the jurisdiction {jurisdiction}",
            got=chosen,
            expected=f"one of {', '.join(choice)}" if choice else "none",
            nearest=nearest(chosen, choice),
        )
