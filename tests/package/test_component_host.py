"""Programs in other languages: the package starts, shows its schema, and builds what Python would build."""

import json
from pathlib import Path

import grpc
import pytest
import yaml

from bailiwick import published
from bailiwick.rehearsal import Rehearsal, rehearse, wire
from golden import assert_golden

EXAMPLES = Path(__file__).parents[2] / "examples"
PLACE = {"jurisdiction": "FR", "provider": "scaleway", "region": "fr-par"}


def written_in_yaml():
    """The resource of the YAML example."""
    return yaml.safe_load((EXAMPLES / "yaml" / "Pulumi.yaml").read_text(encoding="utf-8"))["resources"]["hospital"]


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
        host.construct("LocalKms", "letters", PLACE | {"region": None, "rotationDays": 0.0, "rotation": 30.0})
    assert caught.value.code() is grpc.StatusCode.INVALID_ARGUMENT
    assert_golden("package/wrong-arguments.txt", caught.value.details() + "\n")
    assert host.registered() == []


def test_nested_arguments_are_told_in_the_callers_spelling(host):
    arguments = written_in_yaml()["properties"]
    arguments["network"] = "172.16.32.0/22"
    arguments["buckets"][0] |= {"lockDays": -1.0, "shape": "round"}
    arguments["cluster"] |= {"apiAccess": []}
    arguments["cluster"]["pools"][0] |= {"size": 1.5, "rootVolumeGb": 1.0}
    with pytest.raises(grpc.RpcError) as caught:
        host.construct("SovereignPlatform", "hospital", arguments)
    assert_golden("package/wrong-nested-arguments.txt", caught.value.details() + "\n")
    assert host.registered() == []


@pytest.mark.parametrize("known", [True, False])
def test_ids_from_other_resources_are_taken_inside_plain_arguments_too(host, known):
    arguments = written_in_yaml()["properties"]
    key = "urn:pulumi:dev::demo::bailiwick:index:LocalKms::keys"
    output = {wire.SIGNATURE: wire.OUTPUT, "dependencies": [key]} | ({"value": "fr-par/mine"} if known else {})
    arguments["buckets"][0]["existingKeyId"] = output
    _, built = host.construct("SovereignPlatform", "hospital", arguments, {"buckets": [key]})
    assert not [item for item in built if item.type == "scaleway:keymanager/key:Key"]
    (encryption,) = [item for item in built if "ServerSideEncryption" in item.type]
    told = json.dumps(encryption.inputs, default=str)
    assert ('"kmsMasterKeyId": "mine"' in told) is known


def test_a_plain_argument_that_comes_from_another_resource_is_refused(host):
    output = {wire.SIGNATURE: wire.OUTPUT, "value": "fr-par", "dependencies": []}
    with pytest.raises(grpc.RpcError) as caught:
        host.construct("LocalKms", "letters", PLACE | {"region": output, "rotationDays": 0.0})
    assert "region: is the output of a resource: expected a plain value" in caught.value.details()
    assert "rotationDays" in caught.value.details()


def test_the_yaml_example_builds_what_the_python_example_builds(host):
    written = written_in_yaml()
    _, built = host.construct(written["type"].partition(":")[2], "hospital", written["properties"])
    plan = rehearse(Rehearsal(EXAMPLES / "python", "dev"))
    assert plan.succeeded, plan.diagnostics
    expected = {item.urn.split("::", 2)[2]: item.inputs for item in plan.resources if ":providers:" not in item.type}
    found = {item.urn.split("::", 2)[2]: item.inputs for item in built if ":providers:" not in item.type}
    assert {name for name in expected if not name.startswith("pulumi:")} == set(found)
    for name, inputs in found.items():
        assert inputs == expected[name], name


def test_the_examples_are_as_short_as_promised():
    for example, longest in {
        "python/__main__.py": 22,
        "typescript/index.ts": 22,
        "yaml/Pulumi.yaml": 22,
        "go/main.go": 30,
    }.items():
        lines = (EXAMPLES / example).read_text(encoding="utf-8").splitlines()
        assert len([line for line in lines if line.strip()]) <= longest, example


def test_the_page_shows_the_error_as_it_is():
    page = (EXAMPLES.parent / "docs" / "package.md").read_text(encoding="utf-8")
    assert (EXAMPLES.parent / "tests" / "golden" / "package" / "wrong-arguments.txt").read_text(
        encoding="utf-8"
    ) in page


def test_the_package_has_the_same_name_and_version_wherever_it_says_them():
    plugin = yaml.safe_load((EXAMPLES.parent / "components" / "PulumiPlugin.yaml").read_text(encoding="utf-8"))
    assert (plugin["name"], plugin["version"]) == (published.NAME, published.schema()["version"])
