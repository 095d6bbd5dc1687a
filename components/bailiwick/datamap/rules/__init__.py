"""All rules of the map, one per module, listed by hand."""

from bailiwick.datamap.finding import Rule
from bailiwick.datamap.rules import (
    dm001_group_missing,
    dm002_place_elsewhere,
    dm003_segment_left,
    dm004_flow_unbacked,
    dm005_undecided,
    dm010_class_too_low,
    dm011_framework_missing,
    dm020_transfer_uncarried,
    dm021_adequacy_ending,
    dm022_access_undeclared,
    dm030_outside_law,
    dm031_certificate_missing,
    dm032_owner_or_seat,
    dm033_contract_place,
    dm034_document_missing,
    dm035_foreign_reach,
    dm040_transport_weak,
    dm041_rest_open,
    dm042_basis_missing,
    dm050_severing_unsaid,
)

RULES: tuple[Rule, ...] = (
    dm001_group_missing.RULE,
    dm002_place_elsewhere.RULE,
    dm003_segment_left.RULE,
    dm004_flow_unbacked.RULE,
    dm005_undecided.RULE,
    dm010_class_too_low.RULE,
    dm011_framework_missing.RULE,
    dm020_transfer_uncarried.RULE,
    dm021_adequacy_ending.RULE,
    dm022_access_undeclared.RULE,
    dm030_outside_law.RULE,
    dm031_certificate_missing.RULE,
    dm032_owner_or_seat.RULE,
    dm033_contract_place.RULE,
    dm034_document_missing.RULE,
    dm035_foreign_reach.RULE,
    dm040_transport_weak.RULE,
    dm041_rest_open.RULE,
    dm042_basis_missing.RULE,
    dm050_severing_unsaid.RULE,
)
"""Every rule, in the order of their ids."""
