"""The cluster as a Pulumi component."""

from datetime import UTC, datetime

import pulumi

from bailiwick.cluster.args import GpuClusterArgs
from bailiwick.cluster.plans import cni_of, explained
from bailiwick.cluster.rules import version_warning
from bailiwick.cluster.spec import ClusterParts, GpuClusterSpec
from bailiwick.contract import built_by, offers, parse_arguments, place_facts


class GpuCluster(pulumi.ComponentResource):
    """Managed Kubernetes inside one country, with GPU pools labelled and tainted by segment.

    The control plane is one's own where the region has that, the nodes have no public
    addresses, and only named ranges reach the API.

    Raises:
        ArgumentsError: the arguments cannot be honoured; nothing was registered.
    """

    cluster_id: pulumi.Output[str]
    """Id of the cluster, at Scaleway with its region, e.g. ``fr-par/11111111-...``."""
    api_url: pulumi.Output[str]
    """HTTPS address of the Kubernetes API."""
    kubeconfig: pulumi.Output[str]
    """Administrator's access to the cluster, a secret. Known once a pool is there to run anything."""

    def __init__(self, name: str, args: GpuClusterArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        spec = parse_arguments(GpuClusterSpec, args, component=f'GpuCluster "{name}"')
        super().__init__("bailiwick:index:GpuCluster", name, spec.as_props(), opts)
        today = datetime.now(UTC).date()
        for warning in (
            version_warning(spec.provider, spec.version, today),
            offers.due_for_review(spec.provider, today),
        ):
            if warning is not None:
                pulumi.log.warn(warning, resource=self)
        parts: ClusterParts = built_by("bailiwick.cluster", spec.provider).build(name, spec, self)
        self.cluster_id = parts.cluster_id
        self.api_url = parts.api_url
        self.kubeconfig = parts.kubeconfig
        facts: dict[str, object] = {
            **place_facts(spec),
            "zones": sorted({spec.zone_of(pool) for pool in (spec.system, *spec.pools)}),
            "segments": sorted({pool.segment for pool in spec.pools}),
            "control_plane": spec.plan.name,
            "control_plane_reason": explained(spec.plan, spec.control_plane),
            "cni": cni_of(spec.plan),
            "oidc_issuer": spec.oidc.issuer_url if spec.oidc is not None else "",
            "audit_log_region": spec.audit_log.region if spec.audit_log is not None else "",
            "api_access": list(spec.api_access),
            "public_nodes": False,
        }
        self.register_outputs(
            {
                "cluster_id": self.cluster_id,
                "api_url": self.api_url,
                "kubeconfig": self.kubeconfig,
                "compliance": facts,
            }
        )
