"""Property values survive the journey, and secrets do not surface."""

import copy
import json
import math

import pytest
from google.protobuf import struct_pb2
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.rehearsal import wire
from values import GUARDED, HUSH, KEYS, PLAIN, PROPERTIES, VALUES

UNKNOWN_OUTPUT = {wire.SIGNATURE: wire.OUTPUT}


def specials(value):
    """Every special object in a value, with its signature."""
    if isinstance(value, dict):
        if isinstance(value.get(wire.SIGNATURE), str):
            yield value[wire.SIGNATURE], value
        for item in value.values():
            yield from specials(item)
    elif isinstance(value, list):
        for item in value:
            yield from specials(item)


def signatures(value):
    return {kind for kind, _ in specials(value)}


@given(PROPERTIES)
def test_properties_survive_the_journey(properties):
    message = struct_pb2.Struct.FromString(wire.to_struct(properties).SerializeToString())

    assert wire.from_struct(message) == properties


@given(st.dictionaries(st.text(max_size=3), PLAIN, max_size=4))
def test_a_struct_says_the_same_as_json(properties):
    # protobuf's own reading of JSON is the reference; it knows no infinity
    finite = json.loads(json.dumps(properties), parse_constant=lambda _name: 0)
    expected = struct_pb2.Struct()
    expected.update(finite)

    assert wire.to_struct(finite) == expected


@pytest.mark.parametrize(("number", "type_"), [(3.0, int), (-0.0, int), (3.5, float), (math.inf, float)])
def test_a_whole_number_comes_back_as_an_integer(number, type_):
    (found,) = wire.from_struct(wire.to_struct({"n": number})).values()

    assert found == number
    assert type(found) is type_


def test_empty_objects_and_lists_stay_what_they_are():
    properties = {"object": {}, "list": [], "none": None, "text": ""}

    assert wire.from_struct(wire.to_struct(properties)) == properties


def test_a_tuple_travels_as_a_list():
    assert wire.from_struct(wire.to_struct({"pair": (1, "b")})) == {"pair": [1, "b"]}


def test_what_is_no_property_value_is_named():
    with pytest.raises(TypeError, match=r"^a property value cannot be a set$"):
        wire.to_struct({"a": {1, 2}})


@given(VALUES)
def test_rewriting_with_nothing_to_change_changes_nothing(value):
    before = copy.deepcopy(value)

    assert wire.rewritten(value, lambda _kind, found: found) == before
    assert value == before


def test_rewriting_works_from_the_inside_out():
    seen = []
    value = wire.secret({"list": [wire.secret("inner")]})

    wire.rewritten(value, lambda _kind, found: seen.append(found["value"]) or "done")

    assert seen == ["inner", {"list": ["done"]}]


@given(VALUES)
def test_no_output_value_is_left_and_its_dependencies_are_kept(value):
    resolved, dependencies = wire.without_outputs(value)

    assert wire.OUTPUT not in signatures(resolved)
    assert signatures(resolved) - {wire.SECRET} == signatures(value) - {wire.OUTPUT, wire.SECRET}
    assert wire.without_outputs(resolved) == (resolved, set())
    assert dependencies == {
        urn for kind, found in specials(value) if kind == wire.OUTPUT for urn in found.get("dependencies", ())
    }


@given(VALUES)
def test_resolving_output_values_keeps_secrets_secret_and_unknowns_unknown(value):
    resolved, _ = wire.without_outputs(value)
    outputs = [found for kind, found in specials(value) if kind == wire.OUTPUT]

    assert wire.is_secret(resolved) == (wire.is_secret(value) or any(found.get("secret") for found in outputs))
    assert wire.has_unknown(resolved) == (wire.has_unknown(value) or any("value" not in found for found in outputs))


@pytest.mark.parametrize(
    ("value", "resolved"),
    [
        (UNKNOWN_OUTPUT, wire.UNKNOWN),
        ({**UNKNOWN_OUTPUT, "value": None}, None),
        ({**UNKNOWN_OUTPUT, "value": 5, "secret": False}, 5),
        ({**UNKNOWN_OUTPUT, "value": 5, "secret": True}, wire.secret(5)),
        ({**UNKNOWN_OUTPUT, "secret": True}, wire.secret(wire.UNKNOWN)),
        ([{"a": {**UNKNOWN_OUTPUT, "value": {"b": UNKNOWN_OUTPUT}}}], [{"a": {"b": wire.UNKNOWN}}]),
    ],
)
def test_an_output_value_becomes_what_it_holds(value, resolved):
    assert wire.without_outputs(value)[0] == resolved


@given(VALUES)
def test_nothing_is_secret_in_the_clear(value):
    assert not wire.is_secret(wire.without_secrets(value))


@given(GUARDED)
def test_what_was_secret_stays_secret_when_it_is_copied_in_the_clear(value):
    settled, _ = wire.without_outputs(value)
    copied = wire.without_secrets(settled)

    assert HUSH not in json.dumps(wire.redacted(wire.still_secret(settled, copied)))
    assert wire.without_secrets(wire.still_secret(settled, copied)) == copied


@given(VALUES)
def test_what_is_new_is_as_secret_as_it_says(value):
    assert wire.still_secret(None, value) == value
    assert wire.still_secret({"a": wire.secret("x")}, {"b": value}) == {"b": value}


def test_a_secret_is_not_wrapped_twice():
    assert wire.secret(wire.secret("x")) == wire.secret("x")


@pytest.mark.parametrize(
    ("value", "unknown"),
    [
        (wire.UNKNOWN, True),
        ([1, {"deep": [wire.UNKNOWN]}], True),
        (wire.secret({"deep": wire.UNKNOWN}), True),
        (f"prefix {wire.UNKNOWN}", False),
        ({wire.UNKNOWN: 1}, False),
        ([None, 1, "x", {}], False),
    ],
)
def test_an_unknown_value_is_found_wherever_it_is(value, unknown):
    assert wire.has_unknown(value) is unknown


@given(st.dictionaries(KEYS | KEYS.map(lambda key: f"__{key}"), VALUES, max_size=4))
def test_policies_see_neither_references_nor_the_engines_own_keys(properties):
    seen = wire.for_analysis(properties)

    assert seen.keys() == {key for key in properties if not key.startswith("__")}
    assert wire.RESOURCE not in signatures(seen)


@pytest.mark.parametrize(
    ("reference", "seen"),
    [
        ({"urn": "urn:a"}, "urn:a"),
        ({"urn": "urn:a", "id": "7"}, "7"),
        ({"urn": "urn:a", "id": ""}, wire.UNKNOWN),
        ({"urn": "urn:a", "id": None}, wire.UNKNOWN),
        ({"urn": "urn:a", "id": wire.UNKNOWN}, wire.UNKNOWN),
    ],
)
def test_a_reference_is_seen_as_its_id_or_its_urn(reference, seen):
    value = {"a": [{wire.SIGNATURE: wire.RESOURCE, **reference}]}

    assert wire.for_analysis(value) == {"a": [seen]}


def test_keys_of_the_engine_stay_inside_objects():
    assert wire.for_analysis({"__a": 1, "b": {"__defaults": []}}) == {"b": {"__defaults": []}}


@given(GUARDED)
def test_no_secret_survives_redaction(value):
    shown = json.dumps(wire.redacted(value))

    assert HUSH not in shown
    assert wire.SIGNATURE not in shown
    assert wire.UNKNOWN not in shown


@given(PLAIN)
def test_redaction_leaves_open_values_alone(value):
    assert wire.redacted(value) == value


def test_redaction_says_what_it_hides():
    value = {
        "secret": wire.secret({"a": 1}),
        "unknown": wire.UNKNOWN,
        "inside": f"postgres://{wire.UNKNOWN}/x",
        "reference": {wire.SIGNATURE: wire.RESOURCE, "urn": "urn:a", "id": "7"},
        "output": {**UNKNOWN_OUTPUT, "value": [1]},
        "unknown output": UNKNOWN_OUTPUT,
        "asset": {wire.SIGNATURE: "c44067f5952c0a294b673a41bacd8c17", "text": "hello"},
    }

    assert wire.redacted(value) == {
        "secret": "[secret]",
        "unknown": "[unknown]",
        "inside": "postgres://[unknown]/x",
        "reference": "urn:a",
        "output": [1],
        "unknown output": "[unknown]",
        "asset": {"text": "hello"},
    }
