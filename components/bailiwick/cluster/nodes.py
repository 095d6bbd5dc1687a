"""How nodes are marked, whoever provides them."""

from bailiwick.cluster.machines import has_accelerator
from bailiwick.cluster.rules import SYSTEM
from bailiwick.cluster.spec import GpuClusterSpec, NodePoolSpec

SEGMENT = "bailiwick/segment"
"""Label of every node, and taint of the nodes without GPU."""

GPU_TAINT = "nvidia.com/gpu"
"""Taint of the nodes with GPU; its value is the segment.

The key is not ours because NVIDIA's GPU operator tolerates this one (the default
of its chart), and Kapsule installs the operator by itself: behind any other
taint the driver would never arrive and the nodes would offer no GPU.
"""


def labels(spec: GpuClusterSpec, pool: NodePoolSpec) -> dict[str, str]:
    """The labels of the pool's nodes."""
    return {SEGMENT: pool.segment, "bailiwick/jurisdiction": spec.jurisdiction}


def taints(spec: GpuClusterSpec, pool: NodePoolSpec) -> list[dict[str, str]]:
    """The taints of the pool's nodes; none where the cluster's own needs run."""
    if pool.segment == SYSTEM:
        return []
    key = GPU_TAINT if has_accelerator(spec.provider, pool.machine(spec.provider, spec.zone_of(pool))) else SEGMENT
    return [{"key": key, "value": pool.segment, "effect": "NoSchedule"}]
