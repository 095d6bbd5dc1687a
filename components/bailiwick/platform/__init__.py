"""The whole platform: network, keys, buckets and cluster from one configuration."""

from bailiwick.platform.args import (
    PlatformBucketArgs,
    PlatformClusterArgs,
    PlatformKeysArgs,
    PlatformNetworkArgs,
    SovereignPlatformArgs,
)
from bailiwick.platform.component import SovereignPlatform
from bailiwick.platform.spec import SovereignPlatformSpec

__all__ = [
    "PlatformBucketArgs",
    "PlatformClusterArgs",
    "PlatformKeysArgs",
    "PlatformNetworkArgs",
    "SovereignPlatform",
    "SovereignPlatformArgs",
    "SovereignPlatformSpec",
]
