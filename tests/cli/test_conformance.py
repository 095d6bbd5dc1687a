"""A plan is compared with its data map wherever a plan is judged, and everywhere with the same findings."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from bailiwick.datamap.document import read_document
from bailiwick.datamap.papers import AT
from bailiwick.rehearsal import Rehearsal, rehearse
from projects import COMMAND, clean_environment, demo
from states import BUCKET, UNKNOWN, exported, preview, row, state, written

ROOT = Path(__file__).parents[2]
STACK = "fr-scaleway"
MAP = ROOT / "stacks" / "dataflows.fr-scaleway.yaml"
BACKEND = "s3://hospital-state?endpoint=s3.fr-par.scw.cloud&region=fr-par"
POLICY = "conformance-data-map"


def run(*words, cwd=ROOT, **environment):
    return subprocess.run(
        [COMMAND, *(str(word) for word in words)],
        cwd=cwd,
        env={**clean_environment(), **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def told(done):
    """What was found against the map, without the policy's description, with which the SDK begins a message."""
    assert done.returncode in {0, 1}, done.stdout + done.stderr
    said = json.loads(done.stdout)["violations"]
    return sorted(
        (item["level"], item["urn"], item["message"].rpartition("\n")[2])
        for item in said
        if item["policy"] == POLICY or "DC0" in item["message"]
    )


@pytest.fixture(scope="module")
def plans(tmp_path_factory):
    """The stack's rehearsal as a state export and as a preview would show it."""
    folder = tmp_path_factory.mktemp("plans")
    rows = exported(rehearse(Rehearsal(ROOT, "fr-scaleway")).resources)
    written(folder / "state.json", state(rows))
    written(folder / "preview.json", preview([("create", item) for item in rows]))
    return folder


def plain(value):
    """A map's document without the places of its values; merge keys are followed."""
    if isinstance(value, list):
        return [plain(item) for item in value]
    return {key: plain(item) for key, item in value.items() if key != AT} if isinstance(value, dict) else value


def as_it_is(_document):
    pass


def with_differences(document):
    places = {place["id"]: place for place in document["places"]}
    places["letters"].update(country="NL", region="nl-ams")
    places["serving"].update(resource="hospital-servng")
    places["state"].update(country="NL", region="nl-ams")
    elements = {item["id"]: item for item in document["elements"]}
    elements["request-log"].update(storage=[], encryption={"mode": "provider"})
    for flow in document["flows"]:
        flow["transport"]["network"] = "private"


@pytest.mark.parametrize("change", [as_it_is, with_differences])
def test_rehearsal_state_and_preview_find_the_same(plans, tmp_path, change):
    document = plain(read_document(MAP))
    change(document)
    file = tmp_path / "dataflows.yaml"
    file.write_text(yaml.safe_dump(document, sort_keys=False), encoding="utf-8")
    rehearsed = told(run("rehearse", STACK, "--map", file, "--format", "json"))
    for source in ("state", "preview"):
        options = (f"--{source}", plans / f"{source}.json", "--backend", BACKEND, "--map", file, "--format", "json")
        assert told(run("check", *options)) == rehearsed
    found = {message.partition(":")[0] for _, _, message in rehearsed}
    assert found == (set() if change is as_it_is else {"DC001", "DC002", "DC010", "DC023", "DC030", "DC031"})


def test_the_map_beside_the_stack_is_read_by_itself(plans):
    done = run("rehearse", STACK)
    assert done.returncode == 0
    assert "data map: compared with dataflows.fr-scaleway.yaml" in done.stdout
    config = ("--stack-config", ROOT / "stacks" / "Pulumi.fr-scaleway.yaml")
    done = run("check", "--state", plans / "state.json", *config)
    assert done.returncode == 0
    assert "data map: compared with" in done.stdout
    # Nobody said who keeps the state: that is listed, and no pass in silence.
    assert "DC023: Whether the map is right about the state is not shown" in done.stdout


def test_no_map_no_comparison(plans):
    done = run("check", "--state", plans / "state.json")
    assert done.returncode == 0
    assert "data map" not in done.stdout


@pytest.fixture
def stack(tmp_path):
    """A state with one bucket, the file of its stack, and a map that claims it."""
    written(tmp_path / "state.json", state([row(BUCKET, "letters", {"region": "fr-par"})]))
    shutil.copy(ROOT / "tests" / "conformance" / "one_bucket.yaml", tmp_path / "map.yaml")

    def check(setting, *options, previewed=False):
        (tmp_path / "Pulumi.dev.yaml").write_text(f"config:\n  bailiwick:dataflows: {setting}\n", encoding="utf-8")
        if previewed:
            config = {"bailiwick:dataflows": setting}
            steps = [("create", row(BUCKET, "letters", {"region": "fr-par"}))]
            written(tmp_path / "preview.json", preview(steps, config=config))
            return run("check", "--preview", "preview.json", *options, cwd=tmp_path)
        return run("check", "--state", "state.json", "--stack-config", "Pulumi.dev.yaml", *options, cwd=tmp_path)

    check.folder = tmp_path
    return check


@pytest.mark.parametrize("previewed", [False, True])
def test_the_stacks_configuration_names_or_holds_the_map(stack, previewed):
    held = json.dumps(yaml.load((stack.folder / "map.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader))
    named = str(stack.folder / "map.yaml")
    for setting in ("map.yaml", named, held if previewed else f"'{held}'"):
        done = stack(setting, previewed=previewed)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "data map: compared with one-bucket" in done.stdout


@pytest.mark.parametrize(
    ("setting", "says"),
    [
        ("nowhere.yaml", "nowhere.yaml: cannot be read"),
        ("''", "bailiwick:dataflows: is malformed"),
        ("[1]", "bailiwick:dataflows: is malformed: got [1]"),
        ("{name: x}", "schema is missing"),
    ],
)
def test_a_map_that_cannot_be_read_judges_nothing(stack, setting, says):
    done = stack(setting)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr


def test_an_option_that_names_no_file(stack):
    done = stack("map.yaml", "--map", "other.yaml")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--map: there is no such file: got other.yaml" in done.stderr


def test_a_rehearsal_without_a_pack_compares_nothing_and_says_so():
    done = run("rehearse", STACK, "--no-policy-pack", "--map", MAP)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--map: nothing would compare it" in done.stderr


def test_a_rehearsal_under_other_packs_says_that_nothing_was_compared(tmp_path):
    made = demo(tmp_path, "Thing('it')\n")
    made.file("dataflows.dev.yaml", (ROOT / "tests" / "conformance" / "one_bucket.yaml").read_text(encoding="utf-8"))
    pack = made.pack("other", 'PolicyPack("other", [StackValidationPolicy("p", "d", lambda args, report: None)])\n')
    done = made.rehearse("--policy-pack", pack)
    assert done.code == 0, done.text
    assert "dataflows.dev.yaml was not compared with the plan: the policy pack bailiwick did not judge" in done.out


def test_a_map_with_errors_ends_a_rehearsal_with_all_of_them(tmp_path):
    broken = tmp_path / "dataflows.yaml"
    broken.write_text(MAP.read_text(encoding="utf-8").replace("kind: kubernetes", "kind: kubernets"), encoding="utf-8")
    done = run("rehearse", STACK, "--map", broken)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("is not a kind of place: got 'kubernets'") == 2


def test_a_place_that_is_not_known_is_a_finding(stack):
    written(stack.folder / "state.json", state([row(BUCKET, "letters", {"region": UNKNOWN})]))
    done = stack("map.yaml", "--format", "json")
    assert [message.partition(":")[0] for level, _, message in told(done) if level == "mandatory"] == ["DC003"]
