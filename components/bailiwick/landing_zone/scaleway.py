"""The landing zone at Scaleway."""

import pulumi
import pulumiverse_scaleway as scaleway

from bailiwick.kms import scaleway as keys
from bailiwick.landing_zone.spec import LandingZoneParts, LandingZoneSpec, in_project
from bailiwick.storage import scaleway as storage

PERMISSION_SETS = ("AllProductsFullAccess",)


def build(name: str, spec: LandingZoneSpec, parent: pulumi.Resource) -> LandingZoneParts:
    """Registers a project, an application whose policy names that project alone, and an encrypted bucket.

    A project is not in a region: what keeps its resources inside is the policy pack.
    """
    opts = pulumi.ResourceOptions(parent=parent)
    if spec.existing_project_id is not None:
        project_id = pulumi.Output.from_input(spec.existing_project_id)
    else:
        project = scaleway.account.Project(
            f"{name}-project",
            name=name,
            description=spec.purpose or f"jurisdiction={spec.jurisdiction}",
            opts=pulumi.ResourceOptions(parent=parent, protect=spec.deletion_protection),
        )
        project_id = pulumi.Output.from_input(project.id)
    deployer = scaleway.iam.Application(f"{name}-deployer", name=f"{name}-deployer", opts=opts)
    scaleway.iam.Policy(
        f"{name}-deployer-policy",
        application_id=deployer.id,
        rules=[
            {
                "project_ids": [project_id],
                "permission_set_names": list(spec.permission_sets or PERMISSION_SETS),
            }
        ],
        opts=opts,
    )
    key_id = None
    if spec.existing_bucket_id is None:
        key_id = keys.build(f"{name}-state", in_project(spec.key(), project_id), parent).key_id
    bucket = storage.build(f"{name}-state", spec.bucket(key_id, project_id), parent)
    url = bucket.bucket_name.apply(lambda it: f"s3://{it}?endpoint=s3.{spec.region}.scw.cloud&region={spec.region}")
    return LandingZoneParts(project_id, pulumi.Output.from_input(deployer.id), bucket.bucket_name, url)
