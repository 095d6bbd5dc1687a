"""The landing zone as a Pulumi component."""

import pulumi

from bailiwick.contract import built_by, parse_arguments, place_facts
from bailiwick.landing_zone.args import LandingZoneArgs
from bailiwick.landing_zone.spec import LandingZoneParts, LandingZoneSpec


class LandingZone(pulumi.ComponentResource):
    """A project for one jurisdiction: its regions, a deployer that is bounded to it, and a bucket for the state.

    Make it in a stack of its own, whose state is kept in a file until the bucket
    exists (``pulumi stack export``, ``pulumi login`` to ``backend_url``, ``pulumi stack
    import``); every other stack then begins in the bucket.

    Raises:
        ArgumentsError: the arguments cannot be honoured; nothing was registered.
    """

    project_id: pulumi.Output[str]
    """Id of the project, for ``project_id`` of the other components."""
    deployer_id: pulumi.Output[str]
    """Id of the application (Scaleway) or service account (OVHcloud) that may deploy to this project and no other. Its
    credentials are not made here."""
    bucket_name: pulumi.Output[str]
    """Name of the bucket for the state."""
    backend_url: pulumi.Output[str]
    """What ``PULUMI_BACKEND_URL`` must be for stacks that keep their state there."""

    def __init__(self, name: str, args: LandingZoneArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        spec = parse_arguments(LandingZoneSpec, args, component=f'LandingZone "{name}"')
        super().__init__("bailiwick:index:LandingZone", name, spec.as_props(), opts)
        parts: LandingZoneParts = built_by("bailiwick.landing_zone", spec.provider).build(name, spec, self)
        self.project_id = parts.project_id
        self.deployer_id = parts.deployer_id
        self.bucket_name = parts.bucket_name
        self.backend_url = parts.backend_url
        facts: dict[str, object] = {
            **place_facts(spec),
            "regions": [spec.region, *spec.more_regions],
            "adopted": spec.existing_project_id is not None,
            "deletion_protection": spec.deletion_protection,
        }
        self.register_outputs(
            {
                "project_id": self.project_id,
                "deployer_id": self.deployer_id,
                "bucket_name": self.bucket_name,
                "backend_url": self.backend_url,
                "compliance": facts,
            }
        )
