"""The cluster at Scaleway: Kubernetes Kapsule."""

from typing import Any

import pulumi
import pulumiverse_scaleway as scaleway

from bailiwick.cluster.nodes import labels, taints
from bailiwick.cluster.plans import POD_CIDR, SERVICE_CIDR, cni_of
from bailiwick.cluster.spec import POOL_VOLUME_GB, ClusterParts, GpuClusterSpec, NodePoolSpec
from bailiwick.contract.scaleway import tags

MAINTENANCE_DAY, MAINTENANCE_HOUR = "sunday", 2
"""What holds unless the arguments say otherwise."""


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
        for pool in (spec.system, *spec.pools)
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
        type=spec.plan.name,
        version=spec.version,
        auto_upgrade={
            "enable": spec.patched,
            "maintenance_window_day": spec.maintenance_day or MAINTENANCE_DAY,
            "maintenance_window_start_hour": MAINTENANCE_HOUR
            if spec.maintenance_hour is None
            else spec.maintenance_hour,
        },
        cni=cni_of(spec.plan),
        open_id_connect_config=_oidc(spec),
        private_network_id=spec.network_id,
        pod_cidr=spec.pod_cidr or POD_CIDR,
        service_cidr=spec.service_cidr or SERVICE_CIDR,
        delete_additional_resources=False,  # a deleted cluster must not take volumes with data along
        tags=tags(spec),
        opts=pulumi.ResourceOptions(parent=parent),
    )


def _pool(
    name: str, spec: GpuClusterSpec, pool: NodePoolSpec, where: dict[str, Any], parent: pulumi.Resource
) -> scaleway.kubernetes.Pool:
    most = pool.max_size or pool.size
    return scaleway.kubernetes.Pool(
        f"{name}-{pool.title}",
        # A fixed name makes a replacement delete the old pool first, which is right where GPUs are scarce.
        name=pool.title,
        zone=spec.zone_of(pool),
        node_type=pool.machine(spec.provider, spec.zone_of(pool)),
        size=pool.size,
        min_size=pool.min_size,
        max_size=most,
        autoscaling=most > pool.min_size,
        autohealing=True,
        public_ip_disabled=True,
        root_volume_type="sbs_5k",
        root_volume_size_in_gb=pool.root_volume_gb or POOL_VOLUME_GB,
        labels=labels(spec, pool),
        taints=taints(spec, pool),
        # GPUs are scarce: an upgrade takes a node away before it asks for another one.
        upgrade_policy={"max_surge": 0, "max_unavailable": 1},
        tags=tags(spec, f"segment={pool.segment}"),
        **where,
        opts=pulumi.ResourceOptions(parent=parent),
    )


def _oidc(spec: GpuClusterSpec) -> dict[str, object] | None:
    if spec.oidc is None:
        return None
    found: dict[str, object] = {"issuer_url": spec.oidc.issuer_url, "client_id": spec.oidc.client_id}
    if spec.oidc.username_claim is not None:
        found["username_claim"] = spec.oidc.username_claim
    if spec.oidc.groups_claim is not None:
        found["groups_claims"] = [spec.oidc.groups_claim]
    return found


def _first_kubeconfig(configs: list[Any] | None) -> str:
    """The file's content; the provider lists exactly one, a mock perhaps none."""
    return str(configs[0].config_file or "") if configs else ""
