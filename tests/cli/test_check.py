"""``bailiwick check``: what it prints, and how it ends."""

import json
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from golden import assert_golden
from projects import COMMAND, clean_environment
from states import BUCKET, SECRET, leaky, preview, row, state, written

FRANCE = Path(__file__).parents[2] / "policies" / "config" / "fr-only.json"


def check(folder, *options):
    words = [str(option) for option in options]
    return subprocess.run(
        [COMMAND, "check", *words],
        cwd=folder,
        env=clean_environment(),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("check")
    written(made / "state.json", state(leaky()))
    written(made / "inside.json", state([row(BUCKET, "models", {"region": "fr-par"})]))
    steps = [("same" if item["type"].startswith("pulumi:") else "create", item) for item in leaky()[:-1]]
    written(made / "preview.json", preview([*steps, ("delete", leaky()[-1])]))
    (made / "__main__.py").write_text("")
    return made


@pytest.mark.parametrize("source", ["state", "preview"])
@pytest.mark.parametrize(
    ("format_", "suffix"),
    [("text", "txt"), ("json", "json"), ("sarif", "sarif"), ("junit", "xml"), ("markdown", "md")],
)
def test_each_format_is_as_reviewed(folder, source, format_, suffix):
    done = check(folder, f"--{source}", f"{source}.json", "--boundary-config", FRANCE, "--format", format_)

    assert (done.returncode, done.stderr) == (1, "")
    if format_ in ("json", "sarif"):
        json.loads(done.stdout)
    if format_ == "junit":
        assert ET.fromstring(done.stdout).tag == "testsuites"
    shown = done.stdout.replace(folder.resolve().as_uri(), "file:///project").replace(str(folder), "/project")
    assert_golden(f"check/{source}.{suffix}", shown)


def test_what_is_inside_passes(folder):
    done = check(folder, "--state", "inside.json")
    assert (done.returncode, done.stderr) == (0, "")
    assert "PASSED  demo/dev: 1 resources, 1 passed" in done.stdout


def test_the_fail_level_decides(folder):
    config = written(folder / "advisory.json", {"boundary": {"countries": ["FR"]}, "all": "advisory"})
    options = ("--state", "state.json", "--boundary-config", config)
    assert check(folder, *options).returncode == 0
    assert check(folder, *options, "--fail-level", "advisory").returncode == 1


@pytest.mark.parametrize("format_", ["text", "json", "sarif", "junit", "markdown"])
def test_no_format_shows_a_secret(folder, format_):
    hushed = {"password": SECRET | {"plaintext": '"hush"'}, "token": SECRET, "region": "pl-waw"}
    file = written(folder / "secrets.json", state([row(BUCKET, "b", hushed, outputs=hushed)]))
    done = check(folder, "--state", file, "--format", format_)
    assert done.returncode == 1
    assert "hush" not in done.stdout
    assert SECRET["ciphertext"] not in done.stdout


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ((), "check: wants one file: got neither --state nor --preview"),
        (("--state", "state.json", "--preview", "preview.json"), "got both --state and --preview"),
        (("--state", "nowhere.json"), "nowhere.json: cannot be read"),
        (("--state", "preview.json"), "is a preview\n  next: check it with --preview"),
        (("--state", "state.json", "--boundary-config", "nowhere.json"), "nowhere.json: cannot be read"),
    ],
)
def test_a_usage_error_judges_nothing(folder, options, told):
    done = check(folder, *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr


def test_a_file_that_is_cut_off_judges_nothing(folder):
    (folder / "cut.json").write_bytes((folder / "state.json").read_bytes()[:-200])
    done = check(folder, "--state", "cut.json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "is cut off: it ends at byte" in done.stderr
