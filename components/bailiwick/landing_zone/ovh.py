"""The landing zone at OVHcloud."""

from collections.abc import Iterator

import pulumi
import pulumi_ovh as ovh

from bailiwick.atlas.api_codes import api_codes
from bailiwick.contract.ovh import codes
from bailiwick.landing_zone.spec import LandingZoneParts, LandingZoneSpec
from bailiwick.storage import ovh as storage

ACTIONS = ("publicCloudProject:apiovh:*",)
PLAN = {"duration": "P1M", "plan_code": "project.2018", "pricing_mode": "default"}
"""What is ordered: the only plan that the provider's documentation of ``cloud_project`` names (2026-08-21)."""


def build(name: str, spec: LandingZoneSpec, parent: pulumi.Resource) -> LandingZoneParts:
    """Registers a project with its regions, a service account bounded to it, and a bucket for the state.

    A region that is not switched on cannot be used, by this stack or by hand.
    """
    opts = pulumi.ResourceOptions(parent=parent)
    project_id = _project(name, spec, parent)
    switched_on = [
        ovh.cloudproject.ProjectRegion(f"{name}-{code.lower()}", service_name=project_id, region=code, opts=opts)
        for code in _compute_regions(spec)
    ]
    deployer = ovh.me.APIOAuth2Client(
        f"{name}-deployer",
        name=f"{name}-deployer",
        description=f"deploys to {name}",
        flow="CLIENT_CREDENTIALS",
        opts=opts,
    )
    ovh.iam.Policy(
        f"{name}-deployer-policy",
        name=f"{name}-deployer",
        description=f"jurisdiction={spec.jurisdiction}",
        identities=[deployer.identity],
        resources=[project_id.apply(lambda it: f"urn:v1:eu:resource:publicCloudProject:{it}")],
        allows=list(spec.permission_sets or ACTIONS),
        opts=opts,
    )
    # A bucket can be made in a region that is switched on, and not before.
    ready = pulumi.Output.all(project_id, *(item.id for item in switched_on)).apply(lambda known: str(known[0]))
    bucket = storage.build(f"{name}-state", spec.bucket(None, ready), parent)
    code = codes(spec).storage.lower()
    url = bucket.bucket_name.apply(lambda it: f"s3://{it}?endpoint=s3.{code}.io.cloud.ovh.net&region={code}")
    return LandingZoneParts(project_id, pulumi.Output.from_input(deployer.id), bucket.bucket_name, url)


def _project(name: str, spec: LandingZoneSpec, parent: pulumi.Resource) -> pulumi.Output[str]:
    if spec.existing_project_id is not None:
        return pulumi.Output.from_input(spec.existing_project_id)
    project = ovh.cloudproject.Project(
        f"{name}-project",
        ovh_subsidiary=spec.subsidiary or spec.jurisdiction,
        description=spec.purpose or name,
        plan=PLAN,
        deletion_protection=spec.deletion_protection,
        opts=pulumi.ResourceOptions(parent=parent, protect=spec.deletion_protection),
    )
    return pulumi.Output.from_input(project.project_id)


def _compute_regions(spec: LandingZoneSpec) -> Iterator[str]:
    """What compute calls the regions: some are one compute region, in others each zone is one."""
    for region in (spec.region, *spec.more_regions):
        found = api_codes(spec.provider, region)
        assert found is not None, "the rules let no region pass whose spellings are not known"
        yield from [found.compute] if found.compute else found.zones
