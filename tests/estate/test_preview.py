"""Previews: what will exist after the update, and that no half of one is judged."""

import pytest

from bailiwick.errors import ConfigurationError
from bailiwick.estate import read_preview
from states import BUCKET, UNKNOWN, leaky, preview, provider_of, row, state, urn_of, written


@pytest.fixture
def file(tmp_path):
    return tmp_path / "preview.json"


def bucket(name="b", region="fr-par", **more):
    return row(BUCKET, name, {"region": region} if region else {}, **more)


def read(file, document):
    return read_preview(written(file, document))


def problems(file, document):
    with pytest.raises(ConfigurationError) as caught:
        read(file, document)
    return str(caught.value).replace(f"{file.parent}/", "")


def test_what_stays_is_read_and_what_leaves_is_counted(file):
    steps = [
        ("same", bucket("a")),
        ("create", bucket("b")),
        ("update", bucket("c", "pl-waw")),
        ("read", bucket("d")),
        ("import", bucket("e")),
        ("delete", bucket("f", "nl-ams")),
        ("delete", bucket("g", "nl-ams", retainOnDelete=True)),
        ("discard", bucket("h")),
    ]
    snapshot = read(file, preview(steps))
    assert [item.name for item in snapshot.estate] == ["a", "b", "c", "d", "e"]
    assert snapshot.estate.location(urn_of(BUCKET, "c")).countries == {"PL"}
    assert [(item.urn[-1], item.why) for item in snapshot.left_out] == [
        ("f", "will be deleted"),
        ("g", "stays in the cloud, out of Pulumi's hands"),
    ]


@pytest.mark.parametrize("order", [("replace", "create-replacement"), ("create-replacement", "replace")])
def test_a_replacement_is_read_once_in_its_new_state(file, order):
    new = {"replace": bucket(region="nl-ams"), "create-replacement": bucket(region="pl-waw")}
    steps = [(operation, new[operation]) for operation in order]
    snapshot = read(file, preview([*steps, ("delete-replaced", bucket(region="fr-par"))]))
    assert snapshot.estate.location(urn_of(BUCKET, "b")).countries == {"PL"}


def test_the_new_state_counts_and_not_the_old(file):
    document = preview([("update", bucket(region="pl-waw"))])
    document["steps"][0]["oldState"] = bucket(region="fr-par")
    assert read(file, document).estate.location(urn_of(BUCKET, "b")).countries == {"PL"}


def test_an_unchanged_resource_may_come_with_its_old_state_alone(file):
    document = preview([("same", bucket())])
    document["steps"][0]["oldState"] = document["steps"][0].pop("newState")
    assert len(read(file, document).estate) == 1


@pytest.mark.parametrize(
    ("config", "countries"),
    [({"scaleway:region": "pl-waw"}, {"PL"}), ({"scaleway:region": UNKNOWN}, set()), ({}, set())],
)
def test_a_hidden_default_provider_is_configured_as_the_stack_is(file, config, countries):
    snapshot = read(file, preview([("create", bucket(region=""))], config=config))
    assert snapshot.estate.location(urn_of(BUCKET, "b")).countries == countries


def test_a_provider_that_is_shown_is_not_guessed(file):
    provider = row("pulumi:providers:scaleway", "default", {"region": "nl-ams"}, id="1234")
    document = preview([("create", provider), ("create", bucket(region=""))], config={"scaleway:region": "fr-par"})
    assert read(file, document).estate.location(urn_of(BUCKET, "b")).countries == {"NL"}


def test_an_explicit_provider_that_is_missing_is_not_guessed(file):
    lost = bucket(region="") | {"provider": f"{provider_of('scaleway', 'eu')}::1"}
    snapshot = read(file, preview([("create", lost)], config={"scaleway:region": "fr-par"}))
    assert snapshot.estate.location(urn_of(BUCKET, "b")).gaps


@pytest.mark.parametrize(
    ("document", "told"),
    [
        ([], "preview.json: is no preview: it holds no steps"),
        (state(leaky()), "is a state export\n  next: check it with --state"),
        ({"steps": []}, "the preview did not run to its end: expected a changeSummary"),
        (preview([]), "holds no resource that will exist"),
        (preview([("delete", bucket())]), "holds no resource that will exist"),
        (preview([("create", bucket()), ("create", bucket())]), "two steps leave the same resource behind"),
        (preview([("explode", bucket())]), "the operation is not known: got 'explode'; expected create, "),
        (preview([("create", bucket() | {"type": 7})]), "type is malformed: got 7"),
        ({"steps": [7], "changeSummary": {}}, "the operation is not known: got None"),
        ({"steps": [{"op": "create"}], "changeSummary": {"create": 1}}, "preview.json:3: is not a resource"),
        (preview([("create", bucket())], changeSummary={"create": "1"}), "changeSummary is malformed"),
        (preview([("create", bucket())], maybeCorrupt=True), "the state may be corrupt"),
        (preview([("create", bucket())], diagnostics={}), "diagnostics is malformed"),
    ],
)
def test_what_is_no_preview_is_refused(file, document, told):
    assert told in problems(file, document)


def test_hidden_unchanged_resources_are_missed(file):
    told = problems(file, preview([("create", bucket())], changeSummary={"create": 1, "same": 41}))
    assert "the preview does not show all resources: got 0 of 41 with operation same" in told
    assert "next: write the file with `pulumi preview --json --show-sames > FILE`" in told


def test_a_program_that_failed_leaves_nothing_to_judge(file):
    failed = {"severity": "error", "message": "error: Program failed with an unhandled exception:\nTraceback"}
    told = problems(file, preview([("create", bucket())], diagnostics=[{"severity": "warning"}, failed]))
    assert "it may be half of one: got error: Program failed with an unhandled exception:" in told
    assert "Traceback" not in told
