"""The plan as a person reads it."""

import re

import pytest

from bailiwick.rehearsal.report import render_text
from golden import assert_golden
from plans import HUSH, PLANS, full_plan, passed_plan, resource

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def place(item):
    return f"in {item.inputs['region']}" if "region" in item.inputs else ""


@pytest.mark.parametrize("name", PLANS)
def test_the_text_is_as_reviewed(name):
    assert_golden(f"rehearsal/{name}.txt", render_text(PLANS[name](), location=place))


def test_the_coloured_text_is_as_reviewed():
    assert_golden("rehearsal/full.ansi", render_text(full_plan(), location=place, colour=True))


@pytest.mark.parametrize("name", ["full", "passed", "unjudged"])
def test_colours_change_nothing_but_the_colours(name):
    plain, coloured = (render_text(PLANS[name](), location=place, colour=colour) for colour in (False, True))

    assert "\x1b" not in plain
    assert ESCAPE.sub("", coloured) == plain


def test_nothing_secret_and_no_raw_unknown_is_shown():
    text = render_text(full_plan(), location=place)

    assert HUSH not in text
    assert "04da6b54" not in text


def test_no_line_ends_in_blanks():
    assert not [line for line in render_text(full_plan(), location=place).splitlines() if line != line.rstrip()]


def test_a_program_cannot_move_the_cursor():
    assert "\x1b" not in render_text(PLANS["failed"]())
    assert "\x00" not in render_text(PLANS["failed"]())


def test_the_tree_shows_whose_child_a_resource_is():
    plan = passed_plan()
    outer = resource("outer", "test:index:Group", custom=False)
    inner = resource("inner", "test:index:Group", parent=outer.urn, custom=False)
    plan.resources = [outer, inner, resource("deep", parent=inner.urn), resource("late", parent=outer.urn)]

    assert render_text(plan).splitlines()[2:6] == [
        "✓ test:index:Group        outer",
        "✓ ├─ test:index:Group     inner",
        "✓ │  └─ test:index:Thing  deep",
        "✓ └─ test:index:Thing     late",
    ]


def test_an_empty_plan_has_a_heading_and_a_summary():
    plan = passed_plan()
    plan.resources = []

    assert render_text(plan) == "Rehearsal of demo/dev under residency@0.3.0\n\nPASSED  demo/dev: 0 to create\n"


@pytest.mark.parametrize("columns", [70, 100, 200])
def test_in_a_terminal_no_place_and_no_finding_is_wider_than_it(columns):
    far = "scaleway pl-waw (from input region) → Warsaw → PL, and a very long way round to get there"
    text = render_text(full_plan(), location=lambda _: far, width=columns)
    tree, findings = text.split("\n\n")[1:3]

    assert findings.startswith("Findings")
    assert max(map(len, findings.splitlines())) <= columns
    if columns == 100:
        assert "…" in tree
    assert max(len(line) for line in tree.splitlines() if "scaleway pl-waw" in line or "…" in line) <= columns


def test_elsewhere_nothing_is_cut():
    assert "…" not in render_text(full_plan(), location=lambda _: "x" * 500)
