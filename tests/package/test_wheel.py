"""What somebody gets who installs the project into another Pulumi project's environment."""

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = """
import bailiwick, bailiwick_policies, sys
print(bailiwick.__file__)
print(bailiwick.SovereignPlatform.__name__)
print([name for name in sys.modules if name.startswith(("pulumi_ovh", "pulumiverse_scaleway"))])
"""


def run(*command, **options):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, **options)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The python of a fresh environment that holds the built wheel, and how to find its dependencies.

    The dependencies are those of the environment that runs the tests, so that no
    index is asked; its editable install of the project is out of sight.
    """
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "venv", with_pip=False, symlinks=True)
    python = folder / "venv" / "bin" / "python"
    run(sys.executable, "-m", "uv", "pip", "install", "--offline", "--no-deps", "--python", python, wheel)
    env = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}
    return python, env | {"PYTHONPATH": sysconfig.get_path("purelib")}


def test_it_can_be_imported_and_builds_without_any_sdk(installed, tmp_path):
    python, env = installed
    where, component, sdks = run(python, "-W", "ignore", "-c", PROGRAM, env=env, cwd=tmp_path).splitlines()
    assert Path(where).is_relative_to(python.parents[1])
    assert component == "SovereignPlatform"
    assert sdks == "[]"


def test_the_command_rehearses_a_program_that_imports_it(installed, tmp_path):
    python, env = installed
    (tmp_path / "Pulumi.yaml").write_text("name: elsewhere\nruntime:\n  name: python\n")
    (tmp_path / "Pulumi.dev.yaml").write_text("config: {}\n")
    (tmp_path / "__main__.py").write_text((ROOT / "examples" / "python" / "__main__.py").read_text(encoding="utf-8"))
    out = run(python, "-W", "ignore", "-m", "bailiwick.cli", "rehearse", "dev", env=env, cwd=tmp_path)
    assert "PASSED  elsewhere/dev" in out
    assert "under bailiwick@" in out  # the pack comes with the wheel
