"""``bailiwick map init``: what it writes, and that it never writes over anything."""

import subprocess
from pathlib import Path

import pytest

from golden import assert_golden
from projects import COMMAND, clean_environment, demo

ROOT = Path(__file__).parents[2]


def run(folder, *words):
    return subprocess.run(
        [COMMAND, *(str(word) for word in words)],
        cwd=folder,
        env=clean_environment(),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def init(folder, *words):
    return run(folder, "map", "init", "--today", "2026-11-25", *words)


def test_the_draft_of_the_hospital_is_as_reviewed(tmp_path):
    done = init(tmp_path, "--from-stack", "fr-scaleway", "--cwd", ROOT)
    assert (done.returncode, done.stderr) == (0, "")
    assert_golden("datamap/draft.txt", done.stdout)
    assert_golden("datamap/draft.yaml", (tmp_path / "dataflows.yaml").read_text(encoding="utf-8"))
    checked = run(tmp_path, "map", "check", "--today", "2026-11-25")
    assert checked.returncode == 1
    assert "Somebody still has to find out: what is it, whose data, from where" in checked.stdout


def test_a_folder_is_a_stack_as_well_and_nothing_is_written_over(tmp_path):
    made = demo(tmp_path, "Thing('it')\n")
    assert init(tmp_path, "--from-stack", "demo").returncode == 0
    before = (tmp_path / "dataflows.yaml").read_bytes()
    done = init(tmp_path, "--from-stack", made.root)
    assert (done.returncode, done.stdout) == (2, "")
    assert "dataflows.yaml: exists and is not overwritten" in done.stderr
    assert (tmp_path / "dataflows.yaml").read_bytes() == before


def test_a_program_that_fails_leaves_no_draft(tmp_path):
    demo(tmp_path, "raise RuntimeError('broken')\n")
    done = init(tmp_path, "--from-stack", "demo")
    assert (done.returncode, done.stdout) == (1, "")
    assert "broken" in done.stderr
    assert "nothing was written" in done.stderr
    assert not (tmp_path / "dataflows.yaml").exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--from-stack", "nobody", "--cwd", "demo"], "unknown stack: got nobody"),
        (["--from-stack", "demo", "--map", "no/such/folder.yaml"], "no/such/folder.yaml: cannot be written"),
        (["--from-stack", "demo", "--today", "soon"], "--today"),
    ],
)
def test_bad_options(tmp_path, words, says):
    demo(tmp_path, "Thing('it')\n")
    done = init(tmp_path, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
