"""The pack behind the SDK's own server, started the way the engine starts it."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import grpc
import pytest
from google.protobuf import empty_pb2, struct_pb2
from pulumi.runtime.proto import analyzer_pb2, analyzer_pb2_grpc

PACK = Path(__file__).parents[2] / "policies"
UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
BUCKET = "scaleway:object/bucket:Bucket"
KUBE = "ovh:CloudProject/kube:Kube"
POOL = "ovh:CloudProject/kubeNodePool:KubeNodePool"
MANDATORY = analyzer_pb2.MANDATORY


@pytest.fixture(params=["", "1"], ids=["one decoding", "the SDK alone"])
def analyzer(request):
    command = [sys.executable, "-u", "-m", "pulumi.policy", "127.0.0.1:0", str(PACK)]
    environment = os.environ | {"PULUMI_PROJECT": "p", "PULUMI_STACK": "dev", "PULUMI_DRY_RUN": "true"}
    environment["BAILIWICK_PLAIN_SDK"] = request.param
    with subprocess.Popen(command, cwd=PACK, stdout=subprocess.PIPE, env=environment) as server:
        port = int(server.stdout.readline())
        with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
            yield analyzer_pb2_grpc.AnalyzerStub(channel)
        server.terminate()


def struct(properties):
    made = struct_pb2.Struct()
    made.update(properties)
    return made


def urn_of(token, name):
    return f"urn:pulumi:dev::p::{token}::{name}"


def configure(analyzer, level=MANDATORY, **settings):
    request = analyzer_pb2.ConfigureAnalyzerRequest()
    request.policyConfig["boundary"].enforcementLevel = level
    request.policyConfig["boundary"].properties.update(settings)
    analyzer.Configure(request)


def analyze(analyzer, token, name, properties):
    request = analyzer_pb2.AnalyzeRequest(type=token, urn=urn_of(token, name), name=name, properties=struct(properties))
    provider = urn_of("pulumi:providers:any", "default")
    request.provider.CopyFrom(
        analyzer_pb2.AnalyzerProviderResource(type="pulumi:providers:any", urn=provider, name="default")
    )
    return [(item.policyName, item.enforcementLevel) for item in analyzer.Analyze(request).diagnostics]


def test_leaks_are_refused_in_both_layers_and_stay_mandatory(analyzer):
    info = analyzer.GetAnalyzerInfo(empty_pb2.Empty())
    assert info.name == "bailiwick"
    advisory = [policy.name for policy in info.policies if policy.enforcementLevel != MANDATORY]
    assert advisory == ["exceptions"]
    assert all(
        policy.remediation_steps and policy.framework.name
        for policy in info.policies
        if policy.name not in {"boundary", "exceptions"}
    )

    configure(analyzer, name="fr-only", countries=["FR"])
    assert analyze(analyzer, BUCKET, "letters", {"region": "pl-waw"}) == [("residency-location-outside", MANDATORY)]
    assert analyze(analyzer, BUCKET, "archive", {"region": UNKNOWN}) == [("residency-location-unresolved", MANDATORY)]
    assert analyze(analyzer, BUCKET, "models", {"region": "fr-par", "corsRules": UNKNOWN}) == []
    assert analyze(analyzer, KUBE, "inference", {"region": "UK1"}) == [("residency-location-outside", MANDATORY)]
    assert analyze(analyzer, POOL, "gpu", {"kubeId": UNKNOWN}) == []

    members = [
        analyzer_pb2.AnalyzerResource(type=token, urn=urn_of(token, name), name=name, properties=struct(outputs))
        for token, name, outputs in [
            (BUCKET, "letters", {"region": None, "id": UNKNOWN}),
            (BUCKET, "archive", {"region": None}),
            (BUCKET, "models", {"region": None}),
            (KUBE, "inference", {"region": "UK1"}),
            (POOL, "gpu", {"kubeId": UNKNOWN}),
        ]
    ]
    members[-1].propertyDependencies["kubeId"].urns.append(urn_of(KUBE, "inference"))
    said = analyzer.AnalyzeStack(analyzer_pb2.AnalyzeStackRequest(resources=members)).diagnostics
    assert [(item.policyName, item.urn, item.enforcementLevel) for item in said] == [
        ("residency-location-outside", urn_of(POOL, "gpu"), MANDATORY)
    ]
    assert "kubeId → Kube 'inference' → region UK1 → Erith (London) → GB" in said[0].message


def test_a_malformed_configuration_stops_the_run_whatever_its_level(analyzer):
    configure(analyzer, level=analyzer_pb2.ADVISORY, countries=["UK"])
    with pytest.raises(grpc.RpcError, match="did you mean GB"):
        analyze(analyzer, BUCKET, "models", {"region": "fr-par"})


def test_resources_are_judged_at_once_as_one_after_the_other(analyzer):
    """The engine sends what a program registers side by side; each must be judged whole, whatever the others add."""
    configure(analyzer, name="fr-l3", countries=["FR"], tier="L3")
    analyze(analyzer, "pulumi:pulumi:Stack", "p-dev", {})
    alone = analyze(analyzer, BUCKET, "first", {"region": "pl-waw", "name": "first"})
    with ThreadPoolExecutor(16) as side_by_side:
        inputs = [(f"b-{number}", {"region": "pl-waw", "name": f"b-{number}"}) for number in range(800)]
        found = list(side_by_side.map(lambda one: analyze(analyzer, BUCKET, *one), inputs))
    assert found == [alone] * len(inputs)
