"""All rules, one per module, listed by hand."""

from bailiwick_policies.rule import Rule
from bailiwick_policies.rules.exposure import node_public
from bailiwick_policies.rules.residency import location_global, location_outside, location_unresolved, type_unclassified

RULES: tuple[Rule, ...] = (
    location_outside.RULE,
    location_unresolved.RULE,
    location_global.RULE,
    type_unclassified.RULE,
    node_public.RULE,
)
"""Every rule, in the order in which findings are told."""
