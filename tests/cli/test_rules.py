"""``bailiwick rules``: the list, one rule, and that nothing is overwritten."""

import json
import subprocess
from pathlib import Path

import pytest

from bailiwick_policies.rules import RULES
from golden import assert_golden
from projects import COMMAND, clean_environment

ROOT = Path(__file__).parents[2]


def rules(*words, cwd=None):
    return subprocess.run(
        [COMMAND, "rules", *words],
        cwd=cwd,
        env=clean_environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("list-residency", ("list", "--family", "residency")),
        ("list-residency-public", ("list", "--family", "residency", "--tier", "public")),
        ("list-residency-hds", ("list", "--family", "residency", "--framework", "HDS")),
        ("show-key-material", ("show", "residency/key-material")),
        ("show-location-outside-json", ("show", "residency-location-outside", "--format", "json")),
    ],
)
def test_answers(name, words):
    done = rules(*words)
    assert (done.returncode, done.stderr) == (0, "")
    assert_golden(f"rules/{name}.txt", done.stdout)


def test_the_list_holds_every_rule_in_either_format():
    assert [line.split()[0] for line in rules("list").stdout.splitlines()] == [rule.id for rule in RULES]
    assert [row["id"] for row in json.loads(rules("list", "--format", "json").stdout)] == [rule.id for rule in RULES]


def test_a_tier_asks_what_those_below_it_ask():
    lists = [rules("list", "--tier", tier).stdout.splitlines() for tier in ("public", "L1", "L2", "L3")]
    shown = [{line.split()[0] for line in lines} for lines in lists]
    assert shown[0] < shown[1] < shown[2] <= shown[3]


def test_nothing_that_fits_is_said_out_loud():
    assert rules("list", "--family", "exposure", "--tier", "public").stdout == "no rule is of all that\n"


def test_a_rules_page_is_its_page():
    page = (ROOT / "docs" / "rules" / "residency" / "key-material.md").read_text(encoding="utf-8")
    assert rules("show", "residency/key-material", "--page").stdout == page


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ("show", "residency/key-materal"),
            "RULE: is no rule: got 'residency/key-materal' (did you mean residency/key-material?)",
        ),
        (("list", "--family", "residenc"), "did you mean residency?"),
        (("list", "--tier", "L4"), "--tier: is no tier: got 'L4'; expected one of L1, L2, L3, public"),
        (("list", "--framework", "hdss"), "did you mean hds?"),
        (("new", "residency/key-material"), "RULE: is a rule already"),
        (("new", "Residency/Key"), "RULE: is no id of a rule"),
        (
            ("new", "residencey/thing"),
            "looks like the misspelt name of a family: got 'residencey' (did you mean residency?)",
        ),
        (("new", "residency/thing", "--title", "no verb."), "--title: is no title"),
        (("new", "residency/thing", "--tier", "L4"), "is no tier"),
    ],
)
def test_a_usage_error_writes_nothing(words, told):
    done = rules(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert not (ROOT / "docs" / "rules" / "residency" / "thing.md").exists()


def test_all_that_is_wrong_is_told_at_once():
    told = rules("list", "--family", "x", "--tier", "y", "--framework", "z").stderr
    assert all(option in told for option in ("--family", "--tier", "--framework"))
