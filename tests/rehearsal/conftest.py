"""Rehearses the programs of the recordings."""

import json
import shutil

import pytest

from bailiwick.rehearsal import Rehearsal, rehearse
from bailiwick.rehearsal.policy.source import PackSource
from recordings import CONTRACT, ENVIRONMENT, document, fixtures_of


@pytest.fixture
def rehearsed_program(tmp_path, monkeypatch):
    """Rehearses a program of the recordings under the recording policy pack; gives the plan and its document."""

    def run(name):
        folder = CONTRACT / "programs" / name
        recipe_file = folder / "recipe.json"
        recipe = json.loads(recipe_file.read_text()) if recipe_file.exists() else {}
        recording = json.loads((CONTRACT / "recordings" / f"{name}.json").read_text())
        work, pack, dump = tmp_path / "work", tmp_path / "pack", tmp_path / "dump.jsonl"
        shutil.copytree(folder, work)
        shutil.copytree(CONTRACT / "pack", pack)
        for key, value in {**ENVIRONMENT, "CONTRACT_DUMP": str(dump), **recipe.get("env", {})}.items():
            monkeypatch.setenv(key, value)
        plan = rehearse(
            Rehearsal(cwd=work, stack="dev", packs=(PackSource(pack),), fixtures=fixtures_of(recording, recipe))
        )
        text = json.dumps(document(plan, dump)).replace(str(work), "<program>")
        return plan, json.loads(text)

    return run
