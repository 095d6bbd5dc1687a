"""Malformed maps: every problem with line and column, all of them in one run, exit code 2, nothing on stdout."""

import re
from pathlib import Path

import pytest

from projects import run_map

BASE = (Path(__file__).parents[1] / "datamap" / "base.yaml").read_text(encoding="utf-8")
PLACED = re.compile(r"^error: dataflows\.yaml:\d+:\d+: ")


def changed(*pairs):
    text = BASE
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


ANCHORED = changed(
    (
        "- {id: me, name: Me, country: FR, access_from: [FR]}",
        "- &me {id: me, name: Me, country: FX, access_from: [FR]}",
    ),
    (
        "  - {id: host, name",
        "  - {<<: *me, id: again}\n  - {<<: me, id: wrong, name: x, country: FR}\n  - {id: host, name",
    ),
)
ENDLESS = "certificates: [{scheme: hds, products: [kubernetes], valid_until: 2026-13-01, reference: x}]"
BAD = {
    "duplicate ids": (
        changed(("- {id: far,", "- {id: bucket,"), ("- id: weights", "- id: letters"), ("- {id: train,", "- {id: in,")),
        ["is the id of a second place: got 'bucket'", "is the id of a second element: got 'letters'",
         "is the id of a second flow: got 'in'"],
    ),
    "unknown references": (
        changed(("party: host, kind: object", "party: hosst, kind: object"), ("storage: [bucket]", "storage: [buckt]"),
                ("derived_from: [letters]", "derived_from: [leters]"), ("segment: training}", "segment: trainng}"),
                ("to: bucket, access", "to: bukcet, access")),
        ["(did you mean host?)", "(did you mean bucket?)", "(did you mean letters?)", "(did you mean training?)"],
    ),
    "cycles in derivation": (
        changed(("retention: P2Y\n  - id: weights", "retention: P2Y\n    derived_from: [weights]\n  - id: weights"),
                ("processing: [cluster]}\n", "processing: [cluster], derived_from: [code]}\n")),
        ["is derived from itself: got letters from weights from letters", "is derived from itself: got code from code"],
    ),
    "anchors and merge keys": (
        ANCHORED.replace("{<<: me,", "{<<: *me,"),
        ["dataflows.yaml:6:37: parties.0.country", "dataflows.yaml:6:37: parties.1.country"],
    ),
    "a merge key of text": (ANCHORED, ["a merge key takes a mapping or a list of them"]),
    "tabs": (
        "name: x\n\tas_of: y\nparties:\n\t- a\n",
        ["yaml:2:1: is indented with a tab", "yaml:4:1: is indented with a tab"],
    ),
    "bytes that are not UTF-8": (BASE.encode().replace(b"name: Me", b"name: M\xe9"), [":6:21: is not UTF-8"]),
    "fifty megabytes": (b"#" * (50 * 1024 * 1024), ["is too large for a map: got 52,428,800 bytes"]),
    "dates in the past, the future and no dates": (
        changed(("as_of: 2026-11-23", "as_of: 0206-11-23"),
                ("date: 2026-01-01", "date: 2026-01-01, valid_until: 2025-01-01"),
                ("- {id: far,", "- {id: x, party: me, kind: saas, country: FR}\n  - {id: far,"),
                ("retention: P2Y", "retention: two years"),
                ("contract_locations: [FR]", ENDLESS)),
        ["as_of lies too far in the past", "ends before it begins: got 2025-01-01", "is not a duration",
         "valid_until is not a date: got '2026-13-01'"],
    ),
    "countries as names": (
        changed(("country: FR, access_from: [FR]}", "country: France, access_from: [Germany]}"),
                ("countries: [EEA]", "countries: [Europe]"), ("residency: [FR]", "residency: [UK]")),
        ["(did you mean FR?)", "(did you mean DE?)", "'Europe'", "(did you mean GB?)"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
@pytest.mark.parametrize("command", ["check", "compile", "relocate"])
def test_a_bad_map_is_refused_with_all_that_is_wrong(tmp_path, what, command):
    text, told = BAD[what]
    (tmp_path / "dataflows.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    done = run_map(tmp_path, command)
    assert (done.returncode, done.stdout) == (2, "")
    problems = [line for line in done.stderr.splitlines() if not line.startswith("  next:")]
    assert all(PLACED.match(line) for line in problems), problems
    for part in told:
        assert any(part in line for line in problems), (part, problems)


def test_all_kinds_of_problems_are_told_in_one_run(tmp_path):
    text = changed(
        ("as_of: 2026-11-23", "as_of: 0206-11-23"), ("sector: other", "sector: othr"),
        ("- {id: far,", "- {id: bucket,"),
        ("country: US, access_from: [US]", "country: United States, access_from: [US]"),
        ("storage: [bucket]", "storage: [buckt]"),
        ("retention: P2Y\n  - id: weights", "retention: P2Y\n    derived_from: [weights]\n  - id: weights"),
        ("date: 2026-01-01", "date: 2026-01-01, valid_until: 2025-01-01"),
    )  # fmt: skip
    (tmp_path / "dataflows.yaml").write_text(text)
    done = run_map(tmp_path, "check")
    assert done.returncode == 2
    problems = [line for line in done.stderr.splitlines() if line.startswith("error")]
    assert len(problems) == 9  # two flows ask for the place whose id was taken
    assert [int(line.split(":")[2]) for line in problems] == sorted(int(line.split(":")[2]) for line in problems)
