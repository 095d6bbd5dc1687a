"""Waivers: findings that somebody answers for, until a day. Only the pack's own configuration can grant them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, Final

from bailiwick.errors import ConfigurationError, Diagnostic, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

WAIVERS: Final = "waivers"
"""The setting that holds them, beside those of the boundary."""
_TEXT: Final = {"type": "string", "minLength": 1}
KEYS: Final = ("rule", "resource", "reason", "owner", "expires")
SCHEMA: Final[dict[str, Any]] = {
    "type": "array",
    "description": "Findings that somebody answers for until a day.",
    "items": {"type": "object", "properties": dict.fromkeys(KEYS, _TEXT)},
}
"""JSON schema of the setting. What is missing or malformed is told by :func:`parse_waivers`."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """Somebody answers for the findings of one rule about some resources, until a day."""

    rule: str
    """Id of the rule."""
    resource: str
    """Pattern for ``TYPE::NAME``, the end of a URN: ``*`` for any text, ``?`` for a character. Case counts."""
    reason: str
    owner: str
    """Who answers: a person, a team, a role."""
    expires: date
    """The last day on which it holds."""

    def holds(self, today: date) -> bool:
        """Whether it still excuses anything on ``today``."""
        return today <= self.expires

    def speaks_of(self, urn: str) -> bool:
        """Whether the resource is one that it is about."""
        _, _, kind, name = urn.split("::", 3)
        return fnmatchcase(f"{kind.rpartition('$')[2]}::{name}", self.resource)

    def __str__(self) -> str:
        return f"waiver of {self.rule} for {self.resource} by {self.owner} until {self.expires}: {self.reason}"


def parse_waivers(rows: Any, rules: Collection[str], *, where: Callable[[str], str]) -> tuple[Waiver, ...]:
    """The waivers that a setting holds.

    Args:
        rows: the value of the setting.
        rules: the ids of all rules.
        where: how messages call the place of a path such as ``waivers[0].rule``.

    Raises:
        ConfigurationError: with every problem found. Nothing may be judged then.
    """
    if not isinstance(rows, list):
        raise ConfigurationError(
            Diagnostic("is malformed", where=where(WAIVERS), got=repr(rows), expected="a list of waivers")
        )
    problems: list[Diagnostic] = []
    found: list[Waiver] = []
    for place, row in enumerate(rows):
        wrong = _problems(row, rules, f"{WAIVERS}[{place}]", where)
        problems += wrong
        if not wrong:
            found.append(Waiver(**{**row, "rule": _rule_id(row["rule"], rules), "expires": _day(row["expires"])}))
    if problems:
        raise ConfigurationError(*problems)
    return tuple(found)


def _problems(row: Any, rules: Collection[str], at: str, where: Callable[[str], str]) -> list[Diagnostic]:
    if not isinstance(row, dict):
        return [Diagnostic("is no waiver", where=where(at), got=repr(row), expected=", ".join(KEYS))]
    wrong = [
        Diagnostic("is not part of a waiver", where=where(f"{at}.{key}"), got=repr(key), nearest=nearest(key, KEYS))
        for key in row
        if key not in KEYS
    ]
    for key in KEYS:
        value = row.get(key)
        if value is None:
            wrong.append(
                Diagnostic(f"a waiver without {key} is none", where=where(f"{at}.{key}"), next_step=f"add {key}")
            )
        elif not isinstance(value, str) or not value.strip():
            wrong.append(Diagnostic("is malformed", where=where(f"{at}.{key}"), got=repr(value), expected="text"))
        elif key == "rule" and not _rule_id(value, rules):
            close = nearest(value, rules)
            wrong.append(Diagnostic("is no rule", where=where(f"{at}.{key}"), got=repr(value), nearest=close))
        elif key == "expires" and _day(value) is None:
            expected = "a day such as 2027-03-31"
            wrong.append(Diagnostic("is not a day", where=where(f"{at}.{key}"), got=repr(value), expected=expected))
    return wrong


def _rule_id(written: str, rules: Collection[str]) -> str:
    """The id of the rule, which may be written as the name of its policy; ``""`` if there is none."""
    return next((rule for rule in rules if written in (rule, rule.replace("/", "-"))), "")


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
