"""The rules as CrossGuard policies: both layers, unknown values, nothing told twice."""

import pytest
from pulumi_policy import EnforcementLevel, ResourceValidationPolicy, StackValidationPolicy

from bailiwick.errors import ConfigurationError
from bailiwick_policies.pack import policies
from bailiwick_policies.rules import RULES

BUCKET = "scaleway:object/bucket:Bucket"
KUBE = "ovh:CloudProject/kube:Kube"
POOL = "ovh:CloudProject/kubeNodePool:KubeNodePool"
UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
OUTSIDE, UNRESOLVED = "residency-location-outside", "residency-location-unresolved"
FR_ONLY = {"name": "fr-only", "countries": ["FR"]}


@pytest.fixture
def run(sdk):
    return sdk.Run(policies(), FR_ONLY)


def told(said):
    return [(policy, urn.rpartition("::")[2]) for policy, urn, _ in said]


def test_the_boundary_comes_first_and_every_rule_is_a_mandatory_policy_of_its_own():
    pack = policies()
    assert [policy.name for policy in pack] == ["boundary", *(rule.policy_name for rule in RULES), "exceptions"]
    for policy in pack:
        lists = policy.name == "exceptions"
        assert policy.enforcement_level is (EnforcementLevel.ADVISORY if lists else EnforcementLevel.MANDATORY)
        assert isinstance(policy, ResourceValidationPolicy)
        assert isinstance(policy, StackValidationPolicy)
        assert policy.has_validation()
        assert not policy.has_remediation()


def test_what_is_plainly_outside_is_refused_by_the_resource_layer(run):
    ((policy, _, message),) = run.resource(BUCKET, {"region": "pl-waw", "versioning": {"enabled": UNKNOWN}})
    assert policy == OUTSIDE
    assert "is in PL (region pl-waw → Warsaw → PL), outside boundary fr-only (FR). Fix: " in message


def test_an_unknown_place_is_a_violation_and_no_exception(run):
    assert told(run.resource(BUCKET, {"region": UNKNOWN})) == [(UNRESOLVED, "it")]


def test_what_the_graph_will_tell_waits_for_it(run, sdk):
    assert run.resource(KUBE, {"region": "GRA11"}, "c") == []
    assert run.resource(POOL, {"kubeId": UNKNOWN}, "p") == []
    kube = sdk.member(KUBE, {"region": "GRA11"}, "c")
    assert run.stack(kube, sdk.member(POOL, {"kubeId": UNKNOWN}, "p", kubeId=[kube])) == []


def test_the_stack_layer_tells_what_only_the_graph_shows_and_repeats_nothing(run, sdk):
    assert told(run.resource(KUBE, {"region": "UK1"}, "c")) == [(OUTSIDE, "c")]
    assert told(run.resource(BUCKET, {"region": UNKNOWN}, "b")) == [(UNRESOLVED, "b")]
    assert run.resource(POOL, {"kubeId": UNKNOWN}, "p") == []
    kube = sdk.member(KUBE, {"region": "UK1"}, "c")
    bucket = sdk.member(BUCKET, {"region": None}, "b", region=[kube])
    pool = sdk.member(POOL, {"kubeId": UNKNOWN}, "p", kubeId=[kube])
    assert told(run.stack(kube, bucket, pool)) == [(OUTSIDE, "p")]


def test_the_stack_layer_alone_fails_closed(run, sdk):
    assert told(run.stack(sdk.member(BUCKET, {"region": None}))) == [(UNRESOLVED, "it")]


def test_a_resource_that_changes_is_judged_anew(run):
    assert told(run.resource(BUCKET, {"region": "pl-waw"})) == [(OUTSIDE, "it")]
    assert run.resource(BUCKET, {"region": "fr-par"}) == []
    assert told(run.resource(BUCKET, {"region": "nl-ams"})) == [(OUTSIDE, "it")]


def test_each_process_has_a_memory_of_its_own(sdk):
    first, second = sdk.Run(policies(), FR_ONLY), sdk.Run(policies(), FR_ONLY)
    first.resource(BUCKET, {"region": "fr-par"})
    assert told(second.stack(sdk.member(BUCKET, {"region": None}))) == [(UNRESOLVED, "it")]


def test_without_configuration_the_default_boundary_holds(sdk):
    run = sdk.Run(policies())
    assert run.resource(BUCKET, {"region": "fr-par"}, "a") == []
    ((_, _, message),) = run.resource(KUBE, {"region": "WAW1"}, "b")
    assert "outside boundary fr-by-default (FR)" in message


def test_a_malformed_configuration_stops_both_layers(sdk):
    run = sdk.Run(policies(), {"countries": ["UK"]})
    with pytest.raises(ConfigurationError, match="did you mean GB"):
        run.resource(BUCKET, {"region": "fr-par"})
    with pytest.raises(ConfigurationError, match="did you mean GB"):
        run.stack(sdk.member(BUCKET, {"region": "fr-par"}))


def test_the_properties_are_read_once_for_all_policies(run, sdk, monkeypatch):
    from bailiwick.estate import Sightings

    seen = []
    see = Sightings.see
    monkeypatch.setattr(Sightings, "see", lambda self, args: seen.append(args.urn) or see(self, args))
    run.resource(BUCKET, {"region": "fr-par"}, "a")
    run.resource(BUCKET, {"region": "fr-par"}, "b")
    run.resource(BUCKET, {"region": "fr-par"}, "b")
    assert seen == [sdk.urn_of(BUCKET, "a"), sdk.urn_of(BUCKET, "b"), sdk.urn_of(BUCKET, "b")]
