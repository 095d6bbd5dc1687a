"""What goes wrong, told so that the reader knows what to do next.

Every error that a user can cause is a :class:`BailiwickError`. It carries one or
more :class:`Diagnostic`, all of those found in one run, and the exit code of the
command that it ends.

Exit codes: 0 fine, 1 findings at or above ``--fail-level``, 2 usage or
configuration error, 3 environment missing, 70 a bug of ours.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

EXIT_OK = 0
EXIT_FINDINGS = 1
EXIT_USAGE = 2
EXIT_ENVIRONMENT = 3
EXIT_BUG = 70


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem: where it is, what was found, what was expected, what to do."""

    problem: str
    """One sentence without a full stop."""
    where: str = ""
    """``file:line``, ``file:line:column`` or the name of a resource or option."""
    got: str = ""
    """The offending value, as the user wrote it. Never a secret."""
    expected: str = ""
    """What is accepted here."""
    nearest: str = ""
    """The accepted value that resembles ``got`` most."""
    next_step: str = ""
    """What to do, as an instruction."""

    def __str__(self) -> str:
        line = f"{self.where}: {self.problem}" if self.where else self.problem
        if self.got:
            line += f": got {self.got}"
        if self.expected:
            line += f"{';' if self.got else ':'} expected {self.expected}"
        if self.nearest:
            line += f" (did you mean {self.nearest}?)"
        if self.next_step:
            line += f"\n  next: {self.next_step}"
        return line


class BailiwickError(Exception):
    """Base of all errors that are reported to the user instead of a traceback."""

    exit_code = EXIT_BUG

    def __init__(self, *diagnostics: Diagnostic | str) -> None:
        self._diagnostics = tuple(item if isinstance(item, Diagnostic) else Diagnostic(item) for item in diagnostics)
        super().__init__("\n".join(map(str, self._diagnostics)))

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All problems found, in the order in which they should be read."""
        return self._diagnostics


class ConfigurationError(BailiwickError):
    """A file, option or argument is wrong; nothing was done."""

    exit_code = EXIT_USAGE


class EnvironmentMissingError(BailiwickError):
    """Something that the machine must have is not there."""

    exit_code = EXIT_ENVIRONMENT


def nearest(value: str, accepted: Iterable[str]) -> str:
    """The accepted value that resembles ``value`` most, or ``""`` when none does."""
    by_folded = {item.casefold(): item for item in accepted}
    found = difflib.get_close_matches(value.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else ""
