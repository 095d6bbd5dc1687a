"""Copies, keys, joined networks and hidden providers: what one case with one finding cannot show."""

import pytest

from bailiwick.atlas import providers
from bailiwick.atlas.key_backups import Kept, all_key_material
from bailiwick.atlas.resource_types import Bearing, classified_tokens, classify
from bailiwick.atlas.sdk_scan import installed_types
from bailiwick.atlas.second_places import second_places
from bailiwick.boundary import Boundary, Tier
from bailiwick.estate import Estate, Resource
from bailiwick_policies.judgement import judge

NETWORK = "ovh:CloudProject/networkPrivate:NetworkPrivate"
UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"


def made(token, name, inputs=None, *, provider="urn:elsewhere", **rest):
    return Resource(f"urn:pulumi:dev::p::{token}::{name}", token, name, inputs or {}, {}, provider=provider, **rest)


def found(*resources, countries=("FR",), tier=Tier.L1):
    estate = Estate({item.urn: item for item in resources})
    return list(judge(estate, Boundary.of("test", countries, tier=tier)))


def told(*resources, **boundary):
    return {(finding.rule, finding.urn.rpartition("::")[2]) for finding in found(*resources, **boundary)}


def test_every_type_that_bears_keys_says_where_copies_of_them_lie():
    tokens = [token for provider in providers() for token in classified_tokens(provider)]
    kinds = {kind.alias_of or kind.token for kind in map(classify, tokens) if kind.bears is Bearing.KEYS}
    assert {row.token for row in all_key_material()} == kinds
    followed = {row.token for row in second_places() if row.key_service}
    kept = {row.token for row in all_key_material() if row.kept is Kept.KEY_SERVICE}
    assert {token for token in kept if token.startswith("ovh:")} == followed


def test_inputs_that_decide_about_copies_exist_in_the_installed_sdks():
    inputs = {item.token: item.inputs for provider in providers() for item in installed_types(provider)}
    for row in second_places():
        for condition in (*row.when, *row.unless):
            assert condition.input in inputs[row.token], (row.token, condition.input)


def test_the_backups_of_a_key_service_are_in_its_chain_and_in_that_of_its_keys():
    service = made("ovh:Okms/okms:Okms", "keys", {"region": "eu-west-lim"})
    key = made(
        "ovh:Okms/serviceKey:ServiceKey", "k", {"okmsId": UNKNOWN}, property_dependencies={"okmsId": (service.urn,)}
    )
    estate = Estate({item.urn: item for item in (service, key)})
    assert "region eu-west-lim → ovh SBG (copy, from key backup) → Strasbourg → FR" in str(estate.location(service.urn))
    assert "okmsId → Okms 'keys' → region eu-west-lim → ovh SBG (copy, from key backup)" in str(
        estate.location(key.urn)
    )
    assert told(service, key, countries=["DE"]) == {("residency/key-material", "keys"), ("residency/key-material", "k")}
    assert told(service, key, countries=["DE", "FR"], tier=Tier.L1) == set()


def test_a_key_of_which_nothing_is_published_is_an_exception_from_l2_on_where_nobody_can_do_better():
    key = made("scaleway:keymanager/key:Key", "k", {"region": "fr-par"})
    assert found(key) == []
    (finding,) = [item for item in found(key, tier=Tier.L2) if item.rule == "residency/key-material"]
    assert "search of documentation" in finding.exception
    assert "2026-11-23" in finding.exception


def test_where_one_can_do_better_it_stands():
    secret = made("ovh:index/cloudKeyManagerSecret:CloudKeyManagerSecret", "s", {"region": "GRA11"})
    (finding,) = [item for item in found(secret, tier=Tier.L2) if item.rule == "residency/key-material"]
    assert finding.exception == ""
    assert "use the key service in GRA (Gravelines), whose backups are known" in finding.message


def test_glacier_is_in_paris_wherever_the_bucket_is():
    bucket = made("scaleway:object/item:Item", "x", {"region": "pl-waw", "storageClass": "GLACIER"})
    assert told(bucket, countries=["PL"]) == {("residency/copy-outside", "x")}
    assert told(bucket, countries=["PL", "FR"]) == set()


def test_copies_of_public_data_are_not_asked_about():
    bucket = made("scaleway:object/item:Item", "x", {"region": "pl-waw", "storageClass": "GLACIER"})
    assert told(bucket, countries=["PL"], tier=Tier.PUBLIC) == set()


def test_a_cluster_of_another_cloud_is_told_for_itself_and_once_for_what_is_inside():
    cluster = made("gcp:container/cluster:Cluster", "gke")
    talks = made(
        "pulumi:providers:kubernetes",
        "k8s",
        {"kubeconfig": UNKNOWN},
        provider="",
        property_dependencies={"kubeconfig": (cluster.urn,)},
    )
    pod = made("kubernetes:core/v1:Pod", "pod", provider=talks.urn)
    said = told(cluster, talks, pod)
    assert said == {("residency/foreign-provider", "gke"), ("residency/foreign-provider", "k8s")}


@pytest.mark.parametrize("number", [42, 42.0])
def test_one_vlan_makes_one_network_of_several(number):
    stack = made("pulumi:pulumi:Stack", "stack", provider="")
    here = made(NETWORK, "here", {"serviceName": "p", "regions": ["GRA11"], "vlanId": 42})
    there = made(
        "ovh:CloudProject/regionNetwork:RegionNetwork",
        "there",
        {"serviceName": "p", "regionName": "WAW1", "vlanId": number},
    )
    rule = "residency/network-across-countries"
    findings = [item for item in found(stack, here, there, countries=["EU"], tier=Tier.L2) if item.rule == rule]
    assert {item.urn.rpartition("::")[2] for item in findings} == {"here", "there"}
    assert "shares VLAN 42 with networks in FR and PL" in findings[0].message
    assert rule not in {item.rule for item in found(stack, here, there, countries=["EU"])}


def test_the_configuration_of_a_hidden_provider_is_told_once_for_the_stack():
    stack = made("pulumi:pulumi:Stack", "stack", provider="")
    hidden = "urn:pulumi:dev::p::pulumi:providers:scaleway::default"
    inputs = {"region": "fr-par", "apiUrl": "https://api.example.com"}
    buckets = [
        made("scaleway:object/bucket:Bucket", name, {"region": "fr-par"}, provider=hidden, provider_inputs=inputs)
        for name in ("a", "b")
    ]
    (finding,) = found(stack, *buckets)
    assert (finding.rule, finding.urn) == ("residency/provider-endpoint", stack.urn)
    assert "pulumi:providers:scaleway 'default' may send everything out" in finding.message


@pytest.mark.parametrize("url", ["https://me:hush@api.example.com", "me:hush@api.example.com", "https://[hush"])
def test_credentials_in_an_endpoint_are_not_repeated(url):
    relay = made("pulumi:providers:scaleway", "r", {"apiUrl": url}, provider="")
    (finding,) = found(relay)
    assert "hush" not in finding.message
