"""Managed Kubernetes with GPU pools, one pool or more for each segment."""

from bailiwick.cluster.args import GpuClusterArgs, NodePoolArgs, SystemPoolArgs
from bailiwick.cluster.component import GpuCluster
from bailiwick.cluster.spec import GpuClusterSpec, NodePoolSpec

__all__ = ["GpuCluster", "GpuClusterArgs", "GpuClusterSpec", "NodePoolArgs", "NodePoolSpec", "SystemPoolArgs"]
