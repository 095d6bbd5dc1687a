"""The bucket at Scaleway's Object Storage."""

import pulumi
import pulumiverse_scaleway as scaleway

from bailiwick.storage.spec import BucketParts, ObjectStoreSpec


def build(name: str, spec: ObjectStoreSpec, parent: pulumi.Resource) -> BucketParts:
    """Registers a bucket with its access rule, its encryption and, if asked for, its lock; or passes on what exists.

    No bucket policy: at Scaleway one that exists denies everybody it does not
    name, the owner's console included, and would then have to name all users.
    """
    if spec.existing_bucket_id is not None:
        known = pulumi.Output.from_input(spec.existing_bucket_id)
        named = known.apply(lambda bucket: str(bucket).rpartition("/")[2])
        return BucketParts(known, named, named.apply(lambda bucket: f"https://{bucket}.s3.{spec.region}.scw.cloud"))
    opts = pulumi.ResourceOptions(parent=parent)
    bucket = _bucket(name, spec, parent)
    # Every child repeats region and project: the S3 API is scoped by both and would otherwise use the defaults.
    where = {"bucket": bucket.id, "region": spec.region, "project_id": spec.project_id}
    access = scaleway.object.BucketAcl(f"{name}-access", acl=spec.access, **where, opts=opts)
    encryption = scaleway.object.BucketServerSideEncryptionConfiguration(
        f"{name}-encryption",
        rules=[_encryption(spec)],
        **where,
        opts=opts,
    )
    in_force = [access.id, encryption.id]
    if spec.lock_days:
        lock = scaleway.object.BucketLockConfiguration(
            f"{name}-lock",
            rule={"default_retention": {"mode": spec.lock_mode.upper(), "days": spec.lock_days}},
            **where,
            opts=opts,
        )
        in_force.append(lock.id)
    name_in_force = pulumi.Output.all(bucket.name, *in_force).apply(lambda known: str(known[0]))
    return BucketParts(bucket.id, name_in_force, bucket.endpoint)


def _encryption(spec: ObjectStoreSpec) -> dict[str, object]:
    return {
        "apply_server_side_encryption_by_default": {
            "sse_algorithm": "aws:kms",
            "kms_master_key_id": pulumi.Output.from_input(spec.key_id).apply(_without_region),
        },
        "bucket_key_enabled": True,  # the provider's API refuses SSE-KMS without it
    }


def _bucket(name: str, spec: ObjectStoreSpec, parent: pulumi.Resource) -> scaleway.object.Bucket:
    return scaleway.object.Bucket(
        f"{name}-bucket",
        name=spec.bucket_name,
        region=spec.region,
        project_id=spec.project_id,
        versioning={"enabled": True},
        object_lock_enabled=spec.lock_days > 0,
        force_destroy=False,
        lifecycle_rules=[
            {
                "id": "abort-unfinished-uploads",
                "enabled": True,
                "abort_incomplete_multipart_upload_days": spec.abort_uploads_days,
            },
            {
                # Versioning keeps what was deleted; the right to erasure needs an end to that.
                "id": "expire-old-versions",
                "enabled": True,
                "noncurrent_version_expiration": {"noncurrent_days": spec.keep_old_versions_days},
            },
        ],
        tags={
            "managed-by": "bailiwick",
            "jurisdiction": spec.jurisdiction,
            "segment": spec.segment,
        },
        opts=pulumi.ResourceOptions(parent=parent, protect=spec.deletion_protection),
    )


def _without_region(key_id: str) -> str:
    """The key's own id: the S3 API asks for that, while Pulumi's ids carry the region before a slash."""
    return key_id.rpartition("/")[2]
