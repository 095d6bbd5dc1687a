"""Where a platform is founded: a project for one jurisdiction, who may deploy to it, and the bucket for its state."""

from bailiwick.landing_zone.args import LandingZoneArgs
from bailiwick.landing_zone.component import LandingZone
from bailiwick.landing_zone.spec import LandingZoneSpec

__all__ = ["LandingZone", "LandingZoneArgs", "LandingZoneSpec"]
