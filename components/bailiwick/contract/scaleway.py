"""What all resources at Scaleway carry. Imports no SDK."""

from bailiwick.contract.place import PlaceSpec


def tags(place: PlaceSpec, *more: str) -> list[str]:
    """The tags by which resources are found again: who made them and under whose law they must stay."""
    return ["bailiwick", f"jurisdiction={place.jurisdiction}", *more]
