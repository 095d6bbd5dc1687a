"""What a key's arguments promise once they have been checked."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import pulumi
from pydantic import Field

from bailiwick import atlas
from bailiwick.atlas.countries import resolve_countries
from bailiwick.atlas.key_backups import key_backups
from bailiwick.contract import (
    ArgumentsSpec,
    Given,
    PlaceSpec,
    Problem,
    ResourceId,
    company_problems,
    feature_problems,
    foreign_argument_problems,
    offers,
    place_problems,
    product_problems,
    region_of_id_problems,
)
from bailiwick.contract.fields import one_of
from bailiwick.errors import ConfigurationError, nearest
from bailiwick.kms.material import KeyMaterial

CUSTOMER_MANAGED = "customer-managed"
"""Key custody: made by the provider's key service; its rotation, use and destruction are the customer's decision."""

IMPORTED = "imported"
"""Key custody: made by the customer elsewhere and brought to the provider's key service, which uses it from then on."""

ONLY_AT = {"ovh": ("subsidiary", "existing_domain_id"), "scaleway": ()}

ROTATION_DAYS = 90
"""Days between two versions of a key, where the service rotates and nobody says otherwise."""


class KeySpec(ArgumentsSpec):
    """How a key ages and dies, wherever it is kept."""

    rotation_days: int | None = Field(default=None, ge=1, le=365)
    deletion_protection: bool = True
    key_custody: str = Field(default=CUSTOMER_MANAGED, json_schema_extra=one_of(CUSTOMER_MANAGED))
    key_backup_countries: tuple[str, ...] = ()
    subsidiary: str | None = None
    existing_domain_id: ResourceId = None


class LocalKmsSpec(PlaceSpec, KeySpec):
    """A key at a place that may keep it."""

    uses: ClassVar[tuple[str, ...]] = ("key-manager",)
    purpose: str = ""
    key_custody: str = Field(default=CUSTOMER_MANAGED, json_schema_extra=one_of(CUSTOMER_MANAGED, IMPORTED))
    key_material: KeyMaterial = None
    existing_key_id: ResourceId = None

    @classmethod
    def inconsistencies(cls, given: Given) -> Iterator[Problem]:
        """The rules of the place, then those of the key and of its material."""
        yield from place_problems(given)
        yield from key_problems(given, given)
        yield from _material_problems(given)


@dataclass(frozen=True, slots=True)
class KeyParts:
    """What a provider's part of the component hands back."""

    key_id: pulumi.Output[str]
    domain_id: pulumi.Output[str]


def key_problems(place: Given, key: Given) -> Iterator[Problem]:
    """What is wrong with the key described by ``key`` at ``place``."""
    yield from product_problems(place, "region", "key-manager")
    yield from custody_problems(key)
    yield from feature_problems(
        place,
        key,
        "rotation_days",
        ("key-manager", "automatic-rotation"),
        "cannot be had",
        next_step="remove it, and plan for new keys: encrypt new data with them, keep the old ones to read",
    )
    yield from key_backup_problems(place, key)
    yield from _contract_problems(place, key)
    yield from region_of_id_problems(place, key, "existing_key_id", "key")


def custody_problems(given: Given) -> Iterator[Problem]:
    """Refuses every custody of a key in a key service but the customer's own."""
    custody = given.text("key_custody")
    if custody not in (None, CUSTOMER_MANAGED, IMPORTED):
        yield given.problem(
            "key_custody",
            "is no custody of a key in a key service",
            got=custody,
            expected=f"{CUSTOMER_MANAGED} or {IMPORTED}",
            nearest=nearest(custody, [CUSTOMER_MANAGED, IMPORTED]),
        )


def _material_problems(key: Given) -> Iterator[Problem]:
    """Material is brought where the custody says so, and nowhere else; nobody but its owner can then rotate it."""
    imported, brought = key.text("key_custody") == IMPORTED, key.values.get("key_material") is not None
    if not imported and brought:
        yield key.problem("key_material", "is not used with this key_custody", next_step=f"choose {IMPORTED}")
    if not imported:
        return
    if not brought and key.values.get("existing_key_id") is None:
        yield key.problem("key_material", "is missing", next_step="add key_material, or choose another key_custody")
    if brought and key.values.get("existing_key_id") is not None:
        yield key.problem("key_material", "stands beside existing_key_id, whose key is not made", next_step="remove it")
    if key.values.get("rotation_days") is not None and key.text("provider") != "ovh":
        yield key.problem(
            "rotation_days",
            "cannot be had for imported keys, which only their owner can make anew",
            next_step="remove it",
        )


def key_backup_problems(place: Given, key: Given) -> Iterator[Problem]:
    """Whether key material stays where it may be; a place that nobody has published is a warning of the component's."""
    provider, region, jurisdiction = place.text("provider"), place.text("region"), place.text("jurisdiction")
    names = _backup_names(key)
    try:
        allowed = set(resolve_countries(names))
    except ConfigurationError as error:
        for wrong in error.diagnostics():
            yield key.problem("key_backup_countries", wrong.problem, got=wrong.got, nearest=wrong.nearest)
        return
    backups = key_backups(provider, region) if provider is not None and region is not None else None
    site = atlas.locate(backups.provider, backups.region) if backups is not None else None
    if backups is None or site is None or site.country != jurisdiction:
        return
    outside = sorted(backups.countries - allowed - {site.country, atlas.UNKNOWN_COUNTRY})
    if outside:
        yield key.problem(
            "key_backup_countries",
            f"does not name {', '.join(outside)}, where backups of the keys of {backups.region} lie "
            f"({', '.join(backups.regions or ())}, for {backups.retention_days} days; {offers.cited(backups.fact)})",
            got=", ".join(names),
            expected=f"[{', '.join(outside)}], if the law of {jurisdiction} allows it",
            next_step="name them, or keep the keys yourself: with key_custody external, clients encrypt with them",
        )


def _contract_problems(place: Given, key: Given) -> Iterator[Problem]:
    """At OVHcloud a key service is ordered from one of its companies: the country's own, unless one is named."""
    yield from foreign_argument_problems(place, key, ONLY_AT)
    if place.text("provider") == "ovh" and key.values.get("existing_domain_id") is None:
        yield from company_problems(place, key, also_home=_backup_names(key))


def _backup_names(key: Given) -> list[str]:
    named = key.get("key_backup_countries")
    return [name for name in named if isinstance(name, str)] if isinstance(named, list | tuple) else []
