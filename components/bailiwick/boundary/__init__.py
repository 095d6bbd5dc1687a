"""What is allowed: the model, and how a boundary is written in configuration."""

from bailiwick.boundary.model import DIMENSIONS, TLS_VERSIONS, Boundary, KeyCustody, Tier, abbreviated
from bailiwick.boundary.settings import SCHEMA, narrowed_boundary, parse_boundary, written

__all__ = [
    "DIMENSIONS",
    "SCHEMA",
    "TLS_VERSIONS",
    "Boundary",
    "KeyCustody",
    "Tier",
    "abbreviated",
    "narrowed_boundary",
    "parse_boundary",
    "written",
]
