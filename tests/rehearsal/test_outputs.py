"""What a resource will look like: no more is known than can be known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.rehearsal import wire
from bailiwick.rehearsal.outputs import STACK_REFERENCE
from bailiwick.rehearsal.plan import Options
from deployments import THING, Bench, described
from values import KEYS, VALUES

BUCKET = "scaleway:object/bucket:Bucket"
NODES = {"Node": {"fields": {"name": "string", "address": "string"}}}


def outputs(*descriptions, type_=THING, fixtures=None, dry_run=True, options=None, **inputs):
    bench = Bench(*descriptions, fixtures=fixtures, dry_run=dry_run)
    return bench.add(type_, "x", properties=inputs, options=options or Options()).outputs


def test_in_a_preview_inputs_come_back_and_the_rest_is_unknown():
    found = outputs(described(THING, outputs={"a": "string", "b": "string", "id": "string", "urn": "string"}), a="1")

    assert found == {"a": "1", "b": wire.UNKNOWN, "id": wire.UNKNOWN}


@given(st.dictionaries(KEYS, VALUES, max_size=3))
def test_without_a_description_inputs_come_back_as_they_are(inputs):
    settled, _ = wire.without_outputs({key: value for key, value in inputs.items() if not key.startswith("__")})

    assert outputs(**{key: value for key, value in inputs.items() if key != "type_"}) == {**settled, "id": wire.UNKNOWN}


def test_objects_come_back_with_the_members_that_the_plugin_adds():
    description = described(
        THING, outputs={"nodes": ["list", ["class", "Node"]], "node": ["class", "Node"]}, classes=NODES
    )

    found = outputs(description, nodes=[{"name": "a"}], node=wire.secret({"name": "b"}))

    assert found["nodes"] == [{"name": "a", "address": wire.UNKNOWN}]
    assert found["node"] == wire.secret({"name": "b", "address": wire.UNKNOWN})


def test_a_package_with_a_quirk_knows_less():
    found = outputs(described(BUCKET, outputs={"region": "string"}), type_=BUCKET, region="fr-par", zone=wire.UNKNOWN)

    assert found == {"region": None, "zone": wire.UNKNOWN, "id": wire.UNKNOWN}


def test_a_kubernetes_secret_moves_its_text_and_adds_nothing_to_objects():
    type_ = "kubernetes:core/v1:Secret"
    description = described(type_, outputs={"metadata": ["class", "Node"], "stringData": "any"}, classes=NODES)

    found = outputs(description, type_=type_, metadata={"name": "n"}, stringData={"a": "b"})

    assert found == {"metadata": {"name": "n"}, "stringData": wire.UNKNOWN, "id": wire.UNKNOWN}


def test_when_resolved_every_output_has_a_value_and_fixtures_have_the_last_word():
    description = described(
        THING, outputs={"a": "string", "count": "integer", "nodes": ["list", ["class", "Node"]]}, classes=NODES
    )

    found = outputs(description, dry_run=False, fixtures={"resources": [{"name": "x", "outputs": {"count": 7}}]}, a="1")

    assert found == {
        "a": "1",
        "count": 7,
        "nodes": [{"name": "x-nodes-0-name", "address": "x-nodes-0-address"}],
        "id": "x-id",
    }


def test_a_fixture_decides_the_id():
    bench = Bench(fixtures={"resources": [{"type": THING, "id": "fr-par/7"}]})
    found = bench.thing("x")

    assert (found.identifier, found.outputs) == ("fr-par/7", {"id": "fr-par/7"})
    assert bench.thing("imported", import_id="old").identifier == "old"


def test_additional_secret_outputs_are_secret():
    found = outputs(
        described(THING, outputs={"key": "string"}), options=Options(additional_secret_outputs=("key", "b")), b=1
    )

    assert found == {"key": wire.secret(wire.UNKNOWN), "b": wire.secret(1), "id": wire.UNKNOWN}


def test_the_engines_own_keys_are_no_outputs():
    assert outputs(__defaults=[], a=1) == {"a": 1, "id": wire.UNKNOWN}


def test_a_stash_puts_out_what_it_is_given():
    assert outputs(type_="pulumi:index:Stash", input=[1]) == {"input": [1], "output": [1]}


@pytest.mark.parametrize("name", ["organization/net/prod", "net/prod"])
def test_a_stack_reference_reads_the_fixture(name):
    bench = Bench(
        fixtures={"stacks": {"organization/net/prod": {"outputs": {"a": 1, "b": 2}, "secretOutputNames": ["b"]}}}
    )
    found = bench.look(STACK_REFERENCE, "ref", name, properties={"name": name})

    assert found.outputs == {"name": name, "outputs": {"a": 1, "b": wire.secret(2)}, "secretOutputNames": ["b"]}


def test_a_stack_reference_without_a_fixture_is_unknown():
    bench = Bench()
    found = bench.look(STACK_REFERENCE, "ref", "net/prod", properties={"name": "net/prod"})

    assert found.outputs == {"name": "net/prod", "outputs": wire.UNKNOWN, "secretOutputNames": wire.UNKNOWN}
    assert [call.answered for call in bench.deployment.calls] == [False]
