"""The cluster at Scaleway: Kubernetes Kapsule."""

from typing import Any

import pulumi
import pulumiverse_scaleway as scaleway

from bailiwick.cluster.machines import has_accelerator
from bailiwick.cluster.rules import SYSTEM
from bailiwick.cluster.spec import ClusterParts, GpuClusterSpec, NodePoolSpec
from bailiwick.contract.scaleway import tags

SEGMENT = "bailiwick/segment"
"""Label of every node, and taint of the nodes without GPU."""

GPU_TAINT = "nvidia.com/gpu"
"""Taint of the nodes with GPU; its value is the segment.

The key is not ours because the GPU operator, which Kapsule installs by itself on
GPU pools, tolerates this one (the default of NVIDIA's chart): behind any other
taint the driver would never arrive and the nodes would offer no GPU.
"""


def build(name: str, spec: GpuClusterSpec, parent: pulumi.Resource) -> ClusterParts:
    """Registers the cluster, the list of those who may reach its API, and its pools."""
    cluster = _cluster(name, spec, parent)
    access = scaleway.kubernetes.Acl(
        f"{name}-api-access",
        cluster_id=cluster.id,
        region=spec.region,
        acl_rules=[{"ip": allowed, "description": f"api_access {allowed}"} for allowed in spec.api_access],
        opts=pulumi.ResourceOptions(parent=parent),
    )
    # Nodes without public address join through the gateway: a pool's cluster id becomes known after both exist.
    ready_cluster_id = pulumi.Output.all(cluster.id, spec.egress_id).apply(lambda known: str(known[0]))
    pools = [
        _pool(name, spec, pool, {"cluster_id": ready_cluster_id, "region": spec.region}, parent)
        for pool in (_system_pool(spec), *spec.pools)
    ]
    # Output.all turns the SDK's output types into plain dictionaries, so the file is taken out before.
    kubeconfig = cluster.kubeconfigs.apply(_first_kubeconfig)
    usable = pulumi.Output.all(kubeconfig, access.id, *[pool.id for pool in pools]).apply(lambda known: str(known[0]))
    return ClusterParts(cluster.id, cluster.apiserver_url, pulumi.Output.secret(usable))


def _cluster(name: str, spec: GpuClusterSpec, parent: pulumi.Resource) -> scaleway.kubernetes.Cluster:
    return scaleway.kubernetes.Cluster(
        f"{name}-kapsule",
        region=spec.region,
        project_id=spec.project_id,
        type=spec.control_plane,
        version=spec.version,
        auto_upgrade={
            "enable": spec.takes_patches,
            "maintenance_window_day": spec.maintenance_day,
            "maintenance_window_start_hour": spec.maintenance_hour,
        },
        cni="cilium",  # the one that can filter egress by name and encrypt between nodes
        private_network_id=spec.network_id,
        pod_cidr=spec.pod_cidr,
        service_cidr=spec.service_cidr,
        delete_additional_resources=False,  # a deleted cluster must not take volumes with data along
        tags=tags(spec),
        opts=pulumi.ResourceOptions(parent=parent),
    )


def _system_pool(spec: GpuClusterSpec) -> NodePoolSpec:
    pool = spec.system_pool
    return NodePoolSpec(
        segment=SYSTEM,
        node_type=pool.node_type,
        zone=pool.zone,
        size=pool.size,
        min_size=pool.size,
        root_volume_gb=pool.root_volume_gb,
    )


def _pool(
    name: str, spec: GpuClusterSpec, pool: NodePoolSpec, where: dict[str, Any], parent: pulumi.Resource
) -> scaleway.kubernetes.Pool:
    most = pool.max_size or pool.size
    return scaleway.kubernetes.Pool(
        f"{name}-{pool.title}",
        # A fixed name makes a replacement delete the old pool first, which is right where GPUs are scarce.
        name=pool.title,
        zone=pool.zone or spec.zone,
        node_type=pool.machine(spec.provider),
        size=pool.size,
        min_size=pool.min_size,
        max_size=most,
        autoscaling=most > pool.min_size,
        autohealing=True,
        public_ip_disabled=True,
        root_volume_type="sbs_5k",
        root_volume_size_in_gb=pool.root_volume_gb,
        labels={SEGMENT: pool.segment, "bailiwick/jurisdiction": spec.jurisdiction},
        taints=_taints(spec, pool),
        # GPUs are scarce: an upgrade takes a node away before it asks for another one.
        upgrade_policy={"max_surge": 0, "max_unavailable": 1},
        tags=tags(spec, f"segment={pool.segment}"),
        **where,
        opts=pulumi.ResourceOptions(parent=parent),
    )


def _taints(spec: GpuClusterSpec, pool: NodePoolSpec) -> list[dict[str, str]]:
    if pool.segment == SYSTEM:
        return []
    key = GPU_TAINT if has_accelerator(spec.provider, pool.machine(spec.provider)) else SEGMENT
    return [{"key": key, "value": pool.segment, "effect": "NoSchedule"}]


def _first_kubeconfig(configs: list[Any] | None) -> str:
    """The file's content; the provider lists exactly one, a mock perhaps none."""
    return str(configs[0].config_file or "") if configs else ""
