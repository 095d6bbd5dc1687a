"""What a bucket's arguments promise once they have been checked."""

from collections.abc import Iterator
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
    place_problems,
    product_problems,
)
from bailiwick.contract.fields import one_of
from bailiwick.errors import nearest
from bailiwick.kms.spec import CUSTOMER_MANAGED, custody_problems

LOCK_MODES = ("governance", "compliance")
PRIVATE = "private"


class BucketSpec(ArgumentsSpec):
    """What a bucket holds and for how long, wherever it is."""

    segment: KubernetesName
    purpose: str = ""
    bucket_name: str | None = Field(default=None, pattern=r"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")
    access: str = Field(default=PRIVATE, json_schema_extra=one_of(PRIVATE))
    keep_old_versions_days: int = Field(default=30, ge=1, le=3650)
    abort_uploads_days: int = Field(default=7, ge=1, le=365)
    lock_days: int = Field(default=0, ge=0, le=36500)
    lock_mode: str = Field(default="governance", json_schema_extra=one_of(*LOCK_MODES))
    deletion_protection: bool = True


class ObjectStoreSpec(PlaceSpec, BucketSpec):
    """A bucket at a place that may hold it."""

    uses: ClassVar[tuple[str, ...]] = ("object-storage",)
    key_id: ResourceId
    key_custody: str = CUSTOMER_MANAGED

    @classmethod
    def inconsistencies(cls, given: Given) -> Iterator[Problem]:
        """The rules of the place, then those of the bucket, then those of its key."""
        yield from place_problems(given)
        yield from product_problems(given, "region", "object-storage")
        yield from bucket_problems(given)
        yield from custody_problems(given)
        region, key_id = given.text("region"), given.text("key_id")
        if region is not None and key_id is not None and "/" in key_id and not key_id.startswith(f"{region}/"):
            yield given.problem("key_id", "is a key of another region", got=key_id, expected=f"a key in {region}")


@dataclass(frozen=True, slots=True)
class BucketParts:
    """What a provider's part of the component hands back."""

    bucket_id: pulumi.Output[str]
    bucket_name: pulumi.Output[str]
    endpoint: pulumi.Output[str]


def bucket_problems(given: Given) -> Iterator[Problem]:
    """What is wrong with a bucket, wherever it is."""
    access = given.text("access")
    if access not in (None, PRIVATE):
        yield given.problem(
            "access",
            "would open the bucket to people whom no IAM policy names",
            got=access,
            expected=PRIVATE,
            next_step="publish what is public from a bucket outside the platform",
        )
    mode = given.text("lock_mode")
    if mode is not None and mode not in LOCK_MODES:
        yield given.problem(
            "lock_mode",
            "is not a lock mode",
            got=mode,
            expected=f"one of {', '.join(LOCK_MODES)}",
            nearest=nearest(mode, LOCK_MODES),
        )
