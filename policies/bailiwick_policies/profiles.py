"""The configurations that come with the pack, by name: ``fr-hds`` for ``policies/config/fr-hds.json``."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from bailiwick.errors import ConfigurationError, Diagnostic, nearest

_HERE: Final = Path(__file__).parent


def pack_folder() -> Path:
    """The folder that Pulumi runs as a policy pack: in a clone the one above, in a wheel one inside."""
    for folder in (_HERE.parent, _HERE / "pack"):
        if (folder / "PulumiPolicy.yaml").is_file():
            return folder
    raise ConfigurationError(
        Diagnostic(
            "Bailiwick's policy pack is not installed",
            next_step="name a pack with --policy-pack, or say --no-policy-pack",
        )
    )


def profiles() -> dict[str, Path]:
    """The file of each profile, by its name."""
    return {file.stem: file for file in sorted((pack_folder() / "config").glob("*.json"))}


def configuration_file(named: Path, *, where: str) -> Path:
    """The file that a user means by a path or by the name of a profile. A file of that name comes first.

    Args:
        named: as the user wrote it.
        where: how a message calls the option.

    Raises:
        ConfigurationError: it looks like a name and no profile has it. A path that
            leads nowhere is returned, for its reader to complain of.
    """
    written = str(named)
    if named.exists() or named.suffix or len(named.parts) != 1:
        return named
    known = profiles()
    if written in known:
        return known[written]
    raise ConfigurationError(
        Diagnostic(
            "is neither a file nor a profile",
            where=where,
            got=repr(written),
            expected=f"a file, or one of {', '.join(known)}",
            nearest=nearest(written, known),
        )
    )
