"""Inputs that do not fit the SDK's types are named with their path."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.rehearsal import wire
from bailiwick.rehearsal.input_check import SdkInputChecker
from bailiwick.rehearsal.plan import PlannedResource
from deployments import THING, described
from values import VALUES

DESCRIPTION = described(
    THING,
    inputs={
        "name": "string",
        "size": "integer",
        "ratio": "number",
        "public": "boolean",
        "anything": "any",
        "tags": ["map", "string"],
        "ports": ["list", "integer"],
        "rule": ["class", "Rule"],
        "rules": ["list", ["class", "Rule"]],
        "elsewhere": ["class", "Elsewhere"],
    },
    classes={
        "Rule": {
            "fields": {"action": "string", "count": "integer", "next": ["class", "Rule"]},
            "required": ["action"],
        }
    },
)
CHECKER = SdkInputChecker({THING: DESCRIPTION})


def misfits(custom=True, type_=THING, **inputs):
    resource = PlannedResource(urn="urn", type=type_, name="x", custom=custom, inputs=inputs)
    return [(item.path, item.problem) for item in CHECKER.check(resource)]


@pytest.mark.parametrize(
    ("inputs", "path", "problem"),
    [
        ({"name": 3}, "name", "expected str, got int"),
        ({"size": "3"}, "size", "expected int, got str"),
        ({"size": 3.5}, "size", "expected int, got float"),
        ({"size": True}, "size", "expected int, got bool"),
        ({"ratio": "x"}, "ratio", "expected float, got str"),
        ({"public": "true"}, "public", "expected bool, got str"),
        ({"tags": ["a"]}, "tags", "expected an object, got a list"),
        ({"tags": {"a": 1}}, "tags.a", "expected str, got int"),
        ({"ports": 80}, "ports", "expected a list, got int"),
        ({"ports": [80, "81"]}, "ports[1]", "expected int, got str"),
        ({"rule": "allow"}, "rule", "expected an object, got str"),
        ({"name": {"a": 1}}, "name", "expected str, got an object"),
        ({"rule": {}}, "rule.action", "required property is missing"),
        ({"rule": {"action": "a", "acton": 1}}, "rule.acton", "unknown property (did you mean action?)"),
        ({"rule": {"action": "a", "zzz": 1}}, "rule.zzz", "unknown property"),
        ({"rules": [{"action": "a"}, {"action": 1}]}, "rules[1].action", "expected str, got int"),
        ({"rule": {"action": "a", "next": {"action": "b", "count": "c"}}}, "rule.next.count", "expected int, got str"),
        ({"rule": wire.secret({"action": 5})}, "rule.action", "expected str, got int"),
        ({"ports": [wire.secret("not-a-port")]}, "ports[0]", "expected int, got str"),
    ],
)
def test_a_misfit_is_named_with_its_path(inputs, path, problem):
    assert misfits(**inputs) == [(path, problem)]


@pytest.mark.parametrize(
    "inputs",
    [
        {"size": 3.0, "ratio": 3, "public": False, "name": "", "ports": [], "tags": {}},
        {"name": None, "rule": None},
        {"name": wire.UNKNOWN, "rule": wire.UNKNOWN, "ports": [wire.UNKNOWN], "tags": {"a": wire.UNKNOWN}},
        {"size": wire.secret(wire.UNKNOWN), "name": wire.secret("x")},
        {"name": {wire.SIGNATURE: wire.RESOURCE, "urn": "urn:a"}},
        {"anything": {"a": [1, "b"]}},
        {"elsewhere": {"a": 1}},
        {"rule": {"action": "a", "__defaults": []}},
        {"not described": 5},
    ],
)
def test_what_fits_or_cannot_be_known_is_no_misfit(inputs):
    assert misfits(**inputs) == []


def test_every_misfit_is_named():
    found = misfits(name=1, rules=[{}, {"acton": 1}])

    assert found == [
        ("name", "expected str, got int"),
        ("rules[0].action", "required property is missing"),
        ("rules[1].acton", "unknown property (did you mean action?)"),
        ("rules[1].action", "required property is missing"),
    ]


def test_components_and_types_without_a_description_are_not_checked():
    assert misfits(custom=False, name=1) == []
    assert misfits(type_="other:index:Thing", name=1) == []


@given(st.dictionaries(st.sampled_from(sorted(DESCRIPTION.inputs.fields)), VALUES, max_size=4))
def test_any_value_is_judged_and_none_is_quoted(inputs):
    for path, problem in misfits(**inputs):
        assert path
        assert problem.startswith(("expected ", "unknown property", "required property is missing"))
