"""Data sources that only compute are answered."""

import pytest

from bailiwick.rehearsal import wire
from bailiwick.rehearsal.deployment import RequestRefusedError
from bailiwick.rehearsal.invokes import YAML_DECODE, computed


def decoded(text, **arguments):
    return computed(YAML_DECODE, {"text": text, **arguments})


def test_any_other_data_source_has_no_answer():
    assert computed("scaleway:network/getVpc:getVpc", {"text": "a: 1"}) is None


def test_each_document_is_an_object_and_a_list_is_taken_apart():
    text = "kind: A\n---\n---\nkind: BList\nitems:\n- kind: B\n- kind: C\n"

    assert decoded(text) == {"result": [{"kind": "A"}, {"kind": "B"}, {"kind": "C"}]}


def test_objects_without_a_namespace_get_the_default_one():
    text = "kind: A\nmetadata: {name: a}\n---\nkind: B\nmetadata: {namespace: own}\n---\nkind: C\n"

    assert decoded(text, defaultNamespace="ns") == {
        "result": [
            {"kind": "A", "metadata": {"name": "a", "namespace": "ns"}},
            {"kind": "B", "metadata": {"namespace": "own"}},
            {"kind": "C"},
        ]
    }


def test_a_text_that_is_not_known_yet_has_no_answer():
    assert decoded(wire.UNKNOWN) is None
    assert decoded(wire.secret(wire.UNKNOWN)) is None


def test_what_comes_of_a_secret_text_is_secret():
    assert decoded(wire.secret("kind: A")) == {"result": wire.secret([{"kind": "A"}])}


@pytest.mark.parametrize("text", ["a: [", "just text", "kind: 5", "- a", "a: 1", "kind: AList\nitems: [5]"])
def test_a_text_that_holds_no_kubernetes_objects_is_refused(text):
    with pytest.raises(RequestRefusedError, match=r"^the YAML given to kubernetes:yaml:decode "):
        decoded(text)


def test_a_date_in_a_text_stays_as_it_is_written():
    assert decoded("kind: A\nspec: {since: 2026-01-31}") == {"result": [{"kind": "A", "spec": {"since": "2026-01-31"}}]}
