"""The bucket as a Pulumi component."""

import pulumi

from bailiwick.contract import built_by, parse_arguments, place_facts
from bailiwick.storage.args import ObjectStoreArgs
from bailiwick.storage.spec import BucketParts, ObjectStoreSpec


class ObjectStore(pulumi.ComponentResource):
    """A private, versioned bucket inside one country, encrypted as its custody of keys says.

    Raises:
        ArgumentsError: the arguments cannot be honoured; nothing was registered.
    """

    bucket_id: pulumi.Output[str]
    """Id of the bucket, at Scaleway with its region, e.g. ``fr-par/letters-0a1b2c3``."""
    bucket_name: pulumi.Output[str]
    """Name of the bucket. Known only once its encryption and access rules are in force, so that nothing that waits
    for it can write before."""
    endpoint: pulumi.Output[str]
    """URL of the bucket."""

    def __init__(self, name: str, args: ObjectStoreArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        spec = parse_arguments(ObjectStoreSpec, args, component=f'ObjectStore "{name}"')
        super().__init__("bailiwick:index:ObjectStore", name, spec.as_props(), opts)
        parts: BucketParts = built_by("bailiwick.storage", spec.provider).build(name, spec, self)
        self.bucket_id = parts.bucket_id
        self.bucket_name = parts.bucket_name
        self.endpoint = parts.endpoint
        facts: dict[str, object] = {
            **place_facts(spec),
            "segment": spec.segment,
            "key_custody": spec.key_custody,
            "access": spec.access,
            "versioning": True,
            "keep_old_versions_days": spec.keep_old_versions_days,
            "lock_days": spec.lock_days,
            "replica_region": spec.replica_region or "",
            "adopted": spec.existing_bucket_id is not None,
        }
        self.register_outputs(
            {
                "bucket_id": self.bucket_id,
                "bucket_name": self.bucket_name,
                "endpoint": self.endpoint,
                "compliance": facts,
            }
        )
