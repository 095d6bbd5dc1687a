"""``bailiwick where``: what it prints, and how it ends."""

import json

import pytest
from typer.testing import CliRunner

from bailiwick.cli import app
from golden import assert_golden

TODAY = ("--on", "2026-11-25")
H100 = ("--accelerator", "H100:8")


@pytest.fixture
def hds(tmp_path):
    """A policy pack's configuration whose boundary demands a certificate."""
    path = tmp_path / "health.json"
    settings = {"enforcementLevel": "mandatory", "name": "health", "countries": ["FR"], "certifications": ["hds"]}
    path.write_text(json.dumps({"boundary": settings}), encoding="utf-8")
    return str(path)


def where(*words):
    done = CliRunner().invoke(app, ["where", *words])
    assert done.exit_code != 70, done.output
    return done


@pytest.mark.parametrize(
    ("name", "words", "code"),
    [
        ("h100-france.txt", (*H100, "--boundary", "fr-only"), 0),
        ("h100-france.md", (*H100, "--boundary", "fr-only", "--format", "markdown"), 0),
        ("h100-france.json", (*H100, "--boundary", "fr-only", "--format", "json"), 0),
        ("h100-germany.txt", (*H100, "--boundary", "DE"), 1),
        ("two-fleets.txt", ("-a", "H100:3", "-a", "L4", "-b", "FR,PL", "-p", "scaleway", "-n", "cmk,registry"), 0),
        ("instances.txt", ("-a", "H200:8", "--as", "instances", "-b", "FR", "-p", "ovh"), 0),
        ("everywhere.txt", (), 0),
        ("everywhere.md", ("--format", "markdown"), 0),
    ],
)
def test_rankings(name, words, code):
    done = where(*words, *TODAY)
    assert done.exit_code == code, done.output
    assert_golden(f"where/{name}", done.stdout)


def test_what_only_lacks_evidence_can_be_listed_apart(hds):
    words = (*H100, "--boundary", hds, "--needs", "cmk,registry,postgres", *TODAY)
    apart = where(*words, "--unknown-apart")
    assert apart.exit_code == 1
    assert_golden("where/h100-health.txt", apart.stdout)
    assert "without more evidence" not in where(*words).stdout


def test_json_of_every_place_tells_what_is_known():
    report = json.loads(where("--format", "json", *TODAY).stdout)
    assert report["rejections"] == []
    paris = next(row for row in report["options"] if row["region"] == "fr-par")
    assert paris["known"]["products"]["key-manager"] == "yes"
    assert "H100" in paris["known"]["accelerators"]["kubernetes"]


@pytest.mark.parametrize(
    ("words", "near"),
    [
        (("--accelerator", "H10:8"), "H100"),
        (("--needs", "registri"), "registry"),
        (("--needs", "databases/cmkk"), "cmk"),
        (("--needs", "databasis/cmk"), "databases"),
        (("--boundary", "fr-onyl"), "fr-only"),
        (("--boundary", "UK"), "GB"),
        (("--boundary", "FR,UK"), "GB"),
        (("--provider", "scalway"), "scaleway"),
    ],
)
def test_an_unknown_word_is_refused_with_the_nearest(words, near):
    done = where(*words)
    assert done.exit_code == 2
    assert f"(did you mean {near}?)" in done.output
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("--boundary", ""), "is no boundary"),
        (("--boundary", "missing.json"), "cannot be read"),
        (("--needs", ""), "is no product or feature"),
        (("--needs", "h100"), "is an accelerator"),
        (("--accelerator", "H100:none"), "is malformed"),
        (("--on", "tomorrow"), "is not a date"),
    ],
)
def test_a_malformed_option_is_refused(words, problem):
    done = where(*words)
    assert done.exit_code == 2
    assert problem in done.output


def test_all_that_is_wrong_is_told_at_once():
    done = where("--accelerator", "H10", "--needs", "cmkk", "--boundary", "XX", "--provider", "aws", "--on", "x")
    assert done.exit_code == 2
    assert done.output.count("error: ") == 5


def test_a_terminal_is_not_written_across():
    from bailiwick.boundary import Boundary
    from bailiwick.placement import Accelerators, Demand, rank
    from bailiwick.placement.report import render_text

    ranking = rank(Demand(Boundary.of("fr", ["FR"]), (Accelerators("H100", 8),)))
    assert max(map(len, render_text(ranking, width=100).splitlines())) <= 100
