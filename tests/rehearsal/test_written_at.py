"""A finding leads to what its user can change."""

from pathlib import Path

import pytest

from bailiwick.rehearsal.plan import Plan, PlannedResource

PROGRAM = Path("/home/someone/project")
INSTALLED = f"{PROGRAM}/.venv/lib/python3.11/site-packages/library/kms.py:20"


def made(*resources):
    return [
        PlannedResource(f"urn:{name}", "t", name, custom=True, parent=f"urn:{parent}" if parent else "", source=source)
        for name, parent, source in resources
    ]


@pytest.mark.parametrize(
    ("own", "parents", "expected"),
    [
        (f"{PROGRAM}/__main__.py:3", f"{PROGRAM}/__main__.py:1", f"{PROGRAM}/__main__.py:3"),
        (f"{PROGRAM}/parts/kms.py:9", f"{PROGRAM}/__main__.py:1", f"{PROGRAM}/parts/kms.py:9"),
        ("/elsewhere/library/kms.py:20", f"{PROGRAM}/__main__.py:1", f"{PROGRAM}/__main__.py:1"),
        (INSTALLED, f"{PROGRAM}/__main__.py:1", f"{PROGRAM}/__main__.py:1"),
        ("", f"{PROGRAM}/__main__.py:1", f"{PROGRAM}/__main__.py:1"),
        (INSTALLED, "/elsewhere/library/platform.py:5", INSTALLED),
        ("/home/someone/project-two/__main__.py:3", "", "/home/someone/project-two/__main__.py:3"),
    ],
)
def test_the_nearest_parent_in_the_program_counts(own, parents, expected):
    plan = Plan("p", "s", made(("child", "parent", own), ("parent", "", parents)), program=PROGRAM)
    assert plan.written_at()["urn:child"] == expected


def test_without_a_program_each_resource_speaks_for_itself():
    plan = Plan("p", "s", made(("child", "parent", "state.json:7"), ("parent", "", "state.json:3")))
    assert plan.written_at() == {"urn:child": "state.json:7", "urn:parent": "state.json:3"}
