"""What a user writes to get a landing zone."""

from typing import NotRequired, TypedDict

import pulumi


class LandingZoneArgs(TypedDict):
    """A project for one jurisdiction, its regions, who may deploy to it, and where the state is kept."""

    jurisdiction: str
    """ISO 3166-1 alpha-2 code of the country whose law must apply, e.g. ``FR``. Plain: known at preview."""
    provider: str
    """With whom: ``ovh`` or ``scaleway``. Plain: known at preview."""
    region: str
    """The provider's code of the region that holds the state, inside ``jurisdiction``. There is no default region."""
    more_regions: NotRequired[list[str]]
    """At OVHcloud, further regions of the jurisdiction to switch on; only ``region`` is otherwise. Scaleway has no such
    switch. Default: none."""
    purpose: NotRequired[str]
    """What the project is for, for people. Default: none."""
    existing_project_id: NotRequired[str]
    """Id of a project to use instead of a new one, as quoted text; a new one is ordered at OVHcloud."""
    subsidiary: NotRequired[str]
    """At OVHcloud, the company to contract with, by its code. Default: that of ``jurisdiction``."""
    permission_sets: NotRequired[list[str]]
    """What the deployer may do, within the project alone. Default at Scaleway: ``AllProductsFullAccess``; at OVHcloud,
    actions of IAM: ``publicCloudProject:apiovh:*``."""
    bucket_name: NotRequired[str]
    """Name of the bucket for the state. Default: made up from the resource's name."""
    keep_old_states_days: NotRequired[int]
    """Days for which former states can be brought back, 1 to 3650. Default: 90."""
    deletion_protection: NotRequired[bool]
    """Whether Pulumi refuses to delete project, bucket and key. Default: true."""
    existing_bucket_id: NotRequired[pulumi.Input[str]]
    """Id of a bucket for the state to use instead of a new one."""
