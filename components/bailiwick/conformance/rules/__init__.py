"""All rules of conformance, one per module, listed by hand."""

from bailiwick.conformance.finding import Rule
from bailiwick.conformance.rules import (
    dc001_place_missing,
    dc002_place_elsewhere,
    dc003_place_unresolved,
    dc004_custody_weaker,
    dc010_resource_unclaimed,
    dc020_copy_undeclared,
    dc021_export_undeclared,
    dc022_pull_undeclared,
    dc023_state_undeclared,
    dc030_path_missing,
    dc031_path_undeclared,
)

RULES: tuple[Rule, ...] = (
    dc001_place_missing.RULE,
    dc002_place_elsewhere.RULE,
    dc003_place_unresolved.RULE,
    dc004_custody_weaker.RULE,
    dc010_resource_unclaimed.RULE,
    dc020_copy_undeclared.RULE,
    dc021_export_undeclared.RULE,
    dc022_pull_undeclared.RULE,
    dc023_state_undeclared.RULE,
    dc030_path_missing.RULE,
    dc031_path_undeclared.RULE,
)
"""Every rule, in the order of their ids."""
