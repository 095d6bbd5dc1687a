"""What a platform's arguments promise once they have been checked."""

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from bailiwick.atlas.networks import networks
from bailiwick.cluster.plans import address_ranges
from bailiwick.cluster.rules import cluster_problems, overlaps
from bailiwick.cluster.spec import ClusterSpec
from bailiwick.contract import (
    Given,
    KubernetesName,
    Problem,
    ResourceId,
    ZonalPlaceSpec,
    place_problems,
    product_problems,
    region_of_id_problems,
    zone_problems,
)
from bailiwick.contract.fields import one_of
from bailiwick.contract.place import BUILT
from bailiwick.database.spec import DatabaseOptionsSpec, database_problems
from bailiwick.kms.spec import CUSTOMER_MANAGED, KeySpec, key_problems
from bailiwick.network.spec import NetworkSpec, network_problems, parsed_range
from bailiwick.registry.spec import RegistryOptionsSpec, registry_problems
from bailiwick.secret_store.spec import SecretSpec, secret_problems
from bailiwick.storage.spec import CUSTODIES, BucketSpec, bucket_problems, storage_custody_problems, uses_key


class PlatformBucketSpec(BucketSpec):
    """One kind of data, in a bucket of its own."""

    name: KubernetesName = Field(max_length=20)
    existing_key_id: ResourceId = None

    @property
    def makes_key(self) -> bool:
        """Whether a key has to be made for it, if its custody uses one."""
        return self.existing_key_id is None and self.existing_bucket_id is None


class PlatformDatabaseSpec(DatabaseOptionsSpec):
    """A database in the platform's private network."""

    name: KubernetesName = Field(max_length=20)


class PlatformKeysSpec(KeySpec):
    """Who holds the keys of the platform's buckets, and how they age."""

    key_custody: str = Field(default=CUSTOMER_MANAGED, json_schema_extra=one_of(*CUSTODIES))


class SovereignPlatformSpec(ZonalPlaceSpec):
    """A platform at a place that may run all of it."""

    uses: ClassVar[tuple[str, ...]] = (
        "private-network",
        "public-gateway",
        "key-manager",
        "object-storage",
        "kubernetes",
    )
    network: NetworkSpec
    keys: PlatformKeysSpec = PlatformKeysSpec()
    buckets: tuple[PlatformBucketSpec, ...] = Field(min_length=1)
    cluster: ClusterSpec
    databases: tuple[PlatformDatabaseSpec, ...] = ()
    registry: RegistryOptionsSpec | None = None
    secrets: tuple[SecretSpec, ...] = ()

    @property
    def uses_keys(self) -> bool:
        """Whether the buckets use keys of the provider's key service."""
        return uses_key(self.provider, self.keys.key_custody)

    @classmethod
    def inconsistencies(cls, given: Given) -> Iterator[Problem]:
        """The rules of the place, of every part, and those that two parts share."""
        network, cluster = given.within("network"), given.within("cluster")
        yield from place_problems(given)
        yield from zone_problems(given, "zone", given.text("provider"), given.text("region"), required=True)
        yield from network_problems(given, network, egress=True)
        yield from _all_key_problems(given)
        yield from product_problems(given, "region", "object-storage")
        yield from _all_bucket_problems(given)
        yield from cluster_problems(given, cluster)
        yield from _all_database_problems(given)
        if given.values.get("registry") is not None:
            yield from registry_problems(given, given.within("registry"))
        if given.values.get("secrets"):
            yield from product_problems(given, "region", "secret-manager")
            yield from secret_problems(given)
        cidr = parsed_range(network.text("cidr"))
        reserved = networks(given.text("provider") or "").reserved if given.text("provider") in BUILT else ()
        for field, taken in address_ranges(given, cluster).items():
            if not any(taken == item.range for item in reserved):  # told of the network already
                yield from overlaps(network, "cidr", cidr, field, taken)


def _all_key_problems(given: Given) -> Iterator[Problem]:
    """The custody's rules are those of buckets; the key service's apply where it is used."""
    keys = given.within("keys")
    yield from storage_custody_problems(given, keys)
    for_buckets = uses_key(given.text("provider"), keys.text("key_custody"))
    if for_buckets or given.values.get("secrets"):
        yield from (found for found in key_problems(given, keys) if found.trail[-1] != "key_custody")
    if for_buckets:
        return
    for bucket in given.each("buckets"):
        if bucket.values.get("existing_key_id") is not None:
            yield bucket.problem("existing_key_id", "is not used with the custody of the keys", next_step="remove it")


def _all_bucket_problems(given: Given) -> Iterator[Problem]:
    names: set[str] = set()
    for bucket in given.each("buckets"):
        name = bucket.text("name")
        if name in names:
            yield bucket.problem("name", "is the name of another bucket", got=name or "")
        names.add(name or "")
        yield from bucket_problems(given, bucket)
        yield from region_of_id_problems(given, bucket, "existing_key_id", "key")


def _all_database_problems(given: Given) -> Iterator[Problem]:
    network, names = given.within("network"), set[str]()
    for database in given.each("databases"):
        name = database.text("name")
        if name in names:
            yield database.problem("name", "is the name of another database", got=name or "")
        names.add(name or "")
        yield from database_problems(given, database)
        needs_list = given.text("provider") == "ovh" and database.values.get("existing_database_id") is None
        if needs_list and not database.values.get("allow_from") and network.text("cidr") is None:
            yield database.problem(
                "allow_from", "is missing", next_step="add allow_from, or the network's cidr: without, nobody connects"
            )
