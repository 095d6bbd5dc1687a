"""``bailiwick map``: what it prints, and how it ends."""

import json
import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bailiwick.boundary import parse_boundary
from golden import assert_golden
from projects import run_map

MAP = Path(__file__).parents[2] / "stacks" / "dataflows.fr-scaleway.yaml"


@pytest.fixture
def folder(tmp_path):
    shutil.copy(MAP, tmp_path / "dataflows.yaml")
    return tmp_path


@pytest.mark.parametrize(
    ("format_", "suffix"),
    [("text", "txt"), ("json", "json"), ("sarif", "sarif"), ("junit", "xml"), ("markdown", "md")],
)
def test_each_format_is_as_reviewed(folder, format_, suffix):
    done = run_map(folder, "check", "--today", "2026-11-25", "--format", format_)
    assert (done.returncode, done.stderr) == (1, "")
    if format_ in ("json", "sarif"):
        json.loads(done.stdout)
    if format_ == "junit":
        assert ET.fromstring(done.stdout).tag == "testsuites"
    assert_golden(f"datamap/hospital.{suffix}", done.stdout)


def test_the_fail_level_decides(folder):
    assert run_map(folder, "check", "--today", "2026-11-25", "--fail-level", "error").returncode == 0


def test_a_boundary_for_each_segment(folder):
    done = run_map(folder, "compile", "--today", "2026-11-25", "--output", "out")
    assert (done.returncode, done.stderr) == (0, "")
    for name in ("fine-tuning", "inference"):
        settings = json.loads((folder / "out" / f"{name}.json").read_text())["boundary"]
        assert settings.pop("enforcementLevel") == "mandatory"
        assert parse_boundary(settings, where=str).countries == {"FR"}
    assert_golden("datamap/explained.txt", run_map(folder, "compile", "--today", "2026-11-25", "--explain").stdout)


def test_a_map_with_errors_is_not_compiled(folder):
    file = folder / "dataflows.yaml"
    file.write_text(file.read_text().replace('tls: "1.3"', 'tls: "1.1"'))
    done = run_map(folder, "compile", "--output", "out")
    assert done.returncode == 1
    assert "DM040" in done.stderr
    assert not (folder / "out").exists()


@pytest.mark.parametrize(
    "words", [("check", "--map", "nowhere.yaml"), ("check", "--today", "soon"), ("compile", "--segment", "inferance")]
)
def test_wrong_options_end_with_two(folder, words):
    done = run_map(folder, *words)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
