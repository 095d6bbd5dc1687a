"""The verdict on each resource: the worst of what the policies said."""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from typing import TYPE_CHECKING

from bailiwick.rehearsal.plan import Level

if TYPE_CHECKING:
    from bailiwick.rehearsal.plan import Plan, Violation


class Verdict(StrEnum):
    """What the policy packs make of a resource."""

    PASSED = "passed"
    ADVISED = "advised"
    REFUSED = "refused"
    UNJUDGED = "unjudged"
    """No policy pack looked at it, or not all of its policies could."""
    NOT_APPLICABLE = "not applicable"
    """Whoever judged says that there is nothing to judge about it."""


def violations_by_urn(plan: Plan) -> dict[str, list[Violation]]:
    """Each resource's violations, mandatory ones first."""
    found: dict[str, list[Violation]] = defaultdict(list)
    for violation in sorted(plan.violations, key=lambda item: item.level is not Level.MANDATORY):
        found[violation.urn].append(violation)
    return found


def verdicts(plan: Plan) -> dict[str, Verdict]:
    """The verdict on every resource of the plan."""
    by_urn = violations_by_urn(plan)
    beside = {item.urn for item in plan.not_applicable if not item.policy}
    found = {}
    for resource in plan.resources:
        own = by_urn.get(resource.urn, ())
        if any(item.level is Level.MANDATORY for item in own):
            found[resource.urn] = Verdict.REFUSED
        elif own:
            found[resource.urn] = Verdict.ADVISED
        elif resource.urn in beside:
            found[resource.urn] = Verdict.NOT_APPLICABLE
        else:
            # Stack policies do not run when the program fails, so nothing has passed then.
            judged = bool(plan.packs) and resource.operation != "read" and plan.completed
            found[resource.urn] = Verdict.PASSED if judged else Verdict.UNJUDGED
    return found
