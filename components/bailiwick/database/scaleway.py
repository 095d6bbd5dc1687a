"""The database at Scaleway's Managed Databases."""

import pulumi
import pulumiverse_scaleway as scaleway

from bailiwick.contract.scaleway import tags
from bailiwick.database.spec import DatabaseParts, DatabaseSpec

BACKUP_DAYS = 7
STORAGE_GB = 20


def build(name: str, spec: DatabaseSpec, parent: pulumi.Resource) -> DatabaseParts:
    """Registers one instance in the private network, or passes on what exists.

    Without a private network Scaleway gives a public endpoint, and with one it
    gives none unless a load balancer is asked for (provider documentation of
    ``rdb_instance``, 2026-08-21). Backups leave the region unless told to stay.
    """
    if spec.existing_database_id is not None:
        known = pulumi.Output.from_input(spec.existing_database_id)
        return DatabaseParts(known, pulumi.Output.from_input(""), pulumi.Output.from_input(0))
    instance = scaleway.databases.Instance(
        f"{name}-database",
        region=spec.region,
        project_id=spec.project_id,
        name=f"{name}-database",
        engine=f"PostgreSQL-{spec.version}",
        node_type=spec.machine,
        is_ha_cluster=spec.high_availability,
        encryption_at_rest=True,
        volume_type="sbs_5k",
        volume_size_in_gb=spec.storage_gb or STORAGE_GB,
        private_network={"pn_id": spec.network_id, "enable_ipam": True},
        disable_backup=False,
        backup_same_region=True,
        backup_schedule_frequency=24,
        backup_schedule_retention=spec.backup_days or BACKUP_DAYS,
        tags=tags(spec, f"segment={spec.segment}"),
        opts=pulumi.ResourceOptions(parent=parent, protect=spec.deletion_protection),
    )
    endpoint = instance.private_network
    return DatabaseParts(
        instance.id,
        endpoint.apply(lambda found: str(found.ip or "") if found else ""),
        endpoint.apply(lambda found: int(found.port or 0) if found else 0),
    )
