import json
import os
from pathlib import Path

import pytest
import yaml

from bailiwick.platform import SovereignPlatform

ROOT = Path(__file__).parents[3]
GOLDEN = ROOT / "tests" / "golden" / "platform" / "fr-scaleway.json"


@pytest.fixture
def configured() -> dict:
    text = (ROOT / "stacks" / "Pulumi.fr-scaleway.yaml").read_text(encoding="utf-8")
    args = yaml.safe_load(text)["config"]["bailiwick:platform"]
    del args["name"]
    return args


def whole_numbers(value):
    """Protobuf knows only floats; a reviewer would rather read 3 than 3.0."""
    if isinstance(value, dict):
        return {key: whole_numbers(item) for key, item in value.items()}
    if isinstance(value, list):
        return [whole_numbers(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def test_the_platform_of_the_hospital_is_as_recorded(register, configured):
    registered = register(lambda: SovereignPlatform("hospital", configured) and None)
    plan = [
        {"type": resource.typ, "name": resource.name, "inputs": whole_numbers(resource.inputs)}
        for resource in sorted(registered.resources, key=lambda resource: (resource.typ, resource.name))
    ]
    text = json.dumps(plan, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    if os.environ.get("BAILIWICK_UPDATE_GOLDEN") == "1":
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8"), "run make golden and review the difference"


def test_every_input_has_a_name_that_the_sdk_knows(register, misnamed, configured):
    registered = register(lambda: SovereignPlatform("hospital", configured) and None)
    wrong = {
        resource.name: misnamed(resource.typ, resource.inputs)
        for resource in registered.resources
        if resource.typ.startswith("scaleway:")
    }
    assert {name: keys for name, keys in wrong.items() if keys} == {}


def test_the_check_of_names_sees_nested_ones(misnamed):
    assert misnamed("scaleway:kubernetes/pool:Pool", {"size": 1, "taints": [{"kee": "a"}], "sise": 2}) == [
        "taints.kee",
        "sise",
    ]


def test_every_bucket_has_a_key_of_its_own(register, configured):
    registered = register(lambda: SovereignPlatform("hospital", configured) and None)
    used = [
        rule["applyServerSideEncryptionByDefault"]["kmsMasterKeyId"]
        for inputs in registered.of("BucketServerSideEncryptionConfiguration")
        for rule in inputs["rules"]
    ]
    assert len(set(used)) == len(configured["buckets"])


def test_its_outputs_name_every_bucket(register, configured):
    def build():
        platform = SovereignPlatform("hospital", configured)
        return {"buckets": platform.bucket_names, "keys": platform.key_ids, "cluster": platform.cluster_id}

    outputs = register(build).outputs
    assert outputs["buckets"]["letters"] == "hospital-letters-bucket-0a1b2c3"
    assert outputs["keys"]["letters"] == "fr-par/hospital-letters-kms-key-id"
    assert outputs["cluster"] == "fr-par/hospital-cluster-kapsule-id"


def test_a_policy_sees_every_plain_argument_on_the_component(register, configured):
    seen = register(lambda: SovereignPlatform("hospital", configured) and None).one("index:SovereignPlatform")
    assert (seen["jurisdiction"], seen["provider"], seen["region"]) == ("FR", "scaleway", "fr-par")
    assert [bucket["segment"] for bucket in seen["buckets"]].count("fine-tuning") == 3


def test_without_a_project_the_default_is_announced(register, configured, capsys, monkeypatch):
    import pulumi

    said: list[str] = []
    monkeypatch.setattr(pulumi.log, "warn", lambda text, **_: said.append(text))
    del configured["project_id"]
    registered = register(lambda: SovereignPlatform("hospital", configured) and None)
    assert "credentials' default project" in said[0]
    assert not any("projectId" in resource.inputs for resource in registered.resources)


@pytest.mark.parametrize(
    ("change", "path", "said"),
    [
        ({"network": {"cidr": "10.32.0.0/20"}}, "network.cidr", "overlaps service_cidr"),
        ({"network": {"cidr": "10.0.0.0/20", "gateway": 1}}, "network.gateway", "did you mean gateway_type?"),
        ({"buckets": []}, "buckets", "is empty"),
        ({"buckets": [{"name": "a", "segment": "b"}] * 2}, "buckets[1].name", "is the name of another bucket"),
        ({"buckets": [{"name": "a" * 21, "segment": "b"}]}, "buckets[0].name", "at most 20 characters"),
        ({"keys": {"key_custody": "provider"}}, "keys.key_custody", "did you mean provider-managed?"),
        ({"zone": "fr-par-3"}, "zone", "does not have public-gateway"),
        ({"clustr": {}}, "clustr", "did you mean cluster?"),
        ({"cluster": None}, "cluster", "is not valid"),
        ({"cluster": "big"}, "cluster", "is not valid"),
    ],
)
def test_each_wrong_argument_is_refused(refused, configured, change, path, said):
    assert said in refused(SovereignPlatform, configured | change)[path]


def test_the_zone_decides_what_every_pool_may_be_made_of(refused, configured):
    problems = refused(SovereignPlatform, configured | {"zone": "fr-par-1"})
    assert set(problems) == {"cluster.pools[0].accelerator", "cluster.pools[1].accelerator"}


def test_databases_and_a_registry_are_added_on_request(register, configured):
    more = {
        "databases": [{"name": "records", "segment": "metadata", "version": "16", "machine": "DB-POP2-2C-8G"}],
        "registry": {"registry_name": "hospital-images"},
        "secrets": [{"name": "signing-key"}],
    }
    registered = register(lambda: SovereignPlatform("hospital", configured | more) and None)
    network = registered.one("network/privateNetwork:PrivateNetwork")
    assert registered.one("databases/instance:Instance")["privateNetwork"]["pnId"].endswith(
        "hospital-network-private-network-id"
    )
    assert registered.one("registry/namespace:Namespace")["name"] == "hospital-images"
    assert registered.one("secrets/secret:Secret")["keyId"].endswith("hospital-secrets-kms-key-id")
    assert network["region"] == "fr-par"


@pytest.mark.parametrize(
    ("more", "path", "said"),
    [
        ({"databases": [{"name": "a", "segment": "s", "version": "16"}]}, "databases[0].machine", "is missing"),
        (
            {"databases": [{"name": "a", "segment": "s", "version": "16", "machine": "DB-1", "backup_region": "x"}]},
            "databases[0].backup_region",
            "is known at ovh only",
        ),
        ({"secrets": [{"name": "a"}, {"name": "a"}]}, "secrets[1].name", "is the name of two secrets"),
        ({"registry": {"allow_from": ["192.0.2.0/28"]}}, "registry.allow_from", "is known at ovh only"),
    ],
)
def test_what_is_wrong_with_them_is_told_with_its_place(refused, configured, more, path, said):
    problems = refused(SovereignPlatform, configured | more)
    assert said in problems[path]
    assert list(problems) == [path]
