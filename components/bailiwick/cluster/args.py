"""What a user writes to get a cluster."""

from typing import NotRequired, TypedDict

import pulumi


class NodePoolArgs(TypedDict):
    """Equal machines that run one segment's workloads, and nothing else."""

    segment: str
    """What runs here, e.g. ``fine-tuning``: the value of the nodes' label and taint. Plain: known at preview."""
    name: NotRequired[str]
    """The pool's name, when a segment has several. Default: the segment."""
    accelerator: NotRequired[str]
    """The GPU of each node, e.g. ``H100`` or ``L40S``. Give this or ``node_type``."""
    accelerators_per_node: NotRequired[int]
    """How many of them a node has. Default: 1."""
    node_type: NotRequired[str]
    """The machine as the provider names it, for pools without GPU. Give this or ``accelerator``."""
    zone: NotRequired[str]
    """The pool's zone, inside the cluster's region. Default: the cluster's zone. Plain: known at preview."""
    size: NotRequired[int]
    """Nodes at the start; afterwards the autoscaler decides between ``min_size`` and ``max_size``. Default: 1."""
    min_size: NotRequired[int]
    """Fewest nodes, 0 or more. Default: 0, an idle pool costs nothing."""
    max_size: NotRequired[int]
    """Most nodes, at least ``size``. Default: ``size``."""
    root_volume_gb: NotRequired[int]
    """At Scaleway, size of each node's system disk in GB, 20 to 10000; images are unpacked there. Default: 200."""
    confidential: NotRequired[bool]
    """Whether the nodes must keep their memory from the provider. No provider has that for nodes, so true is refused
    with what there is instead. Default: false."""


class SystemPoolArgs(TypedDict):
    """The machines without GPU that run what the cluster itself needs."""

    node_type: NotRequired[str]
    """The machine as the provider names it. Default: ``PRO2-XS`` or ``b3-16``."""
    zone: NotRequired[str]
    """The pool's zone, inside the cluster's region. Default: the cluster's zone. Plain: known at preview."""
    size: NotRequired[int]
    """Number of nodes; it does not scale. Default: 2, so that one may fail."""
    root_volume_gb: NotRequired[int]
    """At Scaleway, size of each node's system disk in GB, 20 to 10000. Default: 50."""


class OidcArgs(TypedDict):
    """The identity provider through which people sign in to the cluster."""

    issuer_url: str
    """Its https address. Plain: known at preview."""
    client_id: str
    """The cluster's id at that provider."""
    username_claim: NotRequired[str]
    """The claim that is taken as the user's name. Default: the provider's, ``sub``."""
    groups_claim: NotRequired[str]
    """The claim that lists the user's groups. Default: none."""


class AuditLogArgs(TypedDict):
    """Where OVHcloud sends the cluster's audit log."""

    stream_id: str
    """Id of a stream of the Logs Data Platform."""
    region: str
    """The region in which that stream is kept; its id does not tell. Inside the jurisdiction. Plain."""


class GpuClusterArgs(TypedDict):
    """A cluster, the country it must stay in, who may reach its API, and its pools."""

    jurisdiction: str
    """ISO 3166-1 alpha-2 code of the country whose law must apply, e.g. ``FR``. Plain: known at preview."""
    provider: str
    """Who runs it: ``ovh`` or ``scaleway``. Plain: known at preview."""
    region: str
    """The provider's code of the region, inside ``jurisdiction``, e.g. ``fr-par`` or ``GRA``. There is no
    default region."""
    zone: NotRequired[str]
    """The zone of the pools that name none, inside ``region``, e.g. ``fr-par-2``; at OVHcloud the numbered region
    of the whole cluster, e.g. ``GRA11``. Default: the region's only zone. Plain: known at preview."""
    project_id: NotRequired[str]
    """The provider's project that owns the cluster, as quoted text. Default: that of the credentials."""
    network_id: pulumi.Input[str]
    """Id of the private network of the nodes; ``PrivateNetwork.network_id``."""
    subnet_id: NotRequired[pulumi.Input[str]]
    """Id of that network's subnet; ``PrivateNetwork.subnet_id``. Required at OVHcloud."""
    egress_id: pulumi.Input[str]
    """Id of the nodes' way out; ``PrivateNetwork.egress_id`` of one with ``egress`` ``gateway``. Pools wait for it:
    without it their nodes, which have no public address, could not join."""
    version: str
    """Kubernetes version, as quoted text. ``"1.36"`` takes patches in the maintenance window; ``"1.36.3"`` stays at
    that patch until you change it."""
    control_plane: NotRequired[str]
    """The size of the dedicated control plane as the provider names it. Default: the smallest
    that no other customer shares, or the region's only one."""
    api_access: list[str]
    """Public IPv4 ranges that may reach the cluster's API, none wider than /16. Never empty, never everybody."""
    take_patches: NotRequired[bool]
    """At OVHcloud, whether patches are applied. Default: true. At Scaleway the version decides."""
    oidc: NotRequired[OidcArgs]
    """The identity provider through which people sign in. Default: none."""
    audit_log: NotRequired[AuditLogArgs]
    """At OVHcloud, where the audit log goes. Required there; Scaleway keeps it by itself."""
    maintenance_day: NotRequired[str]
    """At Scaleway, day on which patches are applied: ``monday`` to ``sunday``. Default: ``sunday``."""
    maintenance_hour: NotRequired[int]
    """At Scaleway, hour, in UTC, at which the two-hour maintenance window opens, 0 to 23. Default: 2."""
    pod_cidr: NotRequired[str]
    """Addresses of the pods; must not overlap any other range. Default: ``100.64.0.0/15`` at Scaleway, the
    plan's own at OVHcloud, whose plan Free leaves no choice."""
    service_cidr: NotRequired[str]
    """Addresses of the services; must not overlap any other range. Default: ``10.32.0.0/20`` at Scaleway, the
    plan's own at OVHcloud."""
    system_pool: NotRequired[SystemPoolArgs]
    """The pool for the cluster's own needs. Default: two small nodes in ``zone``."""
    pools: list[NodePoolArgs]
    """The pools of the segments; at least one."""
