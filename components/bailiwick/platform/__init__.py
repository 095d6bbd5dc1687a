"""The whole platform: network, keys, buckets and cluster from one configuration."""

from bailiwick.platform.args import (
    PlatformBucketArgs,
    PlatformClusterArgs,
    PlatformDatabaseArgs,
    PlatformKeysArgs,
    PlatformNetworkArgs,
    PlatformRegistryArgs,
    SovereignPlatformArgs,
)
from bailiwick.platform.component import SovereignPlatform
from bailiwick.platform.spec import SovereignPlatformSpec

__all__ = [
    "PlatformBucketArgs",
    "PlatformClusterArgs",
    "PlatformDatabaseArgs",
    "PlatformKeysArgs",
    "PlatformNetworkArgs",
    "PlatformRegistryArgs",
    "SovereignPlatform",
    "SovereignPlatformArgs",
    "SovereignPlatformSpec",
]
