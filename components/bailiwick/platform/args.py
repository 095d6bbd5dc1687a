"""What a user writes to get a platform."""

from typing import NotRequired, TypedDict

import pulumi

from bailiwick.cluster.args import AuditLogArgs, NodePoolArgs, OidcArgs, SystemPoolArgs
from bailiwick.secret_store.args import SecretArgs


class PlatformNetworkArgs(TypedDict):
    """The platform's private network."""

    cidr: NotRequired[str]
    """The network's private IPv4 range, e.g. ``172.16.32.0/22``; it cannot be changed. At Scaleway from /20 to /28; at
    OVHcloud outside 10.2.0.0/16, 10.3.0.0/16 and 172.17.0.0/16. Required for a new network."""
    gateway_type: NotRequired[str]
    """The size of the gateway as the provider names it. Default: the smallest, ``VPC-GW-S`` or ``s``."""
    vlan_id: NotRequired[int]
    """At OVHcloud, the number, 1 to 4000, that keeps the network apart from all others of the vRack, in all countries.
    Required there for a new network."""
    vrack_id: NotRequired[str]
    """At OVHcloud, the vRack to which the project is to be joined, e.g. ``pn-123456``. Default: it is joined to one."""
    existing_network_id: NotRequired[pulumi.Input[str]]
    """Id of a network to use instead of a new one; at OVHcloud its OpenStack id in the region."""
    existing_subnet_id: NotRequired[pulumi.Input[str]]
    """Id of that network's subnet. Required with it at OVHcloud."""
    existing_egress_id: NotRequired[pulumi.Input[str]]
    """Id of that network's way out, to use it instead of a new gateway: Scaleway's GatewayNetwork, OVHcloud's
    Gateway."""


class PlatformKeysArgs(TypedDict):
    """How the platform's keys age; every bucket has one of its own."""

    key_custody: NotRequired[str]
    """Who holds the keys: ``customer-managed`` (not at OVHcloud), ``client-side``, ``external`` or
    ``provider-managed`` (not at Scaleway), as of ObjectStore. The first two make a key for each bucket, and at Scaleway
    so does the third. Default: ``customer-managed``. Plain: known at preview."""
    rotation_days: NotRequired[int]
    """Days between two versions of the key, 1 to 365; older versions still decrypt what they encrypted. Default: 90
    at Scaleway; OVHcloud does not rotate."""
    deletion_protection: NotRequired[bool]
    """Whether provider and Pulumi both refuse to delete the key, and with it all that it encrypted. Default: true."""
    key_backup_countries: NotRequired[list[str]]
    """Countries and blocs, besides ``jurisdiction``, in which the provider may keep backups of the key. Default: none.
    Plain: known at preview."""
    subsidiary: NotRequired[str]
    """At OVHcloud, the company with which the key service is contracted, e.g. ``FR``. Default: the jurisdiction's."""
    existing_domain_id: NotRequired[pulumi.Input[str]]
    """At OVHcloud, id of an OKMS domain to keep the key in, instead of a new one. As text, the domain is read, so that
    policies see where it is."""


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
    replica_region: NotRequired[str]
    """At OVHcloud, another region of the jurisdiction in which a second bucket takes a copy. Default: none."""
    existing_bucket_id: NotRequired[pulumi.Input[str]]
    """Id of a bucket to use instead of a new one: with its region at Scaleway, its name at OVHcloud. Its settings stay
    whatever they are."""
    existing_key_id: NotRequired[pulumi.Input[str]]
    """Id of a key to use for this bucket instead of a new one."""


class PlatformDatabaseArgs(TypedDict):
    """A managed PostgreSQL in the platform's private network."""

    name: str
    """What the configuration calls it: lower-case letters, digits and hyphens, at most 20. Plain: known at preview."""
    segment: str
    """Which part of the platform its data belongs to, e.g. ``metadata``. Plain: known at preview."""
    version: str
    """Major version of PostgreSQL, e.g. ``"16"``."""
    machine: str
    """The provider's name of the machine of each node, e.g. ``DB-POP2-2C-8G`` or ``db1-7``."""
    high_availability: NotRequired[bool]
    """Whether a second node takes over when the first fails; at OVHcloud this chooses the plan. Default: true."""
    allow_from: NotRequired[list[str]]
    """At OVHcloud, the IPv4 ranges inside the network that may connect. Default: the network's ``cidr``."""
    storage_gb: NotRequired[int]
    """Disk in GB, 10 to 10000. Default: 20 at Scaleway, the plan's own at OVHcloud."""
    backup_days: NotRequired[int]
    """At Scaleway, days for which daily backups are kept, 1 to 365. Default: 7."""
    backup_region: NotRequired[str]
    """At OVHcloud, another region of the jurisdiction that keeps the backups. Default: the platform's own region."""
    deletion_protection: NotRequired[bool]
    """Whether Pulumi refuses to delete it. Default: true."""
    existing_database_id: NotRequired[pulumi.Input[str]]
    """Id of a database to use instead of a new one. Its settings stay as they are."""


class PlatformRegistryArgs(TypedDict):
    """The platform's registry for images and models."""

    purpose: NotRequired[str]
    """What it holds, for people. Default: none."""
    registry_name: NotRequired[str]
    """Its name; at Scaleway unique among all customers of the region. Default: made from the platform's name."""
    allow_from: NotRequired[list[str]]
    """At OVHcloud, the IPv4 ranges that may push and pull; required there. The platform's ``egress_ip`` is known only
    once the gateway exists: add it as ``/32`` then."""
    admin_from: NotRequired[list[str]]
    """At OVHcloud, the IPv4 ranges from which Harbor is administered. Default: those of ``allow_from``."""
    plan_id: NotRequired[str]
    """At OVHcloud, the id of a larger plan. Default: the smallest."""
    deletion_protection: NotRequired[bool]
    """Whether Pulumi refuses to delete it. Default: true."""
    existing_registry_id: NotRequired[pulumi.Input[str]]
    """Id of a registry to use instead of a new one. Its settings stay as they are."""


class PlatformClusterArgs(TypedDict):
    """The platform's Kubernetes cluster."""

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
    """The pool for the cluster's own needs. Default: two small nodes in the platform's zone."""
    pools: list[NodePoolArgs]
    """The pools of the segments; at least one."""


class SovereignPlatformArgs(TypedDict):
    """A platform, and the country it must stay in."""

    jurisdiction: str
    """ISO 3166-1 alpha-2 code of the country whose law must apply, e.g. ``FR``. Plain: known at preview."""
    provider: str
    """Who runs it: ``ovh`` or ``scaleway``. Plain: known at preview."""
    region: str
    """The provider's code of the region, inside ``jurisdiction``, e.g. ``fr-par`` or ``GRA``. There is no
    default region."""
    zone: NotRequired[str]
    """The zone of gateway and pools, inside ``region``, e.g. ``fr-par-2``; at OVHcloud a numbered region, e.g.
    ``GRA11``. Default: the region's only zone. Plain: known at preview."""
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
    databases: NotRequired[list[PlatformDatabaseArgs]]
    """Databases in the private network. Default: none."""
    registry: NotRequired[PlatformRegistryArgs]
    """A container registry. Default: none."""
    secrets: NotRequired[list[SecretArgs]]
    """Secrets in the provider's secret manager, under a key of their own. A value belongs in a program or in encrypted
    configuration, never in plain text. Default: none."""
