"""What a platform's arguments promise once they have been checked."""

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from bailiwick.cluster.rules import cluster_problems, overlaps
from bailiwick.cluster.spec import ClusterSpec
from bailiwick.contract import (
    Given,
    KubernetesName,
    PlaceSpec,
    Problem,
    place_problems,
    product_problems,
    zone_problems,
)
from bailiwick.kms.spec import KeySpec, key_problems
from bailiwick.network.spec import NetworkSpec, network_problems
from bailiwick.storage.spec import BucketSpec, bucket_problems


class PlatformBucketSpec(BucketSpec):
    """One kind of data, in a bucket of its own."""

    name: KubernetesName = Field(max_length=20)


class SovereignPlatformSpec(PlaceSpec):
    """A platform at a place that may run all of it."""

    uses: ClassVar[tuple[str, ...]] = (
        "private-network",
        "public-gateway",
        "key-manager",
        "object-storage",
        "kubernetes",
    )
    zone: str
    network: NetworkSpec
    keys: KeySpec = KeySpec()
    buckets: tuple[PlatformBucketSpec, ...] = Field(min_length=1)
    cluster: ClusterSpec

    @classmethod
    def inconsistencies(cls, given: Given) -> Iterator[Problem]:
        """The rules of the place, of every part, and those that two parts share."""
        network, cluster = given.within("network"), given.within("cluster")
        yield from place_problems(given)
        yield from zone_problems(given, "zone", given.text("provider"), given.text("region"))
        yield from network_problems(given, network)
        yield from key_problems(given, given.within("keys"))
        yield from product_problems(given, "region", "object-storage")
        yield from _all_bucket_problems(given)
        yield from cluster_problems(given, cluster)
        for field in ("pod_cidr", "service_cidr"):
            yield from overlaps(network, "cidr", cluster, field)


def _all_bucket_problems(given: Given) -> Iterator[Problem]:
    names: set[str] = set()
    for bucket in given.each("buckets"):
        name = bucket.text("name")
        if name in names:
            yield bucket.problem("name", "is the name of another bucket", got=name or "")
        names.add(name or "")
        yield from bucket_problems(bucket)
