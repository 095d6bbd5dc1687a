"""``bailiwick map relocate``: what it prints and writes, and how it ends."""

import json
import shutil
from pathlib import Path

import pytest

from golden import assert_golden
from projects import run_map

ROOT = Path(__file__).parents[2]
TODAY = ("--today", "2026-11-25")


@pytest.fixture
def folder(tmp_path):
    shutil.copy(ROOT / "examples" / "maps" / "insurer.de.yaml", tmp_path / "dataflows.yaml")
    shutil.copy(ROOT / "tests" / "datamap" / "base.yaml", tmp_path / "base.yaml")
    return tmp_path


@pytest.mark.parametrize(("format_", "suffix"), [("text", "txt"), ("json", "json")])
def test_each_format_is_as_reviewed(folder, format_, suffix):
    done = run_map(folder, "relocate", "--boundary", "fr-only", *TODAY, "--format", format_)
    assert (done.returncode, done.stderr) == (1, "")
    if format_ == "json":
        json.loads(done.stdout)
    assert_golden(f"datamap/relocated.{suffix}", done.stdout)


def test_the_changed_map_is_checked_by_the_same_command(folder):
    assert run_map(folder, "relocate", "--map", "base.yaml", *TODAY).returncode == 0
    file = folder / "base.yaml"
    file.write_text(file.read_text().replace("country: FR, region: fr-par", "country: PL, region: pl-waw", 2))
    words = ("relocate", "--map", "base.yaml", "--boundary", "fr-only", *TODAY, "--output", "moved.yaml")
    done = run_map(folder, *words)
    assert (done.returncode, done.stderr) == (0, "")
    assert "COMPLIES  base after these changes" in done.stdout
    again = run_map(folder, "relocate", "--map", "moved.yaml", "--boundary", "fr-only", *TODAY)
    assert again.returncode == 0
    assert "Nothing has to move." in again.stdout
    assert run_map(folder, "check", "--map", "moved.yaml", *TODAY).returncode == 0


def test_the_map_alone_goes_to_stdout(folder):
    done = run_map(folder, "relocate", "--boundary", "fr-only", *TODAY, "--output", "-")
    assert done.stdout.startswith("# yaml-language-server")
    assert "countries: [FR], tier: L2" in done.stdout


@pytest.mark.parametrize(
    "words",
    [
        ("--map", "nowhere.yaml"),
        ("--boundary", "fr-olny"),
        ("--boundary", "./nowhere.json"),
        ("--today", "soon"),
        ("--output", "dataflows.yaml"),
    ],
)
def test_wrong_options_end_with_two(folder, words):
    before = (folder / "dataflows.yaml").read_bytes()
    done = run_map(folder, "relocate", *words)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    assert (folder / "dataflows.yaml").read_bytes() == before


@pytest.mark.parametrize("profile", ["eu27", "fr-only", "fr-hds", "fr-l3", "FR,DE"])
def test_each_boundary_ends_with_a_verdict(folder, profile):
    done = run_map(folder, "relocate", "--map", "base.yaml", "--boundary", profile, *TODAY)
    assert done.returncode in {0, 1}
    assert done.stdout.splitlines()[-1].startswith(("COMPLIES", "NOT SHOWN", "NOT REPAIRED"))
