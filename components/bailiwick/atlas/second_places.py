"""Where a resource's data goes besides its own place, where no input names that place: backups, archives, telemetry.

An input that names a second place is a path in ``types.json``. Here stands what a
flag, a storage class or the provider's own habit decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from bailiwick.atlas.fact import Fact
from bailiwick.atlas.key_backups import key_backups
from bailiwick.atlas.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

ANY = "*"
"""As a value: anything that is given. As a region: all of them."""


@dataclass(frozen=True, slots=True)
class Condition:
    """An input that decides whether a copy is made."""

    input: str
    """Path: nested ones with dots, lists passed over in silence."""
    values: tuple[Any, ...]
    """Those that fulfil the condition; :data:`ANY` for whatever is given."""

    def met_by(self, value: Any) -> bool:
        """Whether a value fulfils it. True is not 1 here."""
        return ANY in self.values or any(type(value) is type(item) and value == item for item in self.values)


@dataclass(frozen=True, slots=True)
class SecondPlace:
    """Data of one type that goes to another place under some condition."""

    token: str
    """The type, by its canonical token."""
    what: str
    """What goes there, as a noun: ``backup``."""
    when: tuple[Condition, ...]
    """It goes there if one of these is fulfilled; none means always."""
    unless: tuple[Condition, ...]
    """It stays if one of these is fulfilled, whatever ``when`` says."""
    to: Mapping[str, str]
    """Canonical code of the other region by that of the resource's own; empty if nobody published it."""
    key_service: bool
    """Whether it goes where the region's key management service keeps its backups (see ``key_backups``)."""
    why: str
    """What happens, as a clause: ``its logical backups may go to another region``."""
    fix: str
    """How to keep it in its place, as an instruction without a full stop."""
    fact: Fact

    def regions(self, provider: str, region: str) -> tuple[str, ...] | None:
        """The other regions for a resource in ``region``; None if nobody has published them."""
        if self.key_service:
            kept = key_backups(provider, region)
            return None if kept is None else kept.regions
        code = self.to.get(region) or self.to.get(ANY)
        return None if code is None else (code,)


def second_places_of(token: str) -> tuple[SecondPlace, ...]:
    """The rows about a type, by its canonical token."""
    return _by_token().get(token, ())


@cache
def second_places() -> tuple[SecondPlace, ...]:
    """All rows."""
    return tuple(
        SecondPlace(
            token=row["token"],
            what=row["what"],
            when=_conditions(row.get("when", ())),
            unless=_conditions(row.get("unless", ())),
            to=row.get("to") or {},
            key_service=row.get("key_service", False),
            why=row["why"],
            fix=row["fix"],
            fact=Fact.of(row),
        )
        for row in read_table("second_places")["rows"]
    )


def _conditions(rows: Any) -> tuple[Condition, ...]:
    return tuple(Condition(row["input"], tuple(row["values"])) for row in rows)


@cache
def _by_token() -> dict[str, tuple[SecondPlace, ...]]:
    found: dict[str, tuple[SecondPlace, ...]] = {}
    for row in second_places():
        found[row.token] = (*found.get(row.token, ()), row)
    return found
