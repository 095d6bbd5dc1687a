"""A new rule begins with files that are almost right, and with nothing overwritten."""

import ast
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from bailiwick.boundary import Tier
from bailiwick.errors import ConfigurationError
from bailiwick_policies.catalogue import asking_profiles, demanded_by, find_rule
from bailiwick_policies.scaffold import CASES, PAGES, RULES_FOLDER, scaffold
from golden import assert_golden

TITLE = "Buckets must not be public"


@pytest.fixture
def clone(tmp_path):
    for folder in (f"{RULES_FOLDER}/exposure", PAGES, CASES):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / RULES_FOLDER / "exposure" / "__init__.py").write_text("")
    return tmp_path


def test_what_is_written_and_what_is_left_to_do(clone):
    made = scaffold(clone, "exposure/queue-public", TITLE, Tier.L2)
    assert made.written == (
        f"{RULES_FOLDER}/exposure/queue_public.py",
        f"{PAGES}/exposure/queue-public.md",
        f"{CASES}/exposure/queue-public.yaml",
    )
    text = "".join(f"--- {path}\n{(clone / path).read_text(encoding='utf-8')}" for path in made.written)
    assert_golden("rules/new.txt", text + "--- next\n" + "".join(f"{step}\n" for step in made.steps))


def test_what_is_written_has_the_shape_that_the_tests_of_rules_ask_for(clone):
    made = scaffold(clone, "exposure/queue-public", TITLE, Tier.PUBLIC)
    module, page, cases = ((clone / path).read_text(encoding="utf-8") for path in made.written)
    ast.parse(module)
    headings = [line.removeprefix("## ") for line in page.splitlines() if line.startswith("## ")]
    assert headings == ["Summary", "Avoid", "Prefer", "Rationale", "Configuration", "Frameworks", "Related"]
    assert yaml.safe_load(cases)["tier"] == "public"
    format_ = [Path(sys.executable).with_name("ruff"), "format", "--check", "--quiet", clone / made.written[0]]
    assert subprocess.run([*format_, "--line-length", "120"], check=False).returncode == 0


def test_the_module_is_a_rule(clone):
    made = scaffold(clone, "exposure/queue-public", TITLE, Tier.L2)
    namespace = {"__name__": "scaffolded"}
    exec(compile((clone / made.written[0]).read_text(encoding="utf-8"), "module", "exec"), namespace)
    rule = namespace["RULE"]
    assert (rule.id, rule.title, rule.tier) == ("exposure/queue-public", TITLE, Tier.L2)


def test_a_new_family_becomes_a_package(clone):
    made = scaffold(clone, "lifecycle/store-short", "Stores must keep what the law says", Tier.L2)
    assert made.written[0] == f"{RULES_FOLDER}/lifecycle/__init__.py"


def test_nothing_is_overwritten_and_nothing_half_written(clone):
    scaffold(clone, "exposure/queue-public", TITLE, Tier.L2)
    (clone / RULES_FOLDER / "exposure" / "queue_public.py").unlink()
    (clone / CASES / "exposure" / "bucket-public.yaml").write_text("mine")
    with pytest.raises(ConfigurationError) as caught:
        scaffold(clone, "exposure/queue-public", TITLE, Tier.L2)
    assert str(caught.value).count("exists and is not overwritten") == 2
    assert not (clone / RULES_FOLDER / "exposure" / "queue_public.py").exists()
    assert (clone / CASES / "exposure" / "bucket-public.yaml").read_text() == "mine"


def test_outside_a_clone_nothing_begins(tmp_path):
    with pytest.raises(ConfigurationError, match="a rule can be begun in a clone only"):
        scaffold(tmp_path, "exposure/queue-public", TITLE, Tier.L2)
    assert list(tmp_path.iterdir()) == []


def test_who_asks_a_rule():
    assert "fr-public" in asking_profiles(find_rule("residency/location-outside"))
    assert "fr-public" not in asking_profiles(find_rule("residency/copy-outside"))
    assert demanded_by(find_rule("residency/location-outside")) == []


def test_what_a_dimension_asks_is_found_out_by_naming_it():
    rule = replace(find_rule("exposure/node-public"), demanded=lambda boundary: "hds" in boundary.certifications)
    assert demanded_by(rule) == ["certifications"]
