"""One decoding for all policies: nothing that is said changes, and a strange SDK serves as it always did."""

import pytest
from google.protobuf import json_format, struct_pb2
from hypothesis import given
from hypothesis import strategies as st
from pulumi.runtime.proto import analyzer_pb2
from pulumi_policy import EnforcementLevel
from pulumi_policy import policy as sdk_policy
from pulumi_policy.proxy import UnknownValueError

from bailiwick_policies import single_decoding
from bailiwick_policies.pack import policies
from states import BUCKET, KUBE, POOL, UNKNOWN, urn_of

PLAIN = sdk_policy._PolicyAnalyzerServicer
ONCE = single_decoding._turned_inside_out(PLAIN)
LEVELS = [analyzer_pb2.ADVISORY, analyzer_pb2.MANDATORY, analyzer_pb2.REMEDIATE, analyzer_pb2.DISABLED]
PLACES = st.sampled_from(["fr-par", "pl-waw", "GRA11", "UK1", "mars-1", "", UNKNOWN])


def struct(properties):
    return json_format.ParseDict(properties, struct_pb2.Struct())


def served(kind, level=analyzer_pb2.MANDATORY, **settings):
    servicer = kind("bailiwick", "0.0.1", policies(), EnforcementLevel.MANDATORY)
    request = analyzer_pb2.ConfigureAnalyzerRequest()
    request.policyConfig["boundary"].enforcementLevel = analyzer_pb2.MANDATORY
    request.policyConfig["boundary"].properties.update(settings or {"name": "eu", "countries": ["FR", "PL"]})
    request.policyConfig["residency-location-outside"].enforcementLevel = level
    servicer.Configure(request, None)
    servicer.ConfigureStack(analyzer_pb2.AnalyzerStackConfigureRequest(tags={"a": "b"}), None)
    return servicer


def parts(index, token, place):
    key = {BUCKET: "region", KUBE: "region", POOL: "kubeId"}[token]
    name = f"r{index}"
    properties = struct({key: place, "tags": {"a": 1.5}, "list": [None, True, UNKNOWN]})
    found = {"type": token, "urn": urn_of(token, name), "name": name, "properties": properties}
    provider = urn_of("pulumi:providers:any", "default")
    known = analyzer_pb2.AnalyzerProviderResource(type="pulumi:providers:any", urn=provider, name="default")
    return {**found, "provider": known}


@given(
    st.lists(st.tuples(st.sampled_from([BUCKET, KUBE, POOL]), PLACES), max_size=4),
    st.sampled_from(LEVELS),
    st.data(),
)
def test_both_ways_say_the_same(made, level, data):
    alone = [analyzer_pb2.AnalyzeRequest(**parts(index, *item)) for index, item in enumerate(made)]
    members = [analyzer_pb2.AnalyzerResource(**parts(index, *item)) for index, item in enumerate(made)]
    for member in members:
        member.propertyDependencies["kubeId"].urns.append(data.draw(st.sampled_from(members)).urn)
    stack = analyzer_pb2.AnalyzeStackRequest(resources=members)
    said = []
    for kind in (PLAIN, ONCE):
        servicer = served(kind, level)
        told = [(servicer.Remediate(one, None), servicer.Analyze(one, None)) for one in alone]
        said.append((told, servicer.AnalyzeStack(stack, None), servicer.GetAnalyzerInfo(None, None)))
    assert said[0] == said[1]


def test_the_properties_are_decoded_once(monkeypatch):
    decoded = []
    decode = sdk_policy.deserialize_properties
    monkeypatch.setattr(sdk_policy, "deserialize_properties", lambda *args: decoded.append(1) or decode(*args))
    request = analyzer_pb2.AnalyzeRequest(**parts(0, BUCKET, "pl-waw"))
    servicer = served(ONCE)
    servicer.Remediate(request, None)
    servicer.Analyze(request, None)
    assert len(decoded) == 2  # the resource's and its provider's


def test_a_malformed_configuration_stops_it_as_well():
    from bailiwick.errors import ConfigurationError

    with pytest.raises(ConfigurationError, match="did you mean GB"):
        served(ONCE, countries=["UK"]).Analyze(analyzer_pb2.AnalyzeRequest(**parts(0, BUCKET, "fr-par")), None)


def test_a_policy_that_cannot_judge_stops_the_run(monkeypatch):
    servicer = served(ONCE)

    def stumble(_args, _report):
        raise UnknownValueError(UNKNOWN, ["region"])

    monkeypatch.setattr(servicer._asked[1], "validate_resource", stumble)
    with pytest.raises(RuntimeError, match="could not judge urn:pulumi:dev::demo::scaleway"):
        servicer.Analyze(analyzer_pb2.AnalyzeRequest(**parts(0, BUCKET, "fr-par")), None)


@pytest.fixture
def servicer(monkeypatch):
    """The SDK's servicer as it is now, whatever the test does to it."""
    monkeypatch.setattr(sdk_policy, "_PolicyAnalyzerServicer", PLAIN)
    return lambda: sdk_policy._PolicyAnalyzerServicer


def test_the_installed_sdk_is_known(servicer):
    assert single_decoding.decode_once()
    assert servicer() is not PLAIN


@pytest.mark.parametrize(
    "strange",
    [
        lambda patch: patch.setenv(single_decoding.SWITCH, "1"),
        lambda patch: patch.setattr(single_decoding, "VERSION", "1.22.0"),
        lambda patch: patch.delattr(sdk_policy, "_PolicyAnalyzerServicer"),
        *(
            lambda patch, name=name: patch.setattr(PLAIN, name, None)
            for name in ("Analyze", "_create_report_violation", "_get_policy_config")
        ),
        lambda patch: patch.setattr(PLAIN, "__init__", lambda self, policies: None),
    ],
)
def test_a_strange_sdk_serves_as_it_always_did(servicer, monkeypatch, strange):
    strange(monkeypatch)
    assert not single_decoding.decode_once()
    assert getattr(sdk_policy, "_PolicyAnalyzerServicer", PLAIN) is PLAIN
