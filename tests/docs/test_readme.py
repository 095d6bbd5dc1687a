"""The README shows what the commands print, and its snippets run."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bailiwick_policies.rules import RULES

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
SHOWN = re.compile(r"(?<=```text\n)(.*?)(?=```)", re.DOTALL)
PYTHON = re.compile(r"```python\n(.*?)```", re.DOTALL)
PAGES = [README, ROOT / "CONTRIBUTING.md", *ROOT.glob("docs/**/*.md")]
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


def bailiwick(*arguments):
    command = [sys.executable, "-c", "from bailiwick.cli import main; main()", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_leaky_example_is_refused_as_shown():
    done = bailiwick("rehearse", "--cwd", "examples/leaky")
    assert (done.returncode, done.stderr) == (1, "")
    text = README.read_text()
    if os.environ.get("BAILIWICK_UPDATE_GOLDEN"):
        README.write_text(SHOWN.sub(lambda _: done.stdout, text, count=1))
    else:
        assert SHOWN.search(text).group() == done.stdout


def test_the_python_snippet_builds_a_platform_inside_france(tmp_path):
    (tmp_path / "Pulumi.yaml").write_text("name: snippet\nruntime: python\n")
    (tmp_path / "Pulumi.dev.yaml").write_text("config: {}\n")
    (tmp_path / "__main__.py").write_text(PYTHON.search(README.read_text()).group(1))
    done = bailiwick("rehearse", "--cwd", str(tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "FR" in done.stdout


@pytest.mark.parametrize(
    "page",
    sorted(path.relative_to(ROOT) for path in PAGES),
    ids=str,
)
def test_links_lead_somewhere(page):
    missing = [link for link in LINK.findall((ROOT / page).read_text()) if not (ROOT / page.parent / link).exists()]
    assert missing == []


def test_the_number_of_rules_is_true():
    for page in ("README.md", "CHANGELOG.md"):
        assert f"a policy pack of {len(RULES)} rules" in (ROOT / page).read_text(encoding="utf-8").lower()
