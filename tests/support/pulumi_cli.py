"""What tests under a real Pulumi CLI share: how to reach nothing, and what of the repository to run."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from recordings import ENVIRONMENT

ROOT = Path(__file__).parents[2]
OFFLINE = {
    **ENVIRONMENT,
    "OVH_IGNORE_INIT_ERROR": "true",
    "SCW_API_URL": "http://127.0.0.1:9",
    "HTTP_PROXY": "http://127.0.0.1:9",
    "HTTPS_PROXY": "http://127.0.0.1:9",
    "NO_PROXY": "127.0.0.1,localhost",
    "GOPROXY": "off",
    "GOTOOLCHAIN": "local",
    "PULUMI_SKIP_UPDATE_CHECK": "true",
    "PULUMI_DEBUG_COMMANDS": "true",  # without it there is no --event-log
    "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
}
INSTALLED = ("__pycache__", ".venv", "sdks", "node_modules")
"""What is made in a clone and is no part of it."""


def missing(package: str) -> bool:
    """Whether there is no provider plugin of that name, neither on PATH nor in ``PULUMI_HOME``."""
    if shutil.which(f"pulumi-resource-{package}"):
        return False
    home = Path(os.environ.get("PULUMI_HOME", Path.home() / ".pulumi"))
    return not list(home.glob(f"plugins/resource-{package}-*"))


def cloned(into: Path, *folders: str) -> Path:
    """Those folders of the repository where the CLI may write, with the environment that the tests run in.

    The component package has the same environment: in a clone, ``pulumi install`` makes one for it.
    """
    for name in folders:
        shutil.copytree(ROOT / name, into / name, ignore=shutil.ignore_patterns(*INSTALLED))
    for place in (into, into / "components"):
        (place / ".venv").symlink_to(sys.prefix)
    return into


def environment(clone: Path, backend: Path) -> dict[str, str]:
    """The variables under which the CLI keeps its state in ``backend``."""
    for folder in (backend, clone / "home"):
        folder.mkdir(exist_ok=True)
    return {
        **os.environ,
        **OFFLINE,
        "PULUMI_BACKEND_URL": f"file://{backend}",
        "BAILIWICK_SECRETS_PROVIDER": "passphrase",  # the engine tells policies nothing of it
        "PULUMI_HOME": os.environ.get("PULUMI_HOME", str(clone / "home")),
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
    }
