"""Small Pulumi projects and policy packs, and the command that rehearses them."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

COMMAND = Path(sys.executable).with_name("bailiwick")
PROJECT_FILE = "name: demo\nruntime: python\n"
# A resource type that needs no SDK but Pulumi's own, so that a rehearsal starts quickly.
THING = '''\
import pulumi

class Thing(pulumi.CustomResource):
    """A resource whose inputs are its keyword arguments; ``endpoint`` is computed."""

    endpoint: pulumi.Output[str]

    def __init__(self, name, opts=None, **inputs):
        super().__init__("test:index:Thing", name, {**inputs, "endpoint": None}, opts)

'''
# The same with the module that a policy pack needs.
PACK = """\
from pulumi_policy import *

"""


@dataclass
class Demo:
    """A project in a folder of its own."""

    root: Path
    environment: dict[str, str] = field(default_factory=dict)

    def program(self, text: str, *, thing: bool = True) -> Demo:
        """Writes ``__main__.py``; the class ``Thing`` is there already."""
        (self.root / "__main__.py").write_text((THING if thing else "") + textwrap.dedent(text), encoding="utf-8")
        return self

    def file(self, name: str, text: str) -> Path:
        """Writes any other file."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8")
        return path

    def pack(self, name: str, text: str) -> Path:
        """Writes a policy pack beside the project and returns its folder."""
        folder = self.root.parent / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "PulumiPolicy.yaml").write_text("runtime: python\nversion: 1.2.3\n", encoding="utf-8")
        (folder / "__main__.py").write_text(PACK + textwrap.dedent(text), encoding="utf-8")
        return folder

    def rehearse(self, *options: object, env: Mapping[str, str] | None = None) -> Outcome:
        """Runs ``bailiwick rehearse`` in the project; without a pack unless the options name one."""
        words = [str(option) for option in options]
        if "--policy-pack" not in words:
            words.append("--no-policy-pack")
        done = subprocess.run(
            [COMMAND, "rehearse", *words],
            cwd=self.root,
            env={**clean_environment(), **self.environment, **(env or {})},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        return Outcome(done.returncode, done.stdout, done.stderr)


@dataclass(frozen=True)
class Outcome:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def text(self) -> str:
        """Everything that it said."""
        return self.out + self.err


def demo(folder: Path, program: str | None = None, *, config: str = "", project: str = PROJECT_FILE) -> Demo:
    """A project with one stack, ``dev``."""
    root = folder / "demo"
    root.mkdir(parents=True)
    (root / "Pulumi.yaml").write_text(project, encoding="utf-8")
    (root / "Pulumi.dev.yaml").write_text(textwrap.dedent(config), encoding="utf-8")
    made = Demo(root)
    return made if program is None else made.program(program)


def clean_environment() -> dict[str, str]:
    """This process's environment without what would change how Pulumi, Python or a terminal behave."""
    dropped = ("PULUMI_", "BAILIWICK_", "SCW_", "OVH_", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERMINAL_", "PYTHONPATH")
    return {key: value for key, value in os.environ.items() if not key.startswith(dropped)}


def mark() -> dict[str, str]:
    """An environment variable by which ``marked_processes`` finds a process and its descendants."""
    return {"BAILIWICK_TEST_MARK": uuid.uuid4().hex}


def marked_processes(marker: Mapping[str, str]) -> dict[int, str]:
    """The live processes that carry the mark: number and command line."""
    wanted = "\0".join(f"{key}={value}" for key, value in marker.items()).encode()
    found = {}
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            if wanted in (folder / "environ").read_bytes() and (folder / "stat").read_text().split(") ")[1][0] != "Z":
                found[int(folder.name)] = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue  # gone already, or another user's
    return found


def wait_until(condition: object, seconds: float = 30.0) -> bool:
    """Whether the condition, a function, became true in time."""
    assert callable(condition)
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def run_map(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Runs ``bailiwick map`` in a folder."""
    return subprocess.run(
        [COMMAND, "map", *words],
        cwd=folder,
        env=clean_environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
