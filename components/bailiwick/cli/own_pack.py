"""Where the policy pack is that comes with Bailiwick, with its profiles."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from bailiwick.errors import ConfigurationError, Diagnostic


def own_pack() -> Path:
    """The folder of the policy pack that comes with Bailiwick.

    Raises:
        ConfigurationError: it is not installed.
    """
    found = find_spec("bailiwick_policies")
    for installed in map(Path, (found.submodule_search_locations or []) if found else []):
        # In a clone the pack is the folder above, in an installed wheel it is a folder inside.
        for folder in (installed.parent, installed / "pack"):
            if (folder / "PulumiPolicy.yaml").is_file():
                return folder
    raise ConfigurationError(
        Diagnostic(
            "Bailiwick's policy pack is not installed",
            next_step="name a pack with --policy-pack, or say --no-policy-pack",
        )
    )
