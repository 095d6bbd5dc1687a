"""Managed Kubernetes with GPU pools, one pool or more for each segment."""

from bailiwick.cluster.args import AuditLogArgs, GpuClusterArgs, NodePoolArgs, OidcArgs, SystemPoolArgs
from bailiwick.cluster.component import GpuCluster
from bailiwick.cluster.spec import GpuClusterSpec, NodePoolSpec

__all__ = [
    "AuditLogArgs",
    "GpuCluster",
    "GpuClusterArgs",
    "GpuClusterSpec",
    "NodePoolArgs",
    "NodePoolSpec",
    "OidcArgs",
    "SystemPoolArgs",
]
