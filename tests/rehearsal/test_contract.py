"""Every recording of the real engine is reproduced; see ``tests/golden/contract/README.md``."""

import json

import pytest

from recordings import CONTRACT, load_compare

RECORDINGS = sorted(path.stem for path in (CONTRACT / "recordings").glob("*.json"))
# Arguments that only the plugin rejects; the recording shows what a rehearsal misses.
NEEDS_PLUGIN = {"fails-provider-check"}


def unexplained(name, document):
    compare = load_compare()
    recording = json.loads((CONTRACT / "recordings" / f"{name}.json").read_text())
    differences = compare.Comparison(recording, document).run()
    return "\n".join(str(item) for item in differences if item[0] not in compare.ALLOWED)


@pytest.mark.parametrize("name", [name for name in RECORDINGS if name not in NEEDS_PLUGIN])
def test_recording_is_reproduced(name, rehearsed_program):
    _, document = rehearsed_program(name)
    assert unexplained(name, document) == ""


@pytest.mark.parametrize("name", ["components", "fails-apply", "lookups", "transforms", "values"])
def test_recording_is_reproduced_without_the_speed_ups(name, rehearsed_program, monkeypatch):
    monkeypatch.setenv("BAILIWICK_PLAIN_SDK", "1")
    _, document = rehearsed_program(name)
    assert unexplained(name, document) == ""


def test_what_only_a_plugin_rejects_is_missed_and_the_plan_says_so(rehearsed_program):
    plan, _ = rehearsed_program("fails-provider-check")
    assert plan.succeeded
    assert "no provider check" in {note.topic for note in plan.notes}
