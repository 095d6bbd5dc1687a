"""What a user writes to get a platform."""

from typing import NotRequired, TypedDict

from bailiwick.cluster.args import NodePoolArgs, SystemPoolArgs


class PlatformNetworkArgs(TypedDict):
    """The platform's private network."""

    cidr: str
    """The network's private IPv4 range, e.g. ``172.16.32.0/22``. At Scaleway from /20 to /28; it cannot be changed."""
    gateway_type: NotRequired[str]
    """The size of the gateway as the provider names it. Default: ``VPC-GW-S``."""


class PlatformKeysArgs(TypedDict):
    """How the platform's keys age; every bucket has one of its own."""

    key_custody: NotRequired[str]
    """Who decides about the keys. Default and only value so far: ``customer-managed``. Plain: known at preview."""
    rotation_days: NotRequired[int]
    """Days between two versions of a key, 1 to 365. Default: 90."""
    deletion_protection: NotRequired[bool]
    """Whether provider and Pulumi both refuse to delete a key. Default: true."""


class PlatformBucketArgs(TypedDict):
    """One kind of data, in a bucket of its own."""

    name: str
    """What the data is called, e.g. ``letters``, in at most 20 characters; part of the bucket's and the key's names."""
    segment: str
    """Which part of the platform it belongs to, e.g. ``fine-tuning``. Plain: known at preview."""
    purpose: NotRequired[str]
    """What it holds, for people. Default: none."""
    bucket_name: NotRequired[str]
    """The bucket's name, unique among all customers of the provider. Default: made up from the resource's name."""
    access: NotRequired[str]
    """Who may read without being named in an IAM policy. Default and only value: ``private``, that is nobody."""
    keep_old_versions_days: NotRequired[int]
    """Days after which an overwritten or deleted object is really gone, 1 to 3650. Default: 30."""
    abort_uploads_days: NotRequired[int]
    """Days after which the parts of an unfinished upload are removed, 1 to 365. Default: 7."""
    lock_days: NotRequired[int]
    """Days during which no version can be deleted or overwritten, 1 to 36500. Default: 0, no lock."""
    lock_mode: NotRequired[str]
    """``governance`` or ``compliance``. Default: ``governance``."""
    deletion_protection: NotRequired[bool]
    """Whether Pulumi refuses to delete the bucket. Default: true."""


class PlatformClusterArgs(TypedDict):
    """The platform's Kubernetes cluster."""

    version: str
    """Kubernetes version, as quoted text. ``"1.36"`` takes patches in the maintenance window; ``"1.36.3"`` stays at
    that patch until you change it."""
    control_plane: NotRequired[str]
    """The size of the dedicated control plane as the provider names it. Default: ``kapsule-dedicated-4``."""
    api_access: list[str]
    """Public IPv4 ranges that may reach the cluster's API, none wider than /16. Never empty, never everybody."""
    maintenance_day: NotRequired[str]
    """Day on which patches are applied: ``monday`` to ``sunday``. Default: ``sunday``."""
    maintenance_hour: NotRequired[int]
    """Hour, in UTC, at which the two-hour maintenance window opens, 0 to 23. Default: 2."""
    pod_cidr: NotRequired[str]
    """Addresses of the pods; must not overlap any other range. Default: ``100.64.0.0/15``."""
    service_cidr: NotRequired[str]
    """Addresses of the services; must not overlap any other range. Default: ``10.32.0.0/20``."""
    system_pool: NotRequired[SystemPoolArgs]
    """The pool for the cluster's own needs. Default: two small nodes in the platform's zone."""
    pools: list[NodePoolArgs]
    """The pools of the segments; at least one."""


class SovereignPlatformArgs(TypedDict):
    """A platform, and the country it must stay in."""

    jurisdiction: str
    """ISO 3166-1 alpha-2 code of the country whose law must apply, e.g. ``FR``. Plain: known at preview."""
    provider: str
    """Who runs it: ``scaleway``. Plain: known at preview."""
    region: str
    """The provider's code of the region, inside ``jurisdiction``, e.g. ``fr-par``. There is no default region."""
    zone: str
    """The zone of gateway and pools, inside ``region``, e.g. ``fr-par-2``. Plain: known at preview."""
    project_id: NotRequired[str]
    """The provider's project that owns everything, as quoted text. Default: that of the credentials, with a warning."""
    network: PlatformNetworkArgs
    """The private network."""
    keys: NotRequired[PlatformKeysArgs]
    """How the keys age. Default: customer-managed, rotated every 90 days, protected from deletion."""
    buckets: list[PlatformBucketArgs]
    """The buckets, one for each kind of data; at least one."""
    cluster: PlatformClusterArgs
    """The Kubernetes cluster."""
