"""Whether a plan and a data map agree: what the map says is in the plan, and what the plan does is in the map."""

from bailiwick.conformance.comparison import Comparison
from bailiwick.conformance.finding import Finding, Rule
from bailiwick.conformance.judging import compare

__all__ = ["Comparison", "Finding", "Rule", "compare"]
