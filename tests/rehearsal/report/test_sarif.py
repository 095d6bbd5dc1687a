"""The findings as SARIF."""

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from bailiwick.rehearsal.plan import Level
from bailiwick.rehearsal.report import render_sarif
from golden import assert_golden
from plans import HUSH, PLANS, full_plan, passed_plan, resource, violation

TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}}
# The part of SARIF 2.1.0 that code-scanning services demand, written down from the standard.
ARTIFACT = {
    "type": "object",
    "required": ["uri"],
    "additionalProperties": False,
    "properties": {"uri": {"type": "string", "minLength": 1}, "uriBaseId": {"type": "string"}},
}
LOCATION = {
    "type": "object",
    "required": ["logicalLocations"],
    "additionalProperties": False,
    "properties": {
        "logicalLocations": {"type": "array", "items": {"required": ["fullyQualifiedName", "kind"]}},
        "physicalLocation": {
            "required": ["artifactLocation", "region"],
            "additionalProperties": False,
            "properties": {
                "artifactLocation": ARTIFACT,
                "region": {"required": ["startLine"], "properties": {"startLine": {"type": "integer", "minimum": 1}}},
            },
        },
    },
}
RESULT = {
    "type": "object",
    "required": ["ruleId", "level", "message", "locations", "partialFingerprints"],
    "properties": {
        "level": {"enum": ["none", "note", "warning", "error"]},
        "message": TEXT,
        "locations": {"type": "array", "items": LOCATION, "minItems": 1},
    },
}
RUN = {
    "type": "object",
    "required": ["tool", "results", "invocations", "originalUriBaseIds"],
    "properties": {
        "tool": {
            "properties": {
                "driver": {
                    "required": ["name", "version", "rules"],
                    "properties": {"rules": {"items": {"required": ["id", "shortDescription"]}, "uniqueItems": True}},
                }
            }
        },
        "invocations": {
            "items": {
                "required": ["executionSuccessful"],
                "properties": {
                    "toolExecutionNotifications": {"items": {"required": ["message"], "properties": {"message": TEXT}}}
                },
            }
        },
        "results": {"type": "array", "items": RESULT},
    },
}
SCHEMA = {
    "type": "object",
    "required": ["$schema", "version", "runs"],
    "properties": {"version": {"const": "2.1.0"}, "runs": {"minItems": 1, "items": RUN}},
}


def sarif(plan, root="/project"):
    return render_sarif(plan, root=Path(root), version="0.0.0")


def artifact(source, root="/project"):
    """Where a finding at this source is said to be."""
    plan = passed_plan()
    plan.resources = [resource("x", source=source)]
    plan.violations = [violation(plan.resources[0], "p", Level.MANDATORY, "no")]
    (result,) = json.loads(sarif(plan, root))["runs"][0]["results"]
    return result["locations"][0].get("physicalLocation", {}).get("artifactLocation")


@pytest.mark.parametrize("name", PLANS)
def test_the_sarif_is_as_reviewed_and_well_formed(name):
    text = sarif(PLANS[name]())

    assert_golden(f"rehearsal/{name}.sarif", text)
    assert [error.message for error in Draft7Validator(SCHEMA).iter_errors(json.loads(text))] == []


def test_every_result_has_a_rule():
    (run,) = json.loads(sarif(full_plan()))["runs"]

    assert {result["ruleId"] for result in run["results"]} == {rule["id"] for rule in run["tool"]["driver"]["rules"]}


def test_nothing_secret_is_in_it():
    assert HUSH not in sarif(full_plan())


def test_a_file_of_the_project_is_relative_to_it_and_another_is_not():
    assert artifact("/project/a/b.py:3") == {"uri": "a/b.py", "uriBaseId": "ROOT"}
    assert artifact("/projects/b.py:3") == {"uri": "file:///projects/b.py"}
    assert artifact("") is None


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="/\x00"), min_size=1, max_size=8).filter(
        lambda name: name not in (".", "..")
    )
)
def test_any_file_name_makes_a_uri(name):
    found = artifact(f"/project/{name}:3")

    assert found["uri"].isascii()
    assert not set(found["uri"]) & set(' "<>\\^`{|}\n')
    assert urlsplit(found["uri"]).query == urlsplit(found["uri"]).fragment == urlsplit(found["uri"]).scheme == ""
