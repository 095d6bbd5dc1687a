"""The database at OVHcloud's Public Cloud Databases."""

import pulumi
import pulumi_ovh as ovh

from bailiwick.atlas.api_codes import api_codes
from bailiwick.atlas.database_plans import database_plan
from bailiwick.contract.ovh import codes
from bailiwick.database.spec import DatabaseParts, DatabaseSpec


def build(name: str, spec: DatabaseSpec, parent: pulumi.Resource) -> DatabaseParts:
    """Registers one database service on the private network, or passes on what exists.

    The provider encrypts the disks and demands TLS. Left out, ``backup_regions``
    would send a copy of the backups to another region of the provider's choice.
    """
    if spec.existing_database_id is not None:
        known = pulumi.Output.from_input(spec.existing_database_id)
        return DatabaseParts(known, pulumi.Output.from_input(""), pulumi.Output.from_input(0))
    code, plan = codes(spec).storage, database_plan(spec.provider, high_availability=spec.high_availability)
    kept_at = api_codes(spec.provider, spec.backup_region or spec.region)
    assert kept_at is not None, "the rules let no region pass whose spellings are not known"
    node = {"region": code, "network_id": spec.network_id, "subnet_id": spec.subnet_id}
    service = ovh.cloudproject.Database(
        f"{name}-database",
        service_name=spec.project_id,
        description=f"{name}-database",
        engine="postgresql",
        version=spec.version,
        plan=plan.name,
        flavor=spec.machine,
        nodes=[node] * plan.nodes,
        disk_size=spec.storage_gb,
        backup_regions=[kept_at.storage],
        ip_restrictions=[{"ip": item, "description": spec.segment} for item in spec.allow_from],
        deletion_protection=spec.deletion_protection,
        opts=pulumi.ResourceOptions(parent=parent, protect=spec.deletion_protection),
    )
    first = service.endpoints.apply(lambda found: found[0] if found else None)
    return DatabaseParts(
        service.id,
        first.apply(lambda endpoint: str(endpoint.domain or "") if endpoint else ""),
        first.apply(lambda endpoint: int(endpoint.port or 0) if endpoint else 0),
    )
