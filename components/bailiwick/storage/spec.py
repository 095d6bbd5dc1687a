"""What a bucket's arguments promise once they have been checked."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import pulumi
from pydantic import Field

from bailiwick import atlas
from bailiwick.atlas.capabilities import capability
from bailiwick.atlas.capability_rows import Answer
from bailiwick.contract import (
    ArgumentsSpec,
    Given,
    KubernetesName,
    PlaceSpec,
    Problem,
    ResourceId,
    feature_problems,
    offered,
    offers,
    place_problems,
    product_problems,
    reason,
    region_of_id_problems,
)
from bailiwick.contract.fields import one_of
from bailiwick.contract.place import BUILT
from bailiwick.errors import nearest
from bailiwick.kms.spec import CUSTOMER_MANAGED

LOCK_MODES = ("governance", "compliance")
PRIVATE = "private"

CLIENT_SIDE = "client-side"
"""Key custody: clients encrypt before they write, with a key of the provider's key service that the customer rules."""
EXTERNAL = "external"
"""Key custody: clients encrypt before they write, with keys that the provider never sees."""
PROVIDER_MANAGED = "provider-managed"
"""Key custody: the provider encrypts with keys of its own."""
CUSTODIES = (CUSTOMER_MANAGED, CLIENT_SIDE, EXTERNAL, PROVIDER_MANAGED)
WITH_A_KEY = (CUSTOMER_MANAGED, CLIENT_SIDE)
"""Those that need a key of the provider's key service, whatever the bucket itself can do."""

OF_A_NEW_BUCKET = (
    "bucket_name",
    "keep_old_versions_days",
    "abort_uploads_days",
    "lock_days",
    "lock_mode",
    "replica_region",
)


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
    replica_region: str | None = None
    existing_bucket_id: ResourceId = None


class ObjectStoreSpec(PlaceSpec, BucketSpec):
    """A bucket at a place that may hold it."""

    uses: ClassVar[tuple[str, ...]] = ("object-storage",)
    key_id: ResourceId = None
    key_custody: str = Field(default=CUSTOMER_MANAGED, json_schema_extra=one_of(*CUSTODIES))

    @classmethod
    def inconsistencies(cls, given: Given) -> Iterator[Problem]:
        """The rules of the place, then those of the bucket, then those of its key."""
        yield from place_problems(given)
        yield from product_problems(given, "region", "object-storage")
        yield from bucket_problems(given, given)
        yield from storage_custody_problems(given, given)
        yield from _key_problems(given)
        yield from region_of_id_problems(given, given, "key_id", "key")


@dataclass(frozen=True, slots=True)
class BucketParts:
    """What a provider's part of the component hands back."""

    bucket_id: pulumi.Output[str]
    bucket_name: pulumi.Output[str]
    endpoint: pulumi.Output[str]


def bucket_problems(place: Given, given: Given) -> Iterator[Problem]:
    """What is wrong with the bucket described by ``given`` at ``place``."""
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
    if given.values.get("existing_bucket_id") is not None:
        for field in OF_A_NEW_BUCKET:
            if given.values.get(field) is not None:
                yield given.problem(
                    field, "stands beside existing_bucket_id, whose bucket is not made", next_step=f"remove {field}"
                )
    yield from region_of_id_problems(place, given, "existing_bucket_id", "bucket")
    yield from _replica_problems(place, given)


def takes_key(provider: str) -> bool:
    """Whether the provider's buckets encrypt with a key of the customer's; where they can, they always do."""
    return bool(capability(provider, "customer-managed-keys", product="object-storage"))


def uses_key(provider: str | None, custody: str | None) -> bool:
    """Whether a bucket of this custody needs a key of the provider's key service."""
    return custody in WITH_A_KEY or (provider in BUILT and custody in CUSTODIES and takes_key(provider))


def storage_custody_problems(place: Given, given: Given) -> Iterator[Problem]:
    """Whether buckets at ``place`` can have the custody that ``given`` asks for."""
    custody = given.text("key_custody")
    if custody is None:
        return
    if custody not in CUSTODIES:
        yield given.problem(
            "key_custody",
            "is not a custody of keys",
            got=custody,
            expected=f"one of {', '.join(CUSTODIES)}",
            nearest=nearest(custody, CUSTODIES),
        )
    answer = offered(place, "object-storage", "customer-managed-keys") if custody == CUSTOMER_MANAGED else None
    if answer is not None and not answer and answer.answer is Answer.NO:
        yield given.problem(
            "key_custody",
            f"cannot be had for buckets there ({reason(answer)})",
            got=custody,
            expected=f"one of {', '.join(CUSTODIES[1:])}",
            nearest=CLIENT_SIDE,
        )
    provider = place.text("provider")
    if custody == PROVIDER_MANAGED and provider in BUILT and takes_key(provider):
        yield given.problem(
            "key_custody",
            "would leave the keys to the provider, whose buckets take yours",
            got=custody,
            expected=f"one of {', '.join(CUSTODIES[:-1])}",
        )


def _key_problems(given: Given) -> Iterator[Problem]:
    custody, has_key = given.text("key_custody"), given.values.get("key_id") is not None
    if given.values.get("existing_bucket_id") is not None or custody not in CUSTODIES:
        return
    needs_key = uses_key(given.text("provider"), custody)
    if needs_key and not has_key:
        yield given.problem("key_id", "is missing", next_step="add key_id: LocalKms.key_id")
    if not needs_key and has_key:
        yield given.problem("key_id", f"is not used with key_custody {custody}", next_step="remove it")


def _replica_problems(place: Given, given: Given) -> Iterator[Problem]:
    replica, provider, home = given.text("replica_region"), place.text("provider"), place.text("region")
    yield from feature_problems(
        place,
        given,
        "replica_region",
        ("object-storage", "replication"),
        "cannot be had",
        next_step="remove it; copy with a job of your own if you must",
    )
    if replica is None or provider not in BUILT:
        return
    jurisdiction = place.text("jurisdiction")
    inside = [site.region for site in atlas.regions(provider) if site.country == jurisdiction and site.region != home]
    sold, _ = offers.places_of(provider, "object-storage")
    choice = [region for region in inside if region in sold]
    if replica not in choice:
        yield given.problem(
            "replica_region",
            f"is not another region with object storage inside the jurisdiction {jurisdiction}",
            got=replica,
            expected=f"one of {', '.join(choice)}" if choice else "none: the jurisdiction has only one such region",
            nearest=nearest(replica, choice),
        )
