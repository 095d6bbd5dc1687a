"""Programs in other languages: the package starts, shows its schema, and builds what Python would build."""

import json
from pathlib import Path

import grpc
import pytest
import yaml

from bailiwick import published
from bailiwick.rehearsal import Rehearsal, rehearse
from golden import assert_golden

EXAMPLES = Path(__file__).parents[2] / "examples"
PLACE = {"jurisdiction": "FR", "provider": "scaleway", "region": "fr-par"}


def test_the_schema_is_as_reviewed():
    assert_golden("package/schema.json", json.dumps(published.schema(), indent=2, sort_keys=True) + "\n")


def test_the_running_package_shows_the_same_schema(host):
    assert host.schema() == published.schema()


def test_a_component_is_built_from_another_languages_spelling(host):
    state, resources = host.construct("LocalKms", "letters", {**PLACE, "rotationDays": 30.0})
    by_type = {resource.type: resource for resource in resources}
    key = by_type["scaleway:keymanager/key:Key"]
    assert key.inputs["region"] == "fr-par"
    assert key.inputs["rotationPolicy"]["rotationPeriod"] == "720h"
    assert by_type["bailiwick:index:LocalKms"].outputs["compliance"]["jurisdiction"] == "FR"
    assert "keyId" in state


def test_wrong_arguments_are_all_told_and_nothing_is_registered(host):
    with pytest.raises(grpc.RpcError) as caught:
        host.construct("LocalKms", "letters", {**PLACE, "region": "pl-waw", "rotationDays": 0.0})
    assert "region" in caught.value.details()
    assert "rotation_days" in caught.value.details()
    assert host.registered() == []


def test_the_yaml_example_builds_what_the_python_example_builds(host):
    written = yaml.safe_load((EXAMPLES / "yaml" / "Pulumi.yaml").read_text(encoding="utf-8"))["resources"]["hospital"]
    _, built = host.construct(written["type"].partition(":")[2], "hospital", written["properties"])
    plan = rehearse(Rehearsal(EXAMPLES / "python", "dev"))
    assert plan.succeeded, plan.diagnostics
    expected = {item.urn.split("::", 2)[2]: item.inputs for item in plan.resources if ":providers:" not in item.type}
    found = {item.urn.split("::", 2)[2]: item.inputs for item in built if ":providers:" not in item.type}
    assert {name for name in expected if not name.startswith("pulumi:")} == set(found)
    for name, inputs in found.items():
        assert inputs == expected[name], name


def test_the_examples_are_as_short_as_promised():
    for example in ("python/__main__.py", "yaml/Pulumi.yaml"):
        lines = (EXAMPLES / example).read_text(encoding="utf-8").splitlines()
        assert len([line for line in lines if line.strip()]) <= 22, example
