"""Countries, the blocs they form, and the codes that are often mistaken for theirs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bailiwick.atlas.fact import Fact
from bailiwick.atlas.tables import read_table
from bailiwick.errors import ConfigurationError, Diagnostic, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST_CODE = 3


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory with a code of its own."""

    code: str
    """ISO 3166-1 alpha-2."""
    name: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class Bloc:
    """A set of countries that a boundary may name by one word."""

    name: str
    """``EU``, ``EEA`` or ``EEA-ADEQUATE``."""
    members: frozenset[str]
    note: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class Mistaken:
    """A code that people write for a country although ISO 3166-1 gives it another."""

    wrong: str
    right: str
    note: str
    fact: Fact


def country(code: str) -> Country | None:
    """The country with this ISO 3166-1 alpha-2 code, in capitals, or None."""
    return _countries().get(code)


def bloc(name: str) -> Bloc | None:
    """The bloc of this name, in capitals, or None."""
    return _blocs().get(name)


def blocs() -> tuple[Bloc, ...]:
    """All blocs."""
    return tuple(_blocs().values())


def countries() -> tuple[Country, ...]:
    """All countries and territories with a code."""
    return tuple(_countries().values())


@cache
def mistaken_codes() -> tuple[Mistaken, ...]:
    """The codes that are often mistaken for those of ISO 3166-1."""
    return tuple(
        Mistaken(row["wrong"], row["right"], row["note"], Fact.of(row)) for row in read_table("countries")["mistaken"]
    )


def resolve_countries(names: Iterable[str], *, where: str = "countries") -> frozenset[str]:
    """The ISO codes that a list of country codes and bloc names stands for.

    Args:
        names: codes such as ``FR`` and blocs such as ``EU``; case does not matter.
        where: what the list is called in the errors.

    Raises:
        ConfigurationError: with one diagnostic for every name that is neither.
    """
    found: set[str] = set()
    wrong: list[Diagnostic] = []
    for place, written in enumerate(names):
        name = written.strip().upper()
        if name in _blocs():
            found |= _blocs()[name].members
        elif name in _countries():
            found.add(name)
        else:
            wrong.append(_not_a_country(written, f"{where}[{place}]"))
    if wrong:
        raise ConfigurationError(*wrong)
    return frozenset(found)


def _not_a_country(written: str, where: str) -> Diagnostic:
    code = written.strip().upper()
    mistaken = next((row.right for row in mistaken_codes() if row.wrong == code), "")
    return Diagnostic(
        "is not a country",
        where=where,
        got=repr(written),
        expected=f"an ISO 3166-1 alpha-2 code such as FR, or one of the blocs {', '.join(_blocs())}",
        nearest=mistaken or _meant(written.strip()),
    )


def _meant(written: str) -> str:
    """The code that ``written`` resembles, or that of the country whose English name it resembles."""
    code = nearest(written, [*_countries(), *_blocs()])
    name = nearest(written, [item.name for item in _countries().values()])
    named = next((item.code for item in _countries().values() if item.name == name), "")
    return code or named if len(written) <= _LONGEST_CODE else named or code


@cache
def _countries() -> dict[str, Country]:
    table = read_table("countries")
    fact = Fact.of(table["provenance"])
    return {row["code"]: Country(row["code"], row["name"], fact) for row in table["rows"]}


@cache
def _blocs() -> dict[str, Bloc]:
    return {
        row["bloc"]: Bloc(row["bloc"], frozenset(row["members"]), row["note"], Fact.of(row))
        for row in read_table("countries")["blocs"]
    }
