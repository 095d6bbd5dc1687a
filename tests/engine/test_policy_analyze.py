"""Where a real Pulumi CLI is on PATH: the pack judges a state under it as ``bailiwick check`` does.

Needs ``pulumi`` and its Python language host, but no provider plugin, and reaches nothing.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bailiwick.estate import read_state
from bailiwick_policies.examination import examine, read_ceiling
from pulumi_cli import ROOT, cloned
from secrets_of_stacks import salt_for
from states import leaky, row, state, written

pytestmark = [
    pytest.mark.engine,
    pytest.mark.skipif(shutil.which("pulumi") is None, reason="no pulumi CLI on PATH"),
]


@pytest.fixture
def clone(tmp_path):
    """The pack and what it imports, where the CLI may write."""
    return cloned(tmp_path, "components", "policies")


def analysed(file: Path, clone: Path) -> tuple[int, list[tuple[str, str, str]]]:
    """Exit code, and the violations of a real analysis, sorted."""
    env = {
        **os.environ,
        "PULUMI_BACKEND_URL": f"file://{clone}",
        "PULUMI_HOME": str(clone / "home"),
        "PULUMI_CONFIG_PASSPHRASE": "x",
        "PULUMI_SKIP_UPDATE_CHECK": "true",
        "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
    }
    pack = clone / "policies"
    command = ["pulumi", "policy", "analyze", "--non-interactive", "--json", "--file", str(file)]
    command += ["--policy-pack", str(pack), "--policy-pack-config", str(pack / "config" / "fr-only.json")]
    done = subprocess.run(command, cwd=clone, env=env, check=False, capture_output=True, text=True, timeout=300)
    bodies = [json.loads(line).get("policyEvent") for line in done.stdout.splitlines() if line.startswith("{")]
    told = [(body["policyName"], body["enforcementLevel"], body["resourceUrn"]) for body in bodies if body]
    assert told or done.returncode == 0, done.stdout + done.stderr
    return done.returncode, sorted(told)


@pytest.mark.parametrize("inside", [False, True])
def test_a_state_is_judged_alike(clone, inside):
    rows = leaky()
    if inside:
        rows = [*rows[:4], row("scaleway:object/bucket:Bucket", "more", {"region": "fr-par"}, id="fr-par/more")]
    # Nobody has the key of the state's secrets, so the CLI shows them blinded.
    locked = {"type": "passphrase", "state": {"salt": salt_for("another phrase", b"eight by")}}
    file = written(clone / "state.json", state(rows, secrets_providers=locked))
    plan = examine(read_state(file), read_ceiling(ROOT / "policies" / "config" / "fr-only.json"), root=clone)
    expected = sorted((item.policy, item.level.value, item.urn) for item in plan.violations)

    assert analysed(file, clone) == (0 if plan.succeeded else 1, expected)
    assert bool(expected) is not inside
