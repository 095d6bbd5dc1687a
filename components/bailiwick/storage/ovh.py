"""The bucket at OVHcloud's Object Storage."""

import pulumi
import pulumi_ovh as ovh

from bailiwick.atlas.api_codes import api_codes
from bailiwick.contract.ovh import codes, tags
from bailiwick.storage.spec import CLIENT_SIDE, BucketParts, ObjectStoreSpec


def build(name: str, spec: ObjectStoreSpec, parent: pulumi.Resource) -> BucketParts:
    """Registers a bucket with its lifecycle, and a second one for copies if asked for; or passes on what exists.

    A bucket is its owner's alone: the resource has no input for access, and the
    component makes no user. The provider encrypts with AES-256; clients who must
    not trust that encrypt before they write.
    """
    code = codes(spec).storage
    if spec.existing_bucket_id is not None:
        known = pulumi.Output.from_input(spec.existing_bucket_id)
        host = f"s3.{code.lower()}.io.cloud.ovh.net"
        return BucketParts(known, known, known.apply(lambda bucket: f"https://{bucket}.{host}"))
    replica = None
    if spec.replica_region is not None:
        found = api_codes(spec.provider, spec.replica_region)
        assert found is not None, "the rules let no region pass whose spellings are not known"
        unnamed = spec.model_copy(update={"bucket_name": None})  # the name given is the first bucket's
        replica = _bucket(f"{name}-replica", unnamed, found.storage, parent)
    bucket = _bucket(name, spec, code, parent, replica)
    lifecycle = ovh.CloudProjectStorageObjectBucketLifecycleConfiguration(
        f"{name}-lifecycle",
        service_name=spec.project_id,
        region_name=code,
        container_name=bucket.name,
        rules=[
            {
                "id": "abort-unfinished-uploads",
                "status": "enabled",
                "abort_incomplete_multipart_upload": {"days_after_initiation": spec.abort_uploads_days},
            },
            {
                # Versioning keeps what was deleted; the right to erasure needs an end to that.
                "id": "expire-old-versions",
                "status": "enabled",
                "noncurrent_version_expiration": {"noncurrent_days": spec.keep_old_versions_days},
            },
        ],
        opts=pulumi.ResourceOptions(parent=parent),
    )
    in_force = pulumi.Output.all(bucket.name, lifecycle.id).apply(lambda known: str(known[0]))
    return BucketParts(bucket.id, in_force, bucket.virtual_host)


def _bucket(
    name: str,
    spec: ObjectStoreSpec,
    code: str,
    parent: pulumi.Resource,
    replica: ovh.cloudproject.Storage | None = None,
) -> ovh.cloudproject.Storage:
    labels: dict[str, pulumi.Input[str]] = dict(tags(spec, spec.segment))
    if spec.key_custody == CLIENT_SIDE:
        labels["encrypt-with"] = spec.key_id
    return ovh.cloudproject.Storage(
        f"{name}-bucket",
        service_name=spec.project_id,
        region_name=code,
        name=spec.bucket_name,
        versioning={"status": "enabled"},
        encryption={"sse_algorithm": "AES256"},
        object_lock={
            "status": "enabled",
            "rule": {"mode": spec.lock_mode, "period": f"P{spec.lock_days}D"},
        }
        if spec.lock_days
        else None,
        replication=_copies_to(replica) if replica is not None else None,
        hide_objects=True,  # the state must not list what the bucket holds
        tags=labels,
        opts=pulumi.ResourceOptions(parent=parent, protect=spec.deletion_protection),
    )


def _copies_to(replica: ovh.cloudproject.Storage) -> dict[str, list[dict[str, object]]]:
    return {
        "rules": [
            {
                "id": "copy",
                "status": "enabled",
                "priority": 1,
                "delete_marker_replication": "enabled",  # what is deleted here is deleted there
                "destination": {"name": replica.name, "region": replica.region_name},
            }
        ]
    }
