"""Values in Pulumi's wire form, proxies of the policy SDK included."""

from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pulumi_policy.proxy import UnknownValueError, unknown_checking_proxy

from bailiwick.estate.values import MARKER, OUTPUT, REFERENCE, SECRET, UNKNOWN, UNKNOWN_STRINGS, readings

UNKNOWN_STRING = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"


def found(properties, path):
    return [(reading.at, reading.value) for reading in readings(properties, path)]


def secret(value):
    return {MARKER: SECRET, "value": value}


def output(**parts):
    return {MARKER: OUTPUT, **parts}


def test_nested_paths_pass_through_lists():
    properties = {"replication": {"rules": [{"destination": {"region": "BHS"}}, {"destination": {"region": "GRA"}}]}}
    assert found(properties, "replication.rules.destination.region") == [
        ("replication.rules[0].destination.region", "BHS"),
        ("replication.rules[1].destination.region", "GRA"),
    ]


@pytest.mark.parametrize("properties", [None, {}, {"region": None}, {"region": ""}, {"region": []}, {"regions": "x"}])
def test_absent_is_absent(properties):
    assert readings(properties, "region") == []


@pytest.mark.parametrize("unknown", sorted(UNKNOWN_STRINGS))
@pytest.mark.parametrize(
    "wrap", [lambda value: value, secret, lambda value: output(value=value), lambda value: [value]]
)
def test_every_kind_of_unknown_is_unknown(unknown, wrap):
    assert [reading.unknown for reading in readings({"region": wrap(unknown)}, "region")] == [True]


def test_an_unknown_inside_a_longer_text_makes_it_unknown():
    assert found({"region": f"{UNKNOWN_STRING}-1"}, "region") == [("region", UNKNOWN)]


def test_an_unknown_on_the_way_is_what_is_found():
    assert found({"nodes": UNKNOWN_STRING}, "nodes.region") == [("nodes", UNKNOWN)]


def test_outputs_tell_what_they_depend_on():
    (reading,) = readings({"kubeId": output(dependencies=["urn:a", "urn:b"], secret=True)}, "kubeId")
    assert reading.unknown
    assert reading.dependencies == ("urn:a", "urn:b")
    assert found({"region": output(value=secret("fr-par"))}, "region") == [("region", "fr-par")]


def test_a_secret_of_a_state_is_unknown():
    assert found({"region": {MARKER: SECRET, "ciphertext": "v1:abc"}}, "region") == [("region", UNKNOWN)]


def test_a_reference_stands_for_the_id_and_names_the_resource():
    (reading,) = readings({"kubeId": {MARKER: REFERENCE, "urn": "urn:c", "id": "1234"}}, "kubeId")
    assert (reading.value, reading.dependencies) == ("1234", ("urn:c",))
    (reading,) = readings({"kubeId": {MARKER: REFERENCE, "urn": "urn:c", "id": ""}}, "kubeId")
    assert (reading.unknown, reading.dependencies) == (True, ("urn:c",))


def test_the_sdk_proxies_are_opened_without_raising():
    properties = unknown_checking_proxy(
        {"nodes": [{"region": "GRA"}, {"region": UNKNOWN_STRING}], "zone": UNKNOWN_STRING}
    )
    with pytest.raises(UnknownValueError):
        properties["zone"]
    assert found(properties, "zone") == [("zone", UNKNOWN)]
    assert found(properties, "nodes.region") == [("nodes[0].region", "GRA"), ("nodes[1].region", UNKNOWN)]


def test_other_mappings_and_sequences_are_read_as_well():
    assert found(MappingProxyType({"nodes": ({"region": "GRA"},)}), "nodes.region") == [("nodes[0].region", "GRA")]


WIRE = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=5) | st.just(UNKNOWN_STRING),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["a", "b", "region"]), inner, max_size=3)
        | inner.map(secret)
        | inner.map(lambda value: output(value=value))
    ),
    max_leaves=12,
)


@given(
    st.dictionaries(st.sampled_from(["a", "b", "region"]), WIRE), st.sampled_from(["region", "a.region", "a.b.region"])
)
def test_reading_never_raises_and_never_loses_an_unknown_behind_a_proxy(properties, path):
    assert found(unknown_checking_proxy(properties), path) == found(properties, path)
