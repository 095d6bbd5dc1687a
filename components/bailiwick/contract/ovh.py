"""What all resources at OVHcloud carry. Imports no SDK."""

from bailiwick.atlas.api_codes import ApiCodes, api_codes
from bailiwick.contract.place import PlaceSpec, ZonalPlaceSpec


def codes(place: PlaceSpec) -> ApiCodes:
    """How the products spell the region."""
    found = api_codes(place.provider, place.region)
    assert found is not None, "the rules let no region pass whose spellings are not known"
    return found


def compute_region(place: ZonalPlaceSpec) -> str:
    """What compute, networks and clusters call the place: ``GRA11``, ``EU-WEST-PAR``."""
    return codes(place).compute_region(place.home_zone)


def tags(place: PlaceSpec, segment: str) -> dict[str, str]:
    """The tags by which buckets are found again; other resources of OVHcloud's carry none."""
    return {"managed-by": "bailiwick", "jurisdiction": place.jurisdiction, "segment": segment}
