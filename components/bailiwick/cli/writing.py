"""Writes what a command made: whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import tempfile
from pathlib import Path

from bailiwick.errors import ConfigurationError, Diagnostic

STDOUT = Path("-")


def write_whole(path: Path, text: str, *, option: str, source: Path | None = None) -> None:
    """Puts text in a file, or on stdout for ``-``. A file that is there is replaced in one step or stays as it was.

    Args:
        path: where to; folders above it are made.
        text: what.
        option: the option that named the path, for errors.
        source: the file that the text was made from, which must not be overwritten.

    Raises:
        ConfigurationError: it cannot be written there.
    """
    if path == STDOUT:
        sys.stdout.buffer.write(text.encode())  # these formats are UTF-8, whatever the terminal's encoding is
        sys.stdout.buffer.flush()
        return
    try:
        target = path.resolve()  # a link stays a link
        if source is not None and target == source.resolve():
            raise ConfigurationError(
                Diagnostic("is the file that was read", where=option, got=str(path), next_step="name another one")
            )
        if target.exists() and not target.is_file():
            _poured(target, text)
        else:
            _replaced(target, text)
    except OSError as problem:
        raise ConfigurationError(
            Diagnostic(
                f"cannot be written: {problem.strerror or problem}",
                where=option,
                got=str(path),
                next_step="name a file in a folder that you may write to, or - for stdout",
            )
        ) from None


def _poured(target: Path, text: str) -> None:
    """Into a device or a pipe, which cannot be replaced; a folder refuses it."""
    with target.open("w", encoding="utf-8", newline="") as stream:
        stream.write(text)


def _replaced(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    fresh = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        fresh.chmod(_mode(target))
        fresh.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            fresh.unlink()
        raise


def _mode(target: Path) -> int:
    """That of the file that is replaced, else what the user's mask allows."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
