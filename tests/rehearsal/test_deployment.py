"""A deployment, driven by hand: what is registered, inherited, refused and stopped."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from bailiwick.rehearsal import wire
from bailiwick.rehearsal.deployment import GET_RESOURCE, DeploymentStoppedError, RequestRefusedError
from bailiwick.rehearsal.plan import Diagnostic, Note, Options, Severity
from bailiwick.rehearsal.providers import ProviderRequest
from deployments import COMPONENT, THING, Bench, described

OUTPUT = {wire.SIGNATURE: wire.OUTPUT}
BUILT_IN = ProviderRequest("test")


def message(bench):
    return [(item.severity, item.message) for item in bench.deployment.diagnostics]


# registering


def test_a_resource_is_planned_and_judged_once():
    bench = Bench()
    found = bench.thing("x", properties={"a": 1}, source="main.py:7")

    assert found.urn == f"urn:pulumi:dev::demo::{THING}::x"
    assert (found.operation, found.parent, found.source) == ("create", bench.root, "main.py:7")
    assert bench.deployment.resources[found.urn] is found
    assert bench.judge.judged == ["demo-dev", "default", "x"]


def test_the_same_urn_ends_the_deployment():
    bench = Bench()
    bench.thing("x")

    with pytest.raises(DeploymentStoppedError):
        bench.thing("x")

    assert bench.deployment.failed
    assert message(bench) == [
        (
            Severity.ERROR,
            f"Duplicate resource URN 'urn:pulumi:dev::demo::{THING}::x'; try giving it a unique name",
        )
    ]


def test_the_same_name_below_another_component_is_another_resource():
    bench = Bench()
    first, second = bench.group("a"), bench.add("test:index:Other", "b", custom=False)

    bench.thing("x", parent=first.urn)
    bench.thing("x", parent=second.urn)

    assert not bench.deployment.failed


def test_nothing_is_answered_after_the_end():
    bench = Bench()
    bench.deployment.stop("a policy threw", bench.root)

    with pytest.raises(DeploymentStoppedError):
        bench.thing("x")
    with pytest.raises(DeploymentStoppedError):
        bench.deployment.register_outputs(bench.root, {})
    with pytest.raises(DeploymentStoppedError):
        bench.look(THING, "x", "1")
    with pytest.raises(DeploymentStoppedError):
        bench.deployment.invoke("a:b:c", {}, BUILT_IN, ())
    bench.deployment.log(Severity.ERROR, "too late")
    bench.deployment.stop("a second reason")

    assert bench.deployment.diagnostics == [Diagnostic(Severity.ERROR, "a policy threw", bench.root)]


def test_outputs_are_kept_for_a_component_and_refused_for_a_stranger():
    bench = Bench()
    group = bench.group("g")

    bench.deployment.register_outputs(group.urn, {"a": {**OUTPUT, "value": 1, "secret": True}})

    assert group.outputs == {"a": wire.secret(1)}
    with pytest.raises(RequestRefusedError, match=r"^outputs for a resource that was never registered: urn:x$"):
        bench.deployment.register_outputs("urn:x", {})


def test_a_repaired_resource_is_judged_and_planned_with_its_new_inputs():
    bench = Bench()
    bench.judge.repairs["x"] = {"a": 2}

    found = bench.thing("x", properties={"a": 1})

    assert found.inputs == {"a": 2}
    assert found.outputs["a"] == 2


# inheriting


@pytest.mark.parametrize(
    ("said", "given", "expected"), [(False, False, True), (False, True, False), (True, True, True)]
)
def test_protection_is_inherited_unless_the_program_says_otherwise(said, given, expected):
    bench = Bench()
    group = bench.group("g", options=Options(protect=True), protect_given=True)

    found = bench.thing("x", parent=group.urn, options=Options(protect=said), protect_given=given)

    assert found.options.protect is expected


def test_retention_and_deletion_with_another_resource_are_inherited():
    bench = Bench()
    group = bench.group("g", options=Options(retain_on_delete=True, deleted_with="urn:w"))
    inner = bench.group("i", parent=group.urn)

    assert bench.thing("x", parent=inner.urn).options == Options(retain_on_delete=True, deleted_with="urn:w")
    own = bench.thing("y", parent=inner.urn, options=Options(deleted_with="urn:v"))
    assert own.options.deleted_with == "urn:v"


def test_output_values_become_inputs_and_dependencies():
    bench = Bench()
    inputs = {
        "known": {**OUTPUT, "value": 5, "dependencies": ["urn:b", "urn:a"]},
        "deep": [{"x": {**OUTPUT, "secret": True, "dependencies": ["urn:c"]}}],
        "plain": 1,
    }

    found = bench.thing(
        "x",
        properties=inputs,
        dependencies=("urn:z",),
        property_dependencies={"plain": ("urn:p",), "known": ("urn:b",)},
    )

    assert found.inputs == {"known": 5, "deep": [{"x": wire.secret(wire.UNKNOWN)}], "plain": 1}
    assert found.property_dependencies == {"known": ("urn:a", "urn:b"), "deep": ("urn:c",), "plain": ("urn:p",)}
    assert found.dependencies == ("urn:a", "urn:b", "urn:c", "urn:p", "urn:z")


# reading and asking


def test_what_is_only_read_is_in_the_plan_but_not_judged():
    bench = Bench(fixtures={"reads": [{"id": "7", "outputs": {"name": "found"}}]})
    found = bench.look(THING, "x", "7", properties={"hint": 1})

    assert (found.operation, found.identifier, found.outputs) == ("read", "7", {"name": "found"})
    assert "x" not in bench.judge.judged
    (call,) = bench.deployment.calls
    assert (call.kind, call.token, call.name, call.identifier, call.answered) == ("read", THING, "x", "7", True)


def test_a_reading_without_a_fixture_is_unknown_and_noted():
    bench = Bench(described(THING, outputs={"name": "string", "hint": "integer"}))
    found = bench.look(THING, "x", "7", properties={"hint": 1})

    assert found.outputs == {"hint": 1, "name": wire.UNKNOWN}
    assert [call.answered for call in bench.deployment.calls] == [False]


def test_a_data_source_is_answered_from_the_fixtures_with_secrets_in_the_clear():
    bench = Bench(fixtures={"invokes": [{"token": "t:i:get", "args": {"key": "k"}, "result": {"a": 1}}]})

    assert bench.deployment.invoke("t:i:get", {"key": wire.secret("k")}, BUILT_IN, ()) == {"a": 1}
    assert bench.deployment.invoke("t:i:get", {"key": "other"}, BUILT_IN, ()) is None
    assert [call.answered for call in bench.deployment.calls] == [True, False]


def test_a_data_source_is_not_asked_while_something_is_unknown():
    fixtures = {"invokes": [{"token": "t:i:get", "result": {"a": 1}}]}
    bench = Bench(fixtures=fixtures)
    waited_for = bench.thing("x").urn

    assert bench.deployment.invoke("t:i:get", {"key": [wire.UNKNOWN]}, BUILT_IN, ()) is None
    assert bench.deployment.invoke("t:i:get", {}, BUILT_IN, (waited_for,)) is None
    assert bench.deployment.invoke("t:i:get", {}, BUILT_IN, (bench.group("g").urn,)) == {"a": 1}

    resolved = Bench(fixtures=fixtures, dry_run=False)
    assert resolved.deployment.invoke("t:i:get", {}, BUILT_IN, (resolved.thing("x").urn,)) == {"a": 1}


def test_a_resource_passed_by_reference_is_found_again():
    bench = Bench(fixtures={"resources": [{"name": "x", "id": "7"}]})
    found = bench.thing("x", properties={"a": 1})

    answer = bench.deployment.invoke(GET_RESOURCE, {"urn": found.urn}, BUILT_IN, ())

    assert answer == {"urn": found.urn, "id": "7", "state": {"a": 1, "id": "7"}}
    with pytest.raises(RequestRefusedError, match=r"^unknown resource urn:x$"):
        bench.deployment.invoke(GET_RESOURCE, {"urn": "urn:x"}, BUILT_IN, ())


# what is not known


def test_limits_are_noted_once():
    bench = Bench()
    bench.thing("x")
    bench.thing("y")
    bench.add(COMPONENT, "r", custom=False, remote=True)

    assert list(bench.deployment.notes) == [
        Note("no provider check", "test: names, defaults and limits that its plugin adds or checks"),
        Note(
            "remote component",
            f"{COMPONENT} 'r' is built by a plugin; its children are not in this plan and no policy has seen them",
        ),
    ]


def test_inputs_are_compared_with_the_sdk():
    bench = Bench(described(THING, inputs={"a": "integer"}))
    bench.thing("x", properties={"a": "text"})

    (warning,) = bench.deployment.input_warnings
    assert (warning.path, warning.problem) == ("a", "expected int, got str")


# many at once


def test_many_threads_register_one_default_provider_and_every_resource():
    bench = Bench()
    start = threading.Barrier(16)

    def register(number):
        start.wait(10)
        return bench.thing(f"x{number}").provider

    with ThreadPoolExecutor(16) as pool:
        references = set(pool.map(register, range(16)))

    assert len(references) == 1
    assert [urn for urn in bench.deployment.resources if "pulumi:providers:" in urn] == [
        "urn:pulumi:dev::demo::pulumi:providers:test::default"
    ]
    assert len(bench.deployment.resources) == 16 + 2
    assert bench.judge.judged.count("default") == 1


def test_of_many_threads_with_one_urn_exactly_one_succeeds():
    bench = Bench()
    bench.thing("provider comes first")
    start = threading.Barrier(8)

    def register(_number):
        start.wait(10)
        try:
            bench.thing("x")
        except DeploymentStoppedError:
            return 0
        return 1

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(register, range(8))) == 1
    assert len(bench.deployment.diagnostics) == 1
