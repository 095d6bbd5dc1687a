"""State exports: what is judged of them, and that no half of one is."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.errors import ConfigurationError
from bailiwick.estate import Cause, Standing, json_file, read_state
from states import BUCKET, KUBE, POOL, SECRET, UNKNOWN, leaky, preview, row, state, urn_of, written


def problems(path, document):
    with pytest.raises(ConfigurationError) as caught:
        read_state(written(path, document))
    assert caught.value.exit_code == 2
    return str(caught.value).replace(f"{path.parent}/", "")


@pytest.fixture
def file(tmp_path):
    return tmp_path / "state.json"


def test_everything_is_read_that_exists(file):
    snapshot = read_state(written(file, state(leaky())))
    assert (snapshot.project, snapshot.stack) == ("demo", "dev")
    assert [item.name for item in snapshot.estate] == [
        "demo-dev", "default", "default", "models", "letters", "inference", "gpu", "archive",
    ]  # fmt: skip
    assert [(item.urn, item.why.partition(",")[0]) for item in snapshot.left_out] == [
        (urn_of(BUCKET, "old"), "is marked for deletion")
    ]
    assert snapshot.sources == {urn_of(BUCKET, "letters"): "__main__.py:14"}


def test_places_come_from_inputs_the_graph_and_ids(file):
    estate = read_state(written(file, state(leaky()))).estate
    assert estate.location(urn_of(POOL, "gpu")).countries == {"GB"}
    assert estate.location(urn_of(BUCKET, "letters")).countries == {"PL"}
    assert estate.with_id("0815").urn == urn_of(KUBE, "inference")


def test_a_secret_region_is_as_good_as_unknown(file):
    location = read_state(written(file, state(leaky()))).estate.location(urn_of(BUCKET, "archive"))
    assert [gap.cause for gap in location.gaps] == [Cause.UNKNOWN_VALUE]


@pytest.mark.parametrize(("value", "countries"), [({**SECRET, "plaintext": '"pl-waw"'}, {"PL"}), ("[secret]", set())])
def test_a_secret_that_is_shown_is_read(file, value, countries):
    found = read_state(written(file, state([row(BUCKET, "b", {"region": value})]))).estate.location(urn_of(BUCKET, "b"))
    assert found.countries == countries
    assert (found.standing is Standing.UNRESOLVED) == (not countries)


def test_each_resource_is_found_in_the_file(file):
    snapshot = read_state(written(file, state(leaky())))
    lines = file.read_text().splitlines()
    for resource in snapshot.estate:
        line = int(snapshot.where(resource.urn).rpartition(":")[2])
        assert lines[line - 1].strip() == "{"
        assert json.loads(lines[line].strip().removeprefix('"urn": ').removesuffix(",")) == resource.urn


def test_what_an_interrupted_update_was_making_is_judged(file):
    pending = [{"type": "creating", "resource": row(BUCKET, "half", {"region": "pl-waw"})}]
    snapshot = read_state(written(file, state(leaky(), pending_operations=pending)))
    assert snapshot.estate.location(urn_of(BUCKET, "half")).countries == {"PL"}
    assert "1 operations of an interrupted update are pending" in snapshot.remarks[0]


@pytest.mark.parametrize(
    ("document", "told"),
    [
        ([], "state.json: is no state export: it holds no deployment"),
        ({"version": 3}, "is no state export"),
        (preview([]), "is a preview\n  next: check it with --preview"),
        ({"version": 3, "checkpoint": {}}, "is a checkpoint of a backend"),
        (state([], version=2), "state.json:2: is of a version that Bailiwick does not know: got 2; expected 3 or 4"),
        (state([], version=99), "got 99"),
        (state([], version=True), "got True"),
        (state(leaky(), version=4) | {"features": ["snippets-prototype"]}, "does not know, so it may hold more"),
        (state([]), "holds no resource that will exist"),
        (state([row(BUCKET, "old", delete=True)]), "holds no resource that will exist"),
        (state([7]), "state.json:10: is not a resource: expected an object"),
        (state([{"type": BUCKET}]), "state.json:10: urn is malformed: got None; expected text"),
        (state([row(BUCKET, "b") | {"inputs": []}]), "inputs is malformed: got a list; expected an object"),
        (state([row(BUCKET, "b") | {"delete": "no"}]), "delete is malformed: got 'no'; expected true or false"),
        (state([row(BUCKET, "b") | {"urn": "urn:b"}]), "urn is malformed: got 'urn:b'"),
        (state([row(BUCKET, "b") | {"type": KUBE}]), f"type contradicts the URN: got '{KUBE}'; expected {BUCKET}"),
        (state([row(BUCKET, "b") | {"provider": "x"}]), "provider is malformed: got 'x'; expected URN::ID"),
        (state([row(BUCKET, "b") | {"dependencies": [1]}]), "dependencies is malformed"),
        (state([row(BUCKET, "b") | {"propertyDependencies": {"a": "b"}}]), "propertyDependencies is malformed"),
        (state([row(BUCKET, "b"), row(BUCKET, "b")]), "the same URN stands twice"),
        (state(leaky()) | {"deployment": {"resources": {}}}, "resources is malformed: got an object; expected a list"),
        (state(leaky(), pending_operations=[{}]), "is not a resource"),
        (state(leaky(), pending_operations={}), "pending_operations is malformed"),
    ],
)  # fmt: skip
def test_what_is_no_state_is_refused(file, document, told):
    assert told in problems(file, document)


def test_all_problems_are_told_at_once_up_to_twenty(file):
    told = problems(file, state([{"type": BUCKET} for _ in range(50)])).splitlines()
    assert len(told) == 21
    assert told[-1] == "30 more problems of this kind"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is cut off: it ends at byte 0"),
        (b'{"version": 3,\n "deployment": {"resou', "state.json:2: is cut off: it ends at byte 37"),
        (b'{"version": 3,,}', "state.json:1:15: is not valid JSON"),
        (b'{"a": 1, "a": 2}', "key 'a' stands twice"),
        (b'{"a": NaN}', "NaN is not a JSON number"),
        (b"\xff\xfe", "is not UTF-8 (byte 0)"),
        (b"[" * 100_000, "is nested too deeply"),
    ],
)
def test_what_is_no_json_is_refused(file, content, told):
    file.write_bytes(content)
    with pytest.raises(ConfigurationError) as caught:
        read_state(file)
    assert told in str(caught.value)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(ConfigurationError, match="cannot be read"):
        read_state(tmp_path / "nowhere.json")
    with pytest.raises(ConfigurationError, match="cannot be read"):
        read_state(tmp_path)


def test_an_enormous_file_is_refused_before_it_is_read(file, monkeypatch):
    monkeypatch.setattr(json_file, "LARGEST", 1000)
    assert "is too large to be read whole" in problems(file, state(leaky()))


WHOLE = json.dumps(state(leaky()), indent=1).encode()


@given(st.integers(0, len(WHOLE) - 1))
def test_no_beginning_of_a_state_is_read(tmp_path_factory, length):
    file = tmp_path_factory.getbasetemp() / "cut.json"
    file.write_bytes(WHOLE[:length])
    with pytest.raises(ConfigurationError):
        read_state(file)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.just(UNKNOWN),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
)


@given(JSON, st.sampled_from([None, 0, 1, 3]))
def test_positions_are_those_of_the_standard_library(tmp_path_factory, document, indent):
    """Whatever the document, each value is found on the line where it is written."""
    file = tmp_path_factory.getbasetemp() / "any.json"
    file.write_text(json.dumps(document, indent=indent), encoding="utf-8")
    try:
        source = json_file.read_json(file)
    except ConfigurationError:
        return  # a string of digits may be too long a number, for instance
    text = file.read_text(encoding="utf-8").splitlines()

    def visit(value, trail):
        line = text[int(source.where(*trail).rpartition(":")[2]) - 1]
        assert json.dumps(value)[:1] in line
        pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        for key, item in pairs:
            visit(item, (*trail, key))

    visit(document, ())


@given(JSON)
def test_no_shape_of_a_resource_is_misread(tmp_path_factory, junk):
    """A field of a wrong shape is told; nothing else is ever raised."""
    file = tmp_path_factory.getbasetemp() / "junk.json"
    for key in row(BUCKET, "b"):
        document = state([row(BUCKET, "b", {"region": "fr-par"}) | {key: junk}])
        try:
            snapshot = read_state(written(file, document))
        except ConfigurationError:
            continue
        assert len(snapshot.estate) == 1
