"""What all components share: how arguments are read, checked and refused, and how a provider's part is found.

A component reads its arguments with :func:`parse_arguments` before it registers
anything. Structure (types, ranges, unknown keys) is pydantic's work; what only
makes sense across fields (a zone outside its region, overlapping networks) is
told by the specification's ``inconsistencies``. Both are reported together.
"""

from bailiwick.contract.arguments import ArgumentsError, ArgumentsSpec, parse_arguments
from bailiwick.contract.company import company_problems
from bailiwick.contract.features import feature_problems, offered, product_problems, reason
from bailiwick.contract.fields import AddressRange, KubernetesName, ProjectId, ResourceId, SecretValue
from bailiwick.contract.given import Given, Problem, Trail, dotted
from bailiwick.contract.implementation import built_by
from bailiwick.contract.place import (
    PlaceSpec,
    ZonalPlaceSpec,
    place_facts,
    place_problems,
    usable_zones,
    zone_problems,
)
from bailiwick.contract.provider_arguments import foreign_argument_problems, region_of_id_problems

__all__ = [
    "AddressRange",
    "ArgumentsError",
    "ArgumentsSpec",
    "Given",
    "KubernetesName",
    "PlaceSpec",
    "Problem",
    "ProjectId",
    "ResourceId",
    "SecretValue",
    "Trail",
    "ZonalPlaceSpec",
    "built_by",
    "company_problems",
    "dotted",
    "feature_problems",
    "foreign_argument_problems",
    "offered",
    "parse_arguments",
    "place_facts",
    "place_problems",
    "product_problems",
    "reason",
    "region_of_id_problems",
    "usable_zones",
    "zone_problems",
]
