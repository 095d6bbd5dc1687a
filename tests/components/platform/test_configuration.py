import json

import pulumi
import pytest

from bailiwick.contract import ArgumentsError
from bailiwick.platform.configuration import read_configuration

GOOD = {
    "name": "clinic",
    "jurisdiction": "FR",
    "provider": "scaleway",
    "region": "fr-par",
    "zone": "fr-par-2",
    "network": {"cidr": "172.16.32.0/22"},
    "buckets": [{"name": "letters", "segment": "training"}],
    "cluster": {
        "version": "1.36",
        "api_access": ["192.0.2.0/28"],
        "pools": [{"segment": "training", "accelerator": "H100"}],
    },
}


@pytest.fixture
def configure(tmp_path, monkeypatch):
    """Sets the configuration of a stack `here` whose file lies in stacks/ below its project."""
    stacks = tmp_path / "stacks"
    stacks.mkdir()
    (tmp_path / "Pulumi.yaml").write_text("name: bailiwick\n")
    monkeypatch.chdir(stacks)
    monkeypatch.setattr(pulumi, "get_stack", lambda: "here")

    def set_(values, file_text: str | None = None):
        given = {"bailiwick:platform": values if isinstance(values, str) else json.dumps(values)}
        pulumi.runtime.set_all_config(given if values is not None else {})
        if file_text is not None:
            (stacks / "Pulumi.here.yaml").write_text(file_text)
        return pulumi.Config("bailiwick")

    yield set_
    pulumi.runtime.set_all_config({})


def test_a_good_configuration_is_a_name_and_arguments(configure):
    configuration = read_configuration(configure(GOOD))
    assert configuration.name == "clinic"
    assert "name" not in configuration.arguments()
    assert configuration.arguments()["zone"] == "fr-par-2"


def test_problems_are_told_with_file_line_and_path(configure):
    text = (
        "config:\n"
        "  bailiwick:platform:\n"
        "    jurisdiction: FRA\n"
        "    provider: scaleway\n"
        "    region: fr-par\n"
        "    cluster:\n"
        "      pools:\n"
        "        - accelerator: A100\n"
    )
    broken = GOOD | {"jurisdiction": "FRA", "cluster": {"pools": [{"accelerator": "A100"}]}}
    with pytest.raises(ArgumentsError) as caught:
        read_configuration(configure(broken, text))
    told = str(caught.value)
    assert "stacks/Pulumi.here.yaml:3: bailiwick:platform.jurisdiction: " in told
    assert "stacks/Pulumi.here.yaml:6: bailiwick:platform.cluster.version: is missing" in told
    assert "stacks/Pulumi.here.yaml:8: bailiwick:platform.cluster.pools[0].accelerator: cannot be had" in told
    assert "Traceback" not in told


def test_without_a_file_the_path_is_enough(configure):
    with pytest.raises(ArgumentsError, match=r"^bailiwick:platform\.region: is outside the jurisdiction FR"):
        read_configuration(configure(GOOD | {"region": "pl-waw", "zone": "pl-waw-2"}))


def test_a_file_that_is_no_yaml_does_not_hide_the_problem(configure):
    with pytest.raises(ArgumentsError, match=r"^bailiwick:platform\.region"):
        read_configuration(configure(GOOD | {"region": "pl-waw", "zone": "pl-waw-2"}, "a: [\n"))


@pytest.mark.parametrize(
    ("values", "said"),
    [(None, "is missing"), ("just text", "is not a mapping"), ([], "is not a mapping")],
)
def test_a_key_that_is_missing_or_no_mapping(configure, values, said):
    with pytest.raises(ArgumentsError, match=f"bailiwick:platform: {said}"):
        read_configuration(configure(values))


@pytest.mark.parametrize("name", ["Hospital", "a", "x" * 21, "trailing-"])
def test_a_name_that_cannot_begin_a_buckets_name(configure, name):
    with pytest.raises(ArgumentsError, match=r"bailiwick:platform\.name: is not valid"):
        read_configuration(configure(GOOD | {"name": name}))
