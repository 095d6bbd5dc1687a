"""What a secret store's arguments promise once they have been checked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

import pulumi
from pydantic import Field

from bailiwick.contract import (
    ArgumentsSpec,
    Given,
    KubernetesName,
    PlaceSpec,
    Problem,
    ResourceId,
    SecretValue,
    foreign_argument_problems,
    place_problems,
    product_problems,
    region_of_id_problems,
)
from bailiwick.kms.spec import key_backup_problems

PRODUCT = "secret-manager"
KEYS = {"scaleway": ("key_id",), "ovh": ("domain_id",)}
"""The argument that names the key, or what keeps it, at each provider."""


class SecretSpec(ArgumentsSpec):
    """One secret."""

    name: KubernetesName
    purpose: str = ""
    value: SecretValue = None


class SecretStoreSpec(PlaceSpec):
    """Secrets at a place that may keep them."""

    uses: ClassVar[tuple[str, ...]] = (PRODUCT,)
    key_id: ResourceId = None
    domain_id: ResourceId = None
    key_backup_countries: tuple[str, ...] = ()
    secrets: tuple[SecretSpec, ...] = Field(min_length=1)
    deletion_protection: bool = True

    @classmethod
    def inconsistencies(cls, given: Given) -> Iterator[Problem]:
        """The rules of the place, then those of the key, then those of the secrets."""
        yield from place_problems(given)
        yield from product_problems(given, "region", PRODUCT)
        yield from region_of_id_problems(given, given, "key_id", "key")
        yield from _key_problems(given)
        yield from key_backup_problems(given, given)
        yield from secret_problems(given)


@dataclass(frozen=True, slots=True)
class SecretParts:
    """What a provider's part of the component hands back."""

    secret_ids: Mapping[str, pulumi.Output[str]]


def _key_problems(given: Given) -> Iterator[Problem]:
    yield from foreign_argument_problems(given, given, KEYS)
    for field in KEYS.get(given.text("provider") or "", ()):
        if given.values.get(field) is None:
            yield given.problem(field, "is missing", next_step=f"add {field}: without it the key is the provider's")


def secret_problems(given: Given) -> Iterator[Problem]:
    """What is wrong with the secrets in ``given``, which names the provider too."""
    seen: set[str] = set()
    for secret in given.each("secrets"):
        name = secret.text("name")
        if name is not None and name in seen:
            yield secret.problem("name", "is the name of two secrets", got=name)
        seen |= {name} if name is not None else set()
        if given.text("provider") == "ovh" and secret.values.get("value") is None:
            yield secret.problem("value", "is missing", next_step="add value: OVHcloud's secrets begin with one")
