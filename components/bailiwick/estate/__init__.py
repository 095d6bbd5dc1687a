"""What is planned or deployed: resources, the graph they form, and where each of them is."""

from bailiwick.estate.crossguard import Sightings
from bailiwick.estate.estate import Estate
from bailiwick.estate.keeping import Keeping
from bailiwick.estate.location import Cause, Gap, Location, Place, Standing
from bailiwick.estate.preview import read_preview
from bailiwick.estate.resource import Resource
from bailiwick.estate.snapshot import LeftOut, Snapshot
from bailiwick.estate.state_export import read_state

__all__ = [
    "Cause",
    "Estate",
    "Gap",
    "Keeping",
    "LeftOut",
    "Location",
    "Place",
    "Resource",
    "Sightings",
    "Snapshot",
    "Standing",
    "read_preview",
    "read_state",
]
