"""The verdict on a resource is the worst of what was said of it."""

from hypothesis import given
from hypothesis import strategies as st

from bailiwick.rehearsal.plan import Level
from bailiwick.rehearsal.report.verdicts import Verdict, verdicts, violations_by_urn
from plans import passed_plan, resource, violation

LEVELS = st.lists(st.sampled_from([Level.ADVISORY, Level.MANDATORY]), max_size=4)


@given(LEVELS, st.booleans(), st.booleans(), st.sampled_from(["create", "read"]))
def test_the_worst_counts_and_silence_is_no_approval(levels, judged, completed, operation):
    plan = passed_plan(("pack@1",) if judged else ())
    plan.completed = completed
    plan.resources = [resource("x", operation=operation)]
    plan.violations = [violation(plan.resources[0], f"p{place}", level, "no") for place, level in enumerate(levels)]

    (found,) = verdicts(plan).values()

    if Level.MANDATORY in levels:
        assert found is Verdict.REFUSED
    elif levels:
        assert found is Verdict.ADVISED
    else:
        assert found is (Verdict.PASSED if judged and completed and operation == "create" else Verdict.UNJUDGED)


@given(LEVELS)
def test_mandatory_violations_come_first_and_none_is_lost(levels):
    plan = passed_plan()
    plan.violations = [violation("urn", f"p{place}", level, "no") for place, level in enumerate(levels)]

    found = violations_by_urn(plan).get("urn", [])

    assert sorted(item.policy for item in found) == [item.policy for item in plan.violations]
    assert [item.level for item in found] == sorted(levels, key=lambda level: level is not Level.MANDATORY)
