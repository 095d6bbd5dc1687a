"""JSON read together with the place where each value stands.

State exports may be large, so positions are not kept while reading: they are
looked up, at the speed of the standard library's scanner, once one is asked for.
"""

from __future__ import annotations

import json
import re
from json.decoder import scanstring  # type: ignore[attr-defined]  # the scanner of strings, public but not in typeshed
from typing import TYPE_CHECKING, Any, Final

from bailiwick.errors import ConfigurationError, Diagnostic

if TYPE_CHECKING:
    from pathlib import Path

Trail = tuple[str | int, ...]

LARGEST: Final = 512 * 1024 * 1024
"""Bytes. Read whole, a larger file would need several gigabytes of memory."""
_BLANK: Final = re.compile(r"[ \t\n\r]*")
_BREAKS: Final = re.compile(r"\n")


class JsonFile:
    """A parsed JSON document that can tell its lines."""

    def __init__(self, path: Path, text: str, value: Any) -> None:
        self.path = path
        self.value = value
        self._text = text
        self._decoder = json.JSONDecoder()
        self._starts: dict[Trail, dict[str | int, int]] = {}
        """Where the members of each container start that somebody has asked about."""
        self._breaks: list[int] | None = None

    def where(self, *trail: str | int) -> str:
        """``file:line`` of the value at ``trail``, or of its closest ancestor that exists."""
        at = _BLANK.match(self._text, 0).end()  # type: ignore[union-attr]  # matches everywhere
        for length, step in enumerate(trail):
            members = self._members(trail[:length], at)
            if step not in members:
                break
            at = members[step]
        return f"{self.path}:{self._line(at)}"

    def _members(self, trail: Trail, at: int) -> dict[str | int, int]:
        known = self._starts.get(trail)
        if known is None:
            known = self._starts[trail] = self._scan(at)
        return known

    def _scan(self, at: int) -> dict[str | int, int]:
        """Where the members of the container at ``at`` start. The text is known to be valid JSON."""
        found: dict[str | int, int] = {}
        opening = self._text[at]
        if opening not in "{[":
            return found
        at = self._skip_blank(at + 1)
        while self._text[at] not in "}]":
            key: str | int = len(found)
            if opening == "{":
                key, at = scanstring(self._text, at + 1, True)
                at = self._skip_blank(self._skip_blank(at) + 1)
            found[key] = at
            _, at = self._decoder.raw_decode(self._text, at)
            at = self._skip_blank(at)
            if self._text[at] == ",":
                at = self._skip_blank(at + 1)
        return found

    def _skip_blank(self, at: int) -> int:
        return _BLANK.match(self._text, at).end()  # type: ignore[union-attr]  # matches everywhere

    def _line(self, at: int) -> int:
        from bisect import bisect_left  # noqa: PLC0415 only for a file of which somebody asks a line

        if self._breaks is None:
            self._breaks = [match.start() for match in _BREAKS.finditer(self._text)]
        return bisect_left(self._breaks, at) + 1


def read_json(path: Path) -> JsonFile:
    """Reads one JSON document, whole or not at all.

    Raises:
        ConfigurationError: the file is missing, too large, not UTF-8, cut off, not
            JSON, or names a key twice.
    """
    text = _text(path)
    try:
        value = json.loads(text, object_pairs_hook=_without_repetition, parse_constant=_refuse_constant)
    except json.JSONDecodeError as problem:
        raise ConfigurationError(_describe(path, text, problem)) from None
    except RecursionError:
        raise ConfigurationError(Diagnostic("is nested too deeply", where=str(path))) from None
    except ValueError as problem:
        raise ConfigurationError(Diagnostic(f"is not usable JSON ({problem})", where=str(path))) from None
    return JsonFile(path, text, value)


def _text(path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise ConfigurationError(
                Diagnostic(
                    "is too large to be read whole",
                    where=str(path),
                    got=f"{size:,} bytes",
                    expected=f"at most {LARGEST:,}",
                    next_step="split the stack; nothing is judged by half a file",
                )
            )
        return path.read_bytes().decode("utf-8-sig")
    except OSError as problem:
        raise ConfigurationError(Diagnostic(f"cannot be read ({problem.strerror})", where=str(path))) from None
    except UnicodeDecodeError as problem:
        raise ConfigurationError(
            Diagnostic(f"is not UTF-8 (byte {problem.start})", where=str(path), next_step="save the file as UTF-8")
        ) from None


def _without_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object, provided that no key hides an earlier one of the same name."""
    made = dict(pairs)
    if len(made) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"key {twice!r} stands twice in one object")
    return made


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not a JSON number")


def _describe(path: Path, text: str, problem: json.JSONDecodeError) -> Diagnostic:
    if problem.pos >= len(text.rstrip()) or problem.msg.startswith("Unterminated"):
        return Diagnostic(
            f"is cut off: it ends at byte {len(text.encode())} in the middle of a value",
            where=f"{path}:{text.count(chr(10)) + 1}",
            next_step="write the file anew; nothing is judged by half of one",
        )
    return Diagnostic(f"is not valid JSON ({problem.msg})", where=f"{path}:{problem.lineno}:{problem.colno}")
