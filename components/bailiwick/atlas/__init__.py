"""What is true of the world, as dated and sourced rows.

Importing this package reads no data file; each table is read when it is first
asked for, and then kept. Nothing here imports any other part of Bailiwick but
its errors.
"""

from bailiwick.atlas.fact import Confidence, Fact
from bailiwick.atlas.regions import UNKNOWN_COUNTRY, Site, locate, providers, regions, spellings, zones

__all__ = [
    "UNKNOWN_COUNTRY",
    "Confidence",
    "Fact",
    "Site",
    "locate",
    "providers",
    "regions",
    "spellings",
    "zones",
]
