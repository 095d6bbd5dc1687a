"""What a platform stands on, at both providers: nothing is refused, and no secret is told."""

import sys
from pathlib import Path

from bailiwick.rehearsal import Rehearsal, rehearse
from bailiwick.rehearsal.plan import Level
from bailiwick.rehearsal.policy.source import PackSource
from bailiwick.rehearsal.report import render_json
from bailiwick_policies.profiles import configuration_file, pack_folder

ROOT = Path(__file__).parents[2]


def test_the_parts_pass_at_both_providers(monkeypatch):
    monkeypatch.setenv("PULUMI_BACKEND_URL", "s3://hospital-state?endpoint=s3.fr-par.scw.cloud&region=fr-par")
    config = configuration_file(Path("fr-l2"), where="test")
    pack = PackSource(pack_folder(), config, python=Path(sys.executable))
    plan = rehearse(Rehearsal(ROOT / "examples" / "foundation", "dev", packs=(pack,)))
    assert plan.completed
    assert plan.input_warnings == []
    assert [item.message for item in plan.violations if item.level is Level.MANDATORY] == []
    assert "an example" not in render_json(plan)
