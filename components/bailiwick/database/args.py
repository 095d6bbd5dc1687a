"""What a user writes to get a database."""

from typing import NotRequired, TypedDict

import pulumi


class DatabaseArgs(TypedDict):
    """A managed PostgreSQL, the country that it and its backups must stay in, and the network it is reached through."""

    jurisdiction: str
    """ISO 3166-1 alpha-2 code of the country whose law must apply, e.g. ``FR``. Plain: known at preview."""
    provider: str
    """Who runs it: ``ovh`` or ``scaleway``. Plain: known at preview."""
    region: str
    """The provider's code of the region, inside ``jurisdiction``, e.g. ``fr-par`` or ``GRA``. There is no
    default region."""
    project_id: NotRequired[str]
    """The provider's project that owns it, as quoted text. Default: that of the credentials."""
    segment: str
    """Which part of the platform its data belongs to, e.g. ``metadata``. Plain: known at preview."""
    version: str
    """Major version of PostgreSQL, e.g. ``"16"``. There is no default: an upgrade is a decision."""
    machine: str
    """The provider's name of the machine of each node, e.g. ``DB-POP2-2C-8G`` or ``db1-7``. The atlas lists none, so
    only the provider tells whether it is sold."""
    high_availability: NotRequired[bool]
    """Whether a second node takes over when the first fails. At OVHcloud this chooses the plan: ``business`` with two
    nodes, else ``essential`` with one, which is outside its HDS certificate. Default: true."""
    network_id: pulumi.Input[str]
    """Id of the private network; ``PrivateNetwork.network_id``. There is no public address."""
    subnet_id: NotRequired[pulumi.Input[str]]
    """Id of the network's subnet, at OVHcloud only and required there; ``PrivateNetwork.subnet_id``."""
    allow_from: NotRequired[list[str]]
    """At OVHcloud, the IPv4 ranges inside the network that may connect: without one nobody can. Required there. At
    Scaleway whoever is on the network may."""
    storage_gb: NotRequired[int]
    """Disk in GB, 10 to 10000; at OVHcloud the plan's own where left out. Default at Scaleway: 20."""
    backup_days: NotRequired[int]
    """Days for which daily backups are kept, 1 to 365. At Scaleway only: OVHcloud's plan decides. Default: 7."""
    backup_region: NotRequired[str]
    """At OVHcloud, another region of the jurisdiction that keeps the backups. Default: the database's own region."""
    deletion_protection: NotRequired[bool]
    """Whether Pulumi refuses to delete it, and at OVHcloud the provider too. Default: true."""
    existing_database_id: NotRequired[pulumi.Input[str]]
    """Id of a database to use instead of a new one: with its region at Scaleway. Its settings stay as they are."""
