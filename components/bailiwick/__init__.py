"""Keeps an AI platform inside its jurisdiction.

The components are imported on first use, so that ``import bailiwick`` costs
nothing and a program for one cloud never loads the SDK of the other.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bailiwick.cluster import GpuCluster, GpuClusterArgs, NodePoolArgs
    from bailiwick.database import Database, DatabaseArgs
    from bailiwick.kms import LocalKms, LocalKmsArgs
    from bailiwick.landing_zone import LandingZone, LandingZoneArgs
    from bailiwick.network import PrivateNetwork, PrivateNetworkArgs
    from bailiwick.platform import SovereignPlatform, SovereignPlatformArgs
    from bailiwick.registry import ContainerRegistry, ContainerRegistryArgs
    from bailiwick.secret_store import SecretArgs, SecretStore, SecretStoreArgs
    from bailiwick.storage import ObjectStore, ObjectStoreArgs

__version__ = "0.1.0"

HOMES = {
    "ContainerRegistry": "registry",
    "ContainerRegistryArgs": "registry",
    "Database": "database",
    "DatabaseArgs": "database",
    "GpuCluster": "cluster",
    "GpuClusterArgs": "cluster",
    "LandingZone": "landing_zone",
    "LandingZoneArgs": "landing_zone",
    "LocalKms": "kms",
    "LocalKmsArgs": "kms",
    "NodePoolArgs": "cluster",
    "ObjectStore": "storage",
    "ObjectStoreArgs": "storage",
    "PrivateNetwork": "network",
    "PrivateNetworkArgs": "network",
    "SecretArgs": "secret_store",
    "SecretStore": "secret_store",
    "SecretStoreArgs": "secret_store",
    "SovereignPlatform": "platform",
    "SovereignPlatformArgs": "platform",
}

__all__ = [
    "ContainerRegistry",
    "ContainerRegistryArgs",
    "Database",
    "DatabaseArgs",
    "GpuCluster",
    "GpuClusterArgs",
    "LandingZone",
    "LandingZoneArgs",
    "LocalKms",
    "LocalKmsArgs",
    "NodePoolArgs",
    "ObjectStore",
    "ObjectStoreArgs",
    "PrivateNetwork",
    "PrivateNetworkArgs",
    "SecretArgs",
    "SecretStore",
    "SecretStoreArgs",
    "SovereignPlatform",
    "SovereignPlatformArgs",
]


def __getattr__(name: str) -> Any:
    if name not in HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *HOMES})
