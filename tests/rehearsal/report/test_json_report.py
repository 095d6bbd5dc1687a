"""The plan as JSON."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.rehearsal import wire
from bailiwick.rehearsal.report import render_json
from golden import assert_golden
from plans import HUSH, PLANS, full_plan, passed_plan, resource
from values import GUARDED, KEYS
from values import HUSH as GUARDED_HUSH

PROPERTIES = st.dictionaries(KEYS, GUARDED, max_size=3)


@pytest.mark.parametrize("name", PLANS)
def test_the_json_is_as_reviewed(name):
    assert_golden(f"rehearsal/{name}.json", render_json(PLANS[name](), location=lambda item: item.name))


def test_nothing_secret_and_no_raw_unknown_is_in_it():
    text = render_json(full_plan())

    assert HUSH not in text
    assert wire.UNKNOWN not in text


@given(PROPERTIES, PROPERTIES)
def test_no_secret_of_any_resource_is_in_it(inputs, outputs):
    plan = passed_plan()
    plan.resources = [resource("x", inputs=inputs, outputs=outputs)]

    assert GUARDED_HUSH not in render_json(plan)


def test_numbers_that_json_does_not_have_do_not_break_it():
    plan = passed_plan()
    plan.resources = [resource("x", inputs={"a": float("inf"), "b": [float("nan")]})]

    document = json.loads(render_json(plan), parse_constant=pytest.fail)

    assert document["resources"][0]["inputs"] == {"a": "inf", "b": ["nan"]}
