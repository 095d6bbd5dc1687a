"""What a key's arguments promise once they have been checked."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import pulumi
from pydantic import Field

from bailiwick.contract import ArgumentsSpec, Given, PlaceSpec, Problem, place_problems, product_problems
from bailiwick.contract.fields import one_of
from bailiwick.errors import nearest

CUSTOMER_MANAGED = "customer-managed"
"""Key custody: made by the provider's key service; its rotation, use and destruction are the customer's decision."""


class KeySpec(ArgumentsSpec):
    """How a key ages and dies, wherever it is kept."""

    rotation_days: int = Field(default=90, ge=1, le=365)
    deletion_protection: bool = True
    key_custody: str = Field(default=CUSTOMER_MANAGED, json_schema_extra=one_of(CUSTOMER_MANAGED))


class LocalKmsSpec(PlaceSpec, KeySpec):
    """A key at a place that may keep it."""

    uses: ClassVar[tuple[str, ...]] = ("key-manager",)
    purpose: str = ""

    @classmethod
    def inconsistencies(cls, given: Given) -> Iterator[Problem]:
        """The rules of the place, then those of the key."""
        yield from place_problems(given)
        yield from key_problems(given, given)


@dataclass(frozen=True, slots=True)
class KeyParts:
    """What a provider's part of the component hands back."""

    key_id: pulumi.Output[str]


def key_problems(place: Given, key: Given) -> Iterator[Problem]:
    """What is wrong with the key described by ``key`` at ``place``."""
    yield from product_problems(place, "region", "key-manager")
    yield from custody_problems(key)


def custody_problems(given: Given) -> Iterator[Problem]:
    """Refuses every custody but the customer's own."""
    custody = given.text("key_custody")
    if custody not in (None, CUSTOMER_MANAGED):
        yield given.problem(
            "key_custody",
            "is a custody that the components do not build",
            got=custody,
            expected=CUSTOMER_MANAGED,
            nearest=nearest(custody, [CUSTOMER_MANAGED]),
            next_step="import your own key material by hand (the provider's documentation calls it BYOK) if you must",
        )
