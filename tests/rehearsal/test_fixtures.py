"""Fixtures are found by what they are for, and a wrong file is told about line by line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.errors import ConfigurationError
from bailiwick.rehearsal import wire
from bailiwick.rehearsal.fixtures import Fixtures, read_fixtures
from values import KEYS, PLAIN

ARGUMENTS = st.dictionaries(KEYS, PLAIN, max_size=4)
COMPLETE = """\
stacks:
  organization/network/prod:
    outputs: {vpc: fr-par/1}
    secretOutputNames: [vpc]
invokes:
  - token: a:b:getThing
    args: {name: x}
    result: {id: 5}
reads:
  - id: fr-par/2
    outputs: {name: found}
resources:
  - type: a:b:Thing
    id: fr-par/3
    outputs: {size: 1}
"""


@pytest.fixture
def problems(tmp_path):
    """What is wrong with a fixtures file."""

    def read(text):
        path = tmp_path / "fixtures.yaml"
        path.write_text(text)
        with pytest.raises(ConfigurationError) as caught:
            read_fixtures(path)
        return str(caught.value).replace(str(path), "fixtures.yaml").splitlines()

    return read


def test_a_complete_file_is_read(tmp_path):
    path = tmp_path / "fixtures.yaml"
    path.write_text(COMPLETE)

    found = read_fixtures(path)

    assert found.stack("network/prod").secret_output_names == ("vpc",)
    assert found.invoke("a:b:getThing", {"name": "x", "more": 1}) == {"id": 5}
    assert found.read("fr-par/2", "any:type:AtAll") == {"name": "found"}
    assert found.identifier("urn", "a:b:Thing", "n") == "fr-par/3"
    assert found.outputs("urn", "a:b:Thing", "n") == {"size": 1}


@pytest.mark.parametrize("text", ["", "# nothing\n", "{}\n", "invokes: []\n"])
def test_an_empty_file_holds_no_fixtures(tmp_path, text):
    path = tmp_path / "fixtures.yaml"
    path.write_text(text)

    assert read_fixtures(path) == Fixtures()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("invoke: []\n", "fixtures.yaml:1: unknown key: got invoke (did you mean invokes?)"),
        ("\n\nzzz: 1\n", "fixtures.yaml:3: unknown key: got zzz"),
        ("invokes:\n  - token: t\n", "fixtures.yaml:2: invokes.0.result: Field required"),
        (
            "invokes:\n  - result: {}\n    token: 5\n",
            "fixtures.yaml:3: invokes.0.token: Input should be a valid string",
        ),
        (
            "invokes:\n  - token: t\n    arg: {}\n    result: {}\n",
            "fixtures.yaml:3: unknown key: got arg (did you mean args?)",
        ),
        (
            "stacks:\n  org/net/prod:\n    outputs: []\n",
            "fixtures.yaml:3: stacks.org/net/prod.outputs: Input should be a valid dictionary",
        ),
        (
            "stacks:\n  a/b/c:\n    secretoutputnames: [x]\n",
            "fixtures.yaml:3: unknown key: got secretoutputnames (did you mean secretOutputNames?)",
        ),
        (
            "resources:\n  - id: x\n",
            "fixtures.yaml:2: resources.0: names neither type, name nor urn",
        ),
        ("reads:\n  - id: 7\n    outputs: {}\n", "fixtures.yaml:2: reads.0.id: Input should be a valid string"),
        ("- a\n", "fixtures.yaml:1: is not a mapping: expected any of invokes, reads, resources, stacks"),
        ("just text\n", "fixtures.yaml:1: is not a mapping: expected any of invokes, reads, resources, stacks"),
        ("0\n", "fixtures.yaml:1: is not a mapping: expected any of invokes, reads, resources, stacks"),
        ("a: [\n", "fixtures.yaml:2:1: is not valid YAML (expected the node content, but found '<stream end>')"),
        (
            "reads:\n  - id: x\n    outputs:\n      since: 2026-01-31\n",
            "fixtures.yaml:4: reads.0.outputs.since: a property value cannot be a date: expected it in quotes",
        ),
        (
            "reads:\n  - id: x\n    outputs:\n      ports: {80: open}\n",
            "fixtures.yaml:4: reads.0.outputs.ports: the key 80 is not text: expected it in quotes",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_line(problems, text, problem):
    assert problems(text) == [problem]


def test_everything_that_is_wrong_is_told_at_once(problems):
    assert problems("invokes:\n  - token: t\nreads:\n  - outputs: {}\nstack: {}\n") == [
        "fixtures.yaml:2: invokes.0.result: Field required",
        "fixtures.yaml:4: reads.0.id: Field required",
        "fixtures.yaml:5: unknown key: got stack (did you mean stacks?)",
    ]


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ConfigurationError) as caught:
        read_fixtures(tmp_path / "fixtures.yaml")

    assert str(caught.value) == f"{tmp_path}/fixtures.yaml: cannot be read (No such file or directory)"


@given(ARGUMENTS, ARGUMENTS)
def test_a_data_source_is_answered_when_the_arguments_that_matter_agree(wanted, given_arguments):
    fixtures = Fixtures.model_validate({"invokes": [{"token": "t", "args": wanted, "result": {"a": 1}}]})
    agrees = all(key in given_arguments and given_arguments[key] == value for key, value in wanted.items())

    assert (fixtures.invoke("t", given_arguments) is not None) == agrees
    assert fixtures.invoke("t", {**given_arguments, **wanted}) == {"a": 1}
    assert fixtures.invoke("other", wanted) is None


def test_the_first_answer_that_fits_is_used():
    fixtures = Fixtures.model_validate(
        {"invokes": [{"token": "t", "args": {"a": 1}, "result": {"n": 1}}, {"token": "t", "result": {"n": 2}}]}
    )

    assert fixtures.invoke("t", {"a": 1}) == {"n": 1}
    assert fixtures.invoke("t", {"a": 2}) == {"n": 2}


def test_the_default_organisation_may_be_left_out():
    fixtures = Fixtures.model_validate({"stacks": {"organization/net/prod": {"outputs": {"a": 1}}}})

    assert fixtures.stack("net/prod").outputs == {"a": 1}
    assert fixtures.stack("organization/net/prod").outputs == {"a": 1}
    assert fixtures.stack("acme/net/prod") is None


def test_an_existing_resource_is_found_by_its_id_and_where_given_its_type():
    fixtures = Fixtures.model_validate({"reads": [{"id": "1", "type": "a:b:C", "outputs": {}}]})

    assert fixtures.read("1", "a:b:C") == {}
    assert fixtures.read("1", "a:b:D") is None
    assert fixtures.read("2", "a:b:C") is None


def test_several_fixtures_for_one_resource_add_up_and_the_first_wins():
    fixtures = Fixtures.model_validate(
        {
            "resources": [
                {"name": "x", "outputs": {"a": 1}},
                {"type": "t", "id": "id", "outputs": {"a": 2, "b": 2}},
                {"urn": "other", "outputs": {"c": 3}},
            ]
        }
    )

    assert fixtures.outputs("urn", "t", "x") == {"a": 1, "b": 2}
    assert fixtures.identifier("urn", "t", "x") == "id"
    assert fixtures.identifier("urn", "u", "x") == ""


@given(st.dictionaries(KEYS, PLAIN, max_size=3))
def test_whatever_a_fixture_holds_can_travel(outputs):
    found = Fixtures.model_validate({"reads": [{"id": "1", "outputs": outputs}]}).read("1", "t")

    assert wire.from_struct(wire.to_struct(found)) == outputs
