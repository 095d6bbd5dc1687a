"""Every stack, rehearsed: its plan is as reviewed, clean under its own profile, and refused under another country's."""

import json
import sys
from pathlib import Path

import pytest
import yaml

from bailiwick.contract import ArgumentsError, parse_arguments
from bailiwick.estate import Estate
from bailiwick.platform.configuration import StackConfiguration
from bailiwick.rehearsal import Rehearsal, rehearse, wire
from bailiwick.rehearsal.plan import Level
from bailiwick.rehearsal.policy.source import PackSource
from bailiwick_policies.profiles import configuration_file, pack_folder
from golden import assert_golden

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "stacks" / "fixtures.yaml"

STACKS = {
    "fr-scaleway": ("fr-l2", "pl-only"),
    "fr-ovh": ("fr-l2", "de-only"),
    "pl-scaleway": ("pl-only", "fr-only"),
    "de-ovh": ("de-only", "fr-only"),
    "eu-split-training": ("fr-only", "pl-only"),
    "eu-split-inference": ("pl-only", "fr-only"),
}
"""Each stack with its own profile and one of another country."""


def rehearsed(stack, profile, monkeypatch):
    monkeypatch.delenv("PULUMI_BACKEND_URL", raising=False)
    config = configuration_file(Path(profile), where="test")
    pack = PackSource(pack_folder(), config, python=Path(sys.executable))
    return rehearse(Rehearsal(ROOT, stack, packs=(pack,), fixtures=FIXTURES))


def mandatory(plan):
    return [item for item in plan.violations if item.level is Level.MANDATORY]


def shown(plan):
    """The plan as people review it: what stands where, each resource with its inputs."""
    estate = Estate.from_records(plan.resources)
    lines = []
    for resource in plan.displayed():
        lines += ["", f"{resource.type} {resource.name}"]
        lines += [f"  @ {estate.location(resource.urn)}"] if resource.custom else []
        if resource.custom:
            lines += [f"  {path} = {value}" for path, value in flat(resource.inputs)]
            lines += ["  (protected)"] if resource.options.protect else []
    return "\n".join([f"{plan.project}/{plan.stack}", *lines, ""])


def flat(value, path=""):
    """Every plain value with its path; ``?`` for what is known only after a resource exists."""
    if isinstance(value, dict) and wire.SIGNATURE not in value and value:
        for key in sorted(value):
            yield from flat(value[key], f"{path}.{key}" if path else key)
    elif isinstance(value, list) and value:
        for place, item in enumerate(value):
            yield from flat(item, f"{path}[{place}]")
    elif value == wire.UNKNOWN:
        yield path, "?"
    else:
        yield path, json.dumps(value, ensure_ascii=False)


def test_every_stack_is_known():
    assert {path.name.split(".")[1] for path in (ROOT / "stacks").glob("Pulumi.*.yaml")} == set(STACKS)


@pytest.mark.parametrize("stack", STACKS)
def test_it_is_clean_under_its_own_profile_and_planned_as_reviewed(stack, monkeypatch):
    plan = rehearsed(stack, STACKS[stack][0], monkeypatch)
    assert plan.succeeded, plan.diagnostics
    assert [item.message for item in mandatory(plan)] == []
    assert plan.input_warnings == []
    assert_golden(f"stacks/{stack}.txt", shown(plan))


@pytest.mark.parametrize("stack", STACKS)
def test_it_is_refused_under_the_profile_of_another_country(stack, monkeypatch):
    plan = rehearsed(stack, STACKS[stack][1], monkeypatch)
    outside = {item.urn for item in mandatory(plan) if item.policy == "residency-location-outside"}
    placed = [item for item in plan.resources if item.type.startswith(("ovh:", "scaleway:"))]
    assert outside
    assert {item.urn for item in placed} == outside


def changed(stack, change):
    config = yaml.safe_load((ROOT / "stacks" / f"Pulumi.{stack}.yaml").read_text(encoding="utf-8"))["config"]
    return {**config["bailiwick:platform"], **change}


def refusal(stack, change):
    with pytest.raises(ArgumentsError) as caught:
        parse_arguments(StackConfiguration, changed(stack, change), component="it")
    return "\n".join(map(str, caught.value.diagnostics()))


@pytest.mark.parametrize("accelerator", ["H100", "A100", "L40S", "L4"])
def test_limburg_says_what_it_does_not_sell_and_what_it_does(accelerator):
    cluster = changed("de-ovh", {})["cluster"] | {"pools": [{"segment": "inference", "accelerator": accelerator}]}
    told = refusal("de-ovh", {"cluster": cluster})
    assert "is not sold in DE1" in told
    assert "DE1 sells V100" in told


def test_limburg_keeps_no_keys_without_a_copy_in_france():
    told = refusal("de-ovh", {"keys": {"key_custody": "client-side"}})
    assert "does not name FR, where backups of the keys of DE lie" in told
    assert "key_custody external" in told


def test_buckets_at_ovhcloud_take_no_key_of_the_customers():
    told = refusal("fr-ovh", {"keys": {"key_custody": "customer-managed"}})
    assert "cannot be had for buckets there" in told
    assert "client-side" in told


def test_the_state_belongs_into_the_stacks_country_too(tmp_path, monkeypatch):
    profile = tmp_path / "pl-l2.json"
    boundary = {"enforcementLevel": "mandatory", "name": "pl-l2", "countries": ["PL"], "tier": "L2"}
    profile.write_text(json.dumps({"boundary": boundary}), encoding="utf-8")
    (finding,) = mandatory(rehearsed("pl-scaleway", profile, monkeypatch))
    assert finding.policy == "integrity-state-foreign"
    assert "endpoint=s3.pl-waw.scw.cloud" in finding.message
