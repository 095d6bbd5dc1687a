"""The stack's program, run as Pulumi runs it but for the engine."""

import json
import os
import runpy
import warnings
from pathlib import Path

import pulumi
import pytest
import yaml

STACKS = Path(__file__).parents[2] / "stacks"

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    import pulumiverse_scaleway  # noqa: F401


class Recorder(pulumi.runtime.Mocks):
    def __init__(self):
        self.types: list[str] = []

    def new_resource(self, args):
        self.types.append(args.typ)
        return f"{args.name}-id", {**args.inputs, "name": args.name}

    def call(self, args):
        raise AssertionError(args.token)


@pytest.fixture
def run(monkeypatch):
    """Runs the program with a stack's configuration, changed or not; gives what it exported."""
    monkeypatch.chdir(STACKS)

    def program(change=None):
        config = yaml.safe_load((STACKS / "Pulumi.fr-scaleway.yaml").read_text(encoding="utf-8"))["config"]
        config["bailiwick:platform"] |= change or {}
        given = {key: value if isinstance(value, str) else json.dumps(value) for key, value in config.items()}
        recorder, exported = Recorder(), {}
        pulumi.runtime.set_mocks(recorder, project="bailiwick", stack="fr-scaleway", preview=False)
        pulumi.runtime.set_all_config(given)
        monkeypatch.setattr(pulumi, "export", exported.__setitem__)
        try:
            pulumi.runtime.test(lambda: runpy.run_path("__main__.py") and None)()
        finally:
            pulumi.runtime.set_all_config({})
        return recorder.types, exported

    return program


def test_it_builds_the_platform_and_exports_where_things_are(run):
    types, exported = run()
    assert types.count("scaleway:keymanager/key:Key") == 5
    assert types.count("scaleway:kubernetes/pool:Pool") == 3
    assert set(exported) == {
        "jurisdiction",
        "network_id",
        "egress_ip",
        "key_ids",
        "bucket_names",
        "cluster_id",
        "api_url",
    }
    assert exported["jurisdiction"] == "FR"


def test_a_wrong_configuration_ends_the_program_with_all_problems_and_no_resource(run):
    with pytest.raises(pulumi.RunError) as caught:
        run({"jurisdiction": "PL", "network": {"cidr": "8.8.8.0/22"}})
    told = str(caught.value)
    assert f"stacks{os.sep}Pulumi.fr-scaleway.yaml:" in told
    assert "bailiwick:platform.region: is outside the jurisdiction PL" in told
    assert "bailiwick:platform.network.cidr: is not a private range" in told
