"""The gRPC services: what a program hears when its request cannot be answered."""

import grpc
import pytest
from google.protobuf import empty_pb2
from pulumi.runtime.proto import engine_pb2, engine_pb2_grpc, resource_pb2, resource_pb2_grpc

from bailiwick.rehearsal import wire
from bailiwick.rehearsal.monitor import EngineService, Monitor, feature_numbers, serve
from bailiwick.rehearsal.plan import Note, Severity
from bailiwick.rehearsal.transforms import Transforms
from deployments import THING, Bench, described


class Connection:
    def __init__(self, channel, bench):
        self.monitor = resource_pb2_grpc.ResourceMonitorStub(channel)
        self.engine = engine_pb2_grpc.EngineStub(channel)
        self.bench = bench

    def register(self, name, **properties):
        return self.monitor.RegisterResource(
            resource_pb2.RegisterResourceRequest(
                type=THING, name=name, custom=True, parent=self.bench.root, object=wire.to_struct(properties)
            )
        )


@pytest.fixture
def connection():
    bench = Bench(described(THING, outputs={"endpoint": "string"}))
    server, address = serve(
        Monitor(bench.deployment, Transforms(), {}, lambda _count: None), EngineService(bench.deployment)
    )
    with grpc.insecure_channel(address) as channel:
        yield Connection(channel, bench)
    server.stop(grace=None).wait()


def refusal(ask, *arguments, **named):
    with pytest.raises(grpc.RpcError) as caught:
        ask(*arguments, **named)
    return caught.value.code(), caught.value.details()


def test_a_registration_is_answered_with_what_is_known(connection):
    answer = connection.register("x", a=1)

    assert answer.urn.endswith("Thing::x")
    assert answer.id == ""
    assert wire.from_struct(answer.object) == {"a": 1, "endpoint": wire.UNKNOWN}


def test_a_duplicate_ends_the_deployment_for_the_program(connection):
    connection.register("x")

    assert refusal(connection.register, "x") == (grpc.StatusCode.UNAVAILABLE, "the deployment has ended")


def test_a_method_of_a_plugin_is_refused_with_the_reason(connection):
    assert refusal(connection.monitor.Call, resource_pb2.ResourceCallRequest(tok="t:i:Thing/go")) == (
        grpc.StatusCode.INVALID_ARGUMENT,
        "the method t:i:Thing/go runs inside a provider plugin; a rehearsal has none",
    )


def test_a_bug_of_ours_ends_the_deployment_without_a_traceback(connection, monkeypatch, caplog, capfd):
    def fail(_request):
        raise ZeroDivisionError("ours")

    monkeypatch.setattr(connection.bench.deployment, "register", fail)

    code, _ = refusal(connection.register, "x")

    assert code is grpc.StatusCode.UNAVAILABLE
    assert connection.bench.deployment.stopped.is_set()
    assert isinstance(connection.bench.deployment.bug, ZeroDivisionError)
    assert caplog.records == []
    assert "Traceback" not in capfd.readouterr().err


def test_the_program_learns_which_stack_it_is_in(connection):
    found = connection.monitor.GetDeploymentInfo(empty_pb2.Empty())

    assert (found.project, found.stack, found.organization, found.dryRun) == ("demo", "dev", "organization", True)
    assert list(found.supportedFeatures) == feature_numbers()


def test_every_feature_is_one_that_the_sdk_knows():
    from bailiwick.rehearsal.monitor import FEATURES

    assert len(feature_numbers()) == len(FEATURES)


def test_an_older_sdk_asks_for_features_by_name(connection):
    def supports(name):
        return connection.monitor.SupportsFeature(resource_pb2.SupportsFeatureRequest(id=name)).hasSupport

    assert supports("outputValues")
    assert not supports("somethingElse")


def test_a_message_is_kept_unless_it_is_for_debugging_or_passing(connection):
    for severity, text, ephemeral in (
        (engine_pb2.DEBUG, "debug", False),
        (engine_pb2.INFO, "info", False),
        (engine_pb2.WARNING, "passing", True),
        (engine_pb2.ERROR, "error", False),
    ):
        connection.engine.Log(engine_pb2.LogRequest(severity=severity, message=text, ephemeral=ephemeral))

    assert [(item.severity, item.message) for item in connection.bench.deployment.diagnostics] == [
        (Severity.INFO, "info"),
        (Severity.ERROR, "error"),
    ]


def test_what_is_accepted_without_effect_is_noted(connection):
    connection.engine.RequirePulumiVersion(engine_pb2.RequirePulumiVersionRequest(pulumi_version_range=">=3"))
    connection.monitor.RegisterResource(
        resource_pb2.RegisterResourceRequest(
            type=THING,
            name="x",
            custom=True,
            parent=connection.bench.root,
            hooks=resource_pb2.RegisterResourceRequest.ResourceHooksBinding(before_create=["hook"]),
        )
    )

    notes = connection.bench.deployment.notes
    assert Note("version", "the program demands Pulumi >=3; not checked") in notes
    assert Note("hooks", "resource hooks are accepted but never run") in notes


def test_a_data_source_without_a_fixture_is_unknown(connection):
    answer = connection.monitor.Invoke(resource_pb2.ResourceInvokeRequest(tok="t:i:get", args=wire.to_struct({"a": 1})))

    assert answer.unknown


def test_a_malformed_yaml_text_is_refused(connection):
    code, details = refusal(
        connection.monitor.Invoke,
        resource_pb2.ResourceInvokeRequest(tok="kubernetes:yaml:decode", args=wire.to_struct({"text": "a: ["})),
    )

    assert code is grpc.StatusCode.INVALID_ARGUMENT
    assert details.startswith("the YAML given to kubernetes:yaml:decode is malformed: ")
