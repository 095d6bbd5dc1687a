"""Every recording of the real engine is reproduced; see ``tests/golden/contract/README.md``."""

import json

import pytest

from recordings import CONTRACT, load_compare

RECORDINGS = sorted(path.stem for path in (CONTRACT / "recordings").glob("*.json"))
# Arguments that only the plugin rejects; the recording shows what a rehearsal misses.
NEEDS_PLUGIN = {"fails-provider-check"}


@pytest.mark.parametrize("name", [name for name in RECORDINGS if name not in NEEDS_PLUGIN])
def test_recording_is_reproduced(name, rehearsed_program):
    compare = load_compare()
    recording = json.loads((CONTRACT / "recordings" / f"{name}.json").read_text())

    _, document = rehearsed_program(name)

    differences = compare.Comparison(recording, document).run()
    unexplained = [item for item in differences if item[0] not in compare.ALLOWED]
    assert not unexplained, "\n".join(map(str, unexplained))
