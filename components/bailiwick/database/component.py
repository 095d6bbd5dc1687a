"""The database as a Pulumi component."""

import pulumi

from bailiwick.contract import built_by, parse_arguments, place_facts
from bailiwick.database.args import DatabaseArgs
from bailiwick.database.spec import DatabaseParts, DatabaseSpec


class Database(pulumi.ComponentResource):
    """A managed PostgreSQL inside one country: reached through a private network, encrypted at rest, backed up inside.

    Users and their passwords are not made here: what makes them keeps them in the
    state, and a database for people's data deserves users that somebody chose.

    Raises:
        ArgumentsError: the arguments cannot be honoured; nothing was registered.
    """

    database_id: pulumi.Output[str]
    """Id of the database service, at Scaleway with its region, e.g. ``fr-par/11111111-...``."""
    host: pulumi.Output[str]
    """Address inside the private network; a name at OVHcloud. Empty for a database that existed."""
    port: pulumi.Output[int]
    """TCP port; 0 for a database that existed."""

    def __init__(self, name: str, args: DatabaseArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        spec = parse_arguments(DatabaseSpec, args, component=f'Database "{name}"')
        super().__init__("bailiwick:index:Database", name, spec.as_props(), opts)
        parts: DatabaseParts = built_by("bailiwick.database", spec.provider).build(name, spec, self)
        self.database_id = parts.database_id
        self.host = parts.host
        self.port = parts.port
        facts: dict[str, object] = {
            **place_facts(spec),
            "segment": spec.segment,
            "key_custody": "provider-managed",
            "public": False,
            "backup_region": spec.backup_region or spec.region,
            "adopted": spec.existing_database_id is not None,
            "deletion_protection": spec.deletion_protection,
        }
        self.register_outputs(
            {"database_id": self.database_id, "host": self.host, "port": self.port, "compliance": facts}
        )
