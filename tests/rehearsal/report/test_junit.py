"""The plan as JUnit XML."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.rehearsal.plan import Level
from bailiwick.rehearsal.report import render_junit
from golden import assert_golden
from plans import HUSH, PLANS, full_plan, passed_plan, resource, violation


def suite(plan):
    """The test suite that any XML parser reads."""
    (found,) = ET.fromstring(render_junit(plan))
    return found


@pytest.mark.parametrize("name", PLANS)
def test_the_junit_is_as_reviewed(name):
    assert_golden(f"rehearsal/{name}.xml", render_junit(PLANS[name]()))


@pytest.mark.parametrize("name", PLANS)
def test_the_counts_are_those_of_the_cases(name):
    found = suite(PLANS[name]())

    assert int(found.get("tests")) == len(found.findall("testcase"))
    for attribute, element in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        assert int(found.get(attribute)) == len(found.findall(f"testcase/{element}")), attribute


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_that_fails_the_command_fails_a_case(name):
    plan = PLANS[name]()
    found = suite(plan)

    assert bool(found.findall("testcase/failure") + found.findall("testcase/error")) == (not plan.succeeded)


def test_an_objection_to_something_outside_the_plan_is_a_case_too():
    plan = passed_plan()
    plan.violations = [violation("urn:elsewhere", "p", Level.MANDATORY, "no")]

    (failure,) = suite(plan).findall("testcase[@name='urn:elsewhere']/failure")
    assert failure.text == "no"


def test_nothing_secret_is_in_it():
    assert HUSH not in render_junit(full_plan())


@given(st.text(max_size=10), st.text(max_size=10))
def test_any_name_and_message_make_xml(name, message):
    plan = passed_plan()
    plan.resources = [resource(f"x{name}", source="")]
    plan.violations = [violation(plan.resources[0], f"p{name}", Level.MANDATORY, f"m{message}")]

    (failure,) = suite(plan).findall("testcase/failure")

    assert failure.text.startswith("m")
