"""Where a real Pulumi CLI and the Scaleway plugin are on PATH, the examples in all languages build the same platform.

TypeScript and Go need their toolchains as well, and what ``pulumi install`` fetches in their
folders; the tests themselves fetch nothing.
"""

import json
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from bailiwick.published import schema
from pulumi_cli import ROOT, cloned, environment, missing

pytestmark = [
    pytest.mark.engine,
    pytest.mark.skipif(shutil.which("pulumi") is None, reason="no pulumi CLI on PATH"),
    pytest.mark.skipif(missing("scaleway"), reason="no Scaleway provider plugin for the CLI"),
]

PROGRAMS = {"python": "__main__.py", "yaml": "Pulumi.yaml", "typescript": "index.ts", "go": "main.go"}
NOT_OF_THE_PLATFORM = {"pulumi:pulumi:Stack", "pulumi:providers:bailiwick"}
OTHERS = [language for language in PROGRAMS if language != "python"]


@dataclass(frozen=True)
class Preview:
    """What the engine told of a preview."""

    exit_code: int
    resources: dict[str, dict]
    """Inputs by URN without the project's name; excepting the stack and what serves the components."""
    violations: list[tuple[str, str]]
    """Policy and resource."""
    errors: list[str]
    shown: str


@dataclass(frozen=True)
class Examples:
    """A clone with the examples in it."""

    clone: Path

    def program(self, language: str) -> Path:
        return self.clone / "examples" / language / PROGRAMS[language]

    def prepared(self, language: str) -> None:
        """Puts in place what ``pulumi install`` would; skips the test where that would have to be fetched."""
        project = self.program(language).parent
        if language == "typescript":
            _prepare_typescript(project, self.run)
        elif language == "go":
            _prepare_go(project, self.run)

    def run(self, *command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        env = environment(self.clone, self.clone / "state")
        return subprocess.run(command, cwd=cwd, env=env, check=False, capture_output=True, text=True, timeout=300)

    def preview(self, language: str, profile: str = "fr-only") -> Preview:
        project = self.program(language).parent
        assert self.run("pulumi", "stack", "init", "dev", cwd=project).returncode == 0
        events, pack = self.clone / f"{language}.jsonl", self.clone / "policies"
        command = ["pulumi", "preview", "--non-interactive", "--stack", "dev", "--event-log", str(events)]
        command += ["--policy-pack", str(pack), "--policy-pack-config", str(pack / "config" / f"{profile}.json")]
        done = self.run(*command, cwd=project)
        assert events.is_file(), done.stdout + done.stderr
        told = [json.loads(line) for line in events.read_text(encoding="utf-8").splitlines()]
        steps = [event["resourcePreEvent"]["metadata"] for event in told if "resourcePreEvent" in event]
        violations = [event["policyEvent"] for event in told if "policyEvent" in event]
        said = [event["diagnosticEvent"] for event in told if "diagnosticEvent" in event]
        return Preview(
            done.returncode,
            {_tail(step["urn"]): step["new"]["inputs"] for step in steps if step["type"] not in NOT_OF_THE_PLATFORM},
            sorted((body["policyName"], _tail(body["resourceUrn"])) for body in violations),
            [body["message"] for body in said if body["severity"] == "error"],
            done.stdout + done.stderr,
        )


def _tail(urn: str) -> str:
    return urn.split("::", 2)[2]


def _named_alike(inputs: dict) -> dict:
    """The inputs without the random endings that the engine gives to names."""
    return {key: re.sub(r"-[0-9a-f]{7}$", "", value) if key == "name" else value for key, value in inputs.items()}


def _generate_sdk(project: Path, language: str, run) -> None:
    """Generates the package's SDK for ``language`` where ``pulumi install`` would."""
    described = project / "schema.json"
    described.write_text(json.dumps(schema()), encoding="utf-8")
    done = run(
        "pulumi", "package", "gen-sdk", str(described), "--language", language, "--local", "--out", "sdks", cwd=project
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (project / "sdks" / language).rename(project / "sdks" / "bailiwick")


def _prepare_typescript(project: Path, run) -> None:
    fetched = ROOT / "examples" / "typescript" / "node_modules"
    if shutil.which("node") is None or shutil.which("pulumi-language-nodejs") is None:
        pytest.skip("no node, or no language host for it, on PATH")
    if not (fetched / "@pulumi" / "pulumi").is_dir():
        pytest.skip("the packages of examples/typescript are not there: run `pulumi install` in it")
    _generate_sdk(project, "nodejs", run)
    (project / "node_modules" / "@pulumi").mkdir(parents=True)
    for package in [*fetched.iterdir(), *(fetched / "@pulumi").iterdir()]:
        link = project / "node_modules" / package.relative_to(fetched)
        if not link.exists():
            link.symlink_to(project / "sdks" / "bailiwick" if package.name == "bailiwick" else package)
    for folder in (project / "sdks" / "bailiwick", project):
        done = run("node", str(fetched / "typescript" / "bin" / "tsc"), "--project", ".", cwd=folder)
        assert done.returncode == 0, done.stdout
    shutil.copy(project / "sdks" / "bailiwick" / "package.json", project / "sdks" / "bailiwick" / "bin")


def _prepare_go(project: Path, run) -> None:
    if shutil.which("go") is None or shutil.which("pulumi-language-go") is None:
        pytest.skip("no go, or no language host for it, on PATH")
    _generate_sdk(project, "go", run)
    module = (project / "go.mod").read_text(encoding="utf-8")
    (requirement,) = [line for line in module.splitlines() if line.strip().startswith("github.com/pulumi/pulumi/sdk")]
    (project / "sdks" / "bailiwick" / "go.mod").write_text(
        f"module example.com/pulumi-bailiwick/sdk/go\n\ngo 1.25\n\nrequire {requirement.strip()}\n", encoding="utf-8"
    )
    done = run("go", "list", "-deps", "./...", cwd=project)
    if done.returncode:
        pytest.skip(f"the modules of examples/go are not there: run `pulumi install` in it ({done.stderr.strip()})")
    done = run("go", "vet", "./...", cwd=project)
    assert done.returncode == 0, done.stderr


@pytest.fixture
def examples(tmp_path):
    return Examples(cloned(tmp_path, "components", "policies", "examples"))


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_builds_what_python_builds(language, examples):
    examples.prepared(language)
    expected, found = examples.preview("python"), examples.preview(language)
    assert found.exit_code == expected.exit_code == 0, found.shown
    assert found.violations == expected.violations
    assert sorted(found.resources) == sorted(expected.resources)
    for urn, inputs in expected.resources.items():
        assert _named_alike(found.resources[urn]) == _named_alike(inputs), urn


@pytest.mark.parametrize("language", PROGRAMS)
def test_wrong_arguments_end_in_one_error_that_lists_them_and_nothing_is_registered(language, examples):
    examples.prepared(language)
    program = examples.program(language)
    text = program.read_text(encoding="utf-8")
    for right, wrong in {"172.16.32.0/22": "172.16.32.0/33", "192.0.2.0/28": "0.0.0.0/0", "H100": "H1000"}.items():
        assert right in text
        text = text.replace(right, wrong)
    program.write_text(text, encoding="utf-8")

    found = examples.preview(language)
    telling = [error for error in found.errors if "SovereignPlatform" in error]
    access = "api_access" if language == "python" else "apiAccess"
    assert found.exit_code != 0
    assert found.resources == {}
    assert len(telling) == 1, found.shown
    for told in ("network.cidr", f"cluster.{access}", "cluster.pools[0].accelerator"):
        assert f'SovereignPlatform "hospital": {told}' in telling[0]
    assert "Traceback" not in found.shown
    assert 'File "' not in found.shown


def test_the_policy_pack_judges_what_the_component_package_registers(examples):
    expected, found = examples.preview("python", "de-only"), examples.preview("yaml", "de-only")
    assert found.exit_code == expected.exit_code == 1
    assert found.violations == expected.violations
    assert {urn.partition("::")[0].rpartition("$")[2] for _, urn in found.violations} >= {
        "scaleway:kubernetes/cluster:Cluster",
        "scaleway:object/bucket:Bucket",
    }
