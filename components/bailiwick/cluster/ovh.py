"""The cluster at OVHcloud: Managed Kubernetes Service."""

from typing import Any

import pulumi
import pulumi_ovh as ovh

from bailiwick.cluster.nodes import labels, taints
from bailiwick.cluster.spec import ClusterParts, GpuClusterSpec, NodePoolSpec
from bailiwick.contract.ovh import codes, compute_region


def build(name: str, spec: GpuClusterSpec, parent: pulumi.Resource) -> ClusterParts:
    """Registers the cluster, the list of those who may reach its API, sign-in, audit log and its pools."""
    opts = pulumi.ResourceOptions(parent=parent)
    cluster = _cluster(name, spec, parent)
    of_it = {"service_name": spec.project_id, "kube_id": cluster.id}
    access = ovh.cloudproject.KubeIpRestrictions(f"{name}-api-access", ips=list(spec.api_access), **of_it, opts=opts)
    if spec.oidc is not None:
        ovh.cloudproject.KubeOidc(
            f"{name}-oidc",
            issuer_url=spec.oidc.issuer_url,
            client_id=spec.oidc.client_id,
            oidc_username_claim=spec.oidc.username_claim,
            oidc_groups_claims=[spec.oidc.groups_claim] if spec.oidc.groups_claim is not None else None,
            **of_it,
            opts=opts,
        )
    if spec.audit_log is not None:
        ovh.CloudProjectKubeLogSubscription(
            f"{name}-audit-log", kind="audit", stream_id=spec.audit_log.stream_id, **of_it, opts=opts
        )
    # Nodes leave through the gateway alone: a pool's cluster id becomes known after both exist.
    ready = pulumi.Output.all(cluster.id, spec.egress_id).apply(lambda known: str(known[0]))
    pools = [_pool(name, spec, pool, ready, parent) for pool in (spec.system, *spec.pools)]
    waited_for = pulumi.Output.all(cluster.kubeconfig, access.id, *[pool.id for pool in pools])
    usable = waited_for.apply(lambda known: str(known[0] or ""))
    return ClusterParts(cluster.id, cluster.url.apply(_https), pulumi.Output.secret(usable))


def _cluster(name: str, spec: GpuClusterSpec, parent: pulumi.Resource) -> ovh.cloudproject.Kube:
    network_id = pulumi.Output.from_input(spec.network_id)
    if spec.plan.zones > 1:
        # A cluster over several zones cannot be made before its gateway; others are made beside it.
        network_id = pulumi.Output.all(network_id, spec.egress_id).apply(lambda known: str(known[0]))
    ranges = {"pods_ipv4_cidr": spec.pod_cidr, "services_ipv4_cidr": spec.service_cidr}
    return ovh.cloudproject.Kube(
        f"{name}-mks",
        service_name=spec.project_id,
        name=name,
        region=compute_region(spec),
        plan=spec.plan.name,
        version=spec.version,
        update_policy="MINIMAL_DOWNTIME" if spec.patched else "NEVER_UPDATE",
        private_network_id=network_id,
        nodes_subnet_id=spec.subnet_id,
        private_network_configuration={
            "default_vrack_gateway": "",  # the one that the subnet's DHCP announces
            "private_network_routing_as_default": True,
        },
        ip_allocation_policy={key: cidr for key, cidr in ranges.items() if cidr is not None} or None,
        opts=pulumi.ResourceOptions(parent=parent),
    )


def _pool(
    name: str, spec: GpuClusterSpec, pool: NodePoolSpec, kube_id: pulumi.Output[str], parent: pulumi.Resource
) -> ovh.cloudproject.KubeNodePool:
    most = pool.max_size or pool.size
    zone = spec.zone_of(pool)
    scales = most > pool.min_size
    marks: dict[str, Any] = {
        "metadata": {"annotations": {}, "finalizers": [], "labels": labels(spec, pool)},
        "spec": {"taints": taints(spec, pool), "unschedulable": False},
    }
    return ovh.cloudproject.KubeNodePool(
        f"{name}-{pool.title}",
        service_name=spec.project_id,
        kube_id=kube_id,
        name=pool.title,
        flavor_name=pool.machine(spec.provider, zone),
        availability_zones=[zone] if codes(spec).compute else None,
        desired_nodes=pool.size,
        min_nodes=pool.min_size,
        max_nodes=most,
        autoscale=scales,
        monthly_billed=False,
        template=marks,
        opts=pulumi.ResourceOptions(
            parent=parent,
            # The autoscaler decides from then on; an update must not take its nodes away.
            ignore_changes=["desiredNodes"] if scales else None,
        ),
    )


def _https(host: str | None) -> str:
    """The API's address; the provider gives the host alone."""
    return f"https://{(host or '').removeprefix('https://')}"
