"""``bailiwick map report`` and ``bailiwick map export``: what they write, where, and how they end."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from projects import COMMAND, clean_environment, run_map

MAP = Path(__file__).parents[2] / "stacks" / "dataflows.fr-scaleway.yaml"
DAY = ("--today", "2026-11-25")
FORMATS = (
    "mermaid", "art30-csv", "art30-markdown", "transfers-csv", "transfers-markdown", "cyclonedx", "threat-dragon",
)  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    shutil.copy(MAP, tmp_path / "dataflows.yaml")
    return tmp_path


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_report_is_one_file_named_after_the_map_whatever_the_findings(folder):
    done = run_map(folder, "report", *DAY)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert names(folder) == ["dataflows.yaml", "hospital-letters.html"]
    assert (folder / "hospital-letters.html").read_text().startswith("<!DOCTYPE html>")


def test_a_report_goes_into_a_folder_or_a_file_or_to_stdout(folder):
    (folder / "out").mkdir()
    assert run_map(folder, "report", *DAY, "--output", "out").returncode == 0
    assert run_map(folder, "report", *DAY, "-o", "new/deep/page.html").returncode == 0
    printed = run_map(folder, "report", *DAY, "-o", "-").stdout
    assert (folder / "out" / "hospital-letters.html").read_text() == printed
    assert (folder / "new" / "deep" / "page.html").read_text() == printed


def test_the_same_map_on_the_same_day_is_the_same_page(folder):
    assert run_map(folder, "report", *DAY, "-o", "-").stdout == run_map(folder, "report", *DAY, "-o", "-").stdout


def test_what_is_printed_is_utf_8_whatever_the_terminal_is(folder):
    command = [COMMAND, "map", "report", *DAY, "-o", "-"]
    environment = clean_environment() | {"PYTHONIOENCODING": "latin-1"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=60, check=True)
    assert "✖" in done.stdout.decode() or "→" in done.stdout.decode()


@pytest.mark.parametrize("paper", FORMATS)
def test_each_export_goes_to_stdout_or_into_a_file(folder, paper):
    done = run_map(folder, "export", paper, *DAY)
    assert (done.returncode, done.stderr) == (0, "")
    assert run_map(folder, "export", paper, *DAY, "-o", "file").returncode == 0
    assert (folder / "file").read_text() == done.stdout
    if paper in {"cyclonedx", "threat-dragon"}:
        json.loads(done.stdout)


def test_a_file_that_is_there_is_replaced_whole_and_keeps_its_mode(folder):
    page = folder / "page.html"
    page.write_text("x" * 10**6)
    page.chmod(0o640)
    link = folder / "link.html"
    link.symlink_to("page.html")
    assert run_map(folder, "report", *DAY, "-o", "link.html").returncode == 0
    assert link.is_symlink()
    assert page.read_text().endswith("</html>\n")
    assert page.stat().st_mode & 0o777 == 0o640
    assert names(folder) == ["dataflows.yaml", "link.html", "page.html"]


@pytest.mark.parametrize("command", [("report",), ("export", "cyclonedx")])
def test_the_map_itself_is_not_overwritten(folder, command):
    before = (folder / "dataflows.yaml").read_bytes()
    done = run_map(folder, *command, *DAY, "-o", "./dataflows.yaml")
    assert done.returncode == 2
    assert "is the file that was read" in done.stderr
    assert (folder / "dataflows.yaml").read_bytes() == before


def test_what_cannot_be_written_is_said_and_nothing_is_left(folder):
    (folder / "file").write_text("not a folder")
    for output in ("file/page.html", "/dev/null/page.html"):
        done = run_map(folder, "report", *DAY, "-o", output)
        assert done.returncode == 2, output
        assert "--output: cannot be written" in done.stderr
        assert "next:" in done.stderr
        assert "Traceback" not in done.stderr
    assert run_map(folder, "export", "mermaid", *DAY, "-o", ".").returncode == 2
    assert run_map(folder, "compile", *DAY, "--output", "file/deep").returncode == 2
    assert names(folder) == ["dataflows.yaml", "file"]


def test_a_device_is_written_to(folder):
    assert run_map(folder, "report", *DAY, "-o", "/dev/null").returncode == 0
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize(
    "words", [("report", "--map", "nowhere.yaml"), ("report", "--today", "soon"), ("export", "pdf"), ("export",)]
)
def test_wrong_options_end_with_two_and_write_nothing(folder, words):
    done = run_map(folder, *words)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert names(folder) == ["dataflows.yaml"]


def test_a_malformed_map_is_told_and_nothing_is_written(folder):
    file = folder / "dataflows.yaml"
    file.write_text(file.read_text().replace("country: FR", "country: France"))
    done = run_map(folder, "report", *DAY)
    assert done.returncode == 2
    assert "dataflows.yaml:" in done.stderr
    assert names(folder) == ["dataflows.yaml"]
