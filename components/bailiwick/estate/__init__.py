"""What is planned or deployed: resources, the graph they form, and where each of them is."""

from bailiwick.estate.crossguard import Sightings
from bailiwick.estate.estate import Estate
from bailiwick.estate.location import Cause, Gap, Location, Place, Standing
from bailiwick.estate.resource import Resource

__all__ = ["Cause", "Estate", "Gap", "Location", "Place", "Resource", "Sightings", "Standing"]
