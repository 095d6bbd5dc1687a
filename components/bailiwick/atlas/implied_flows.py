"""What a plan's resource types mean for a data map: which hold data, which send it on, which open a way out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Final

from bailiwick.atlas.fact import Fact
from bailiwick.atlas.resource_types import Bearing, Category, classify
from bailiwick.atlas.tables import read_table

_HELD: Final = frozenset({Bearing.DATA, Bearing.KEYS})
_FAR: Final = frozenset({Category.FOREIGN, Category.REMOTE})


class Role(StrEnum):
    """What a resource of some type is among data."""

    STORE = "store"
    """It keeps data or keys."""
    COPY = "copy"
    """It keeps a copy of what another resource keeps: a backup, a snapshot, a replica."""
    PART = "part"
    """It is a part or a setting of another resource, and is claimed together with that."""
    EXPORT = "export"
    """It keeps nothing and has data sent from one resource to another, or to a host."""
    NOTHING = "nothing"
    """It keeps nothing and sends nothing."""
    UNKNOWN = "unknown"
    """Nobody can tell what it keeps."""


class Way(StrEnum):
    """How traffic gets out of a private network."""

    EGRESS = "egress"
    """To everywhere."""
    LINK = "link"
    """To another network, whose place the plan does not show."""
    NETWORK = "network"
    """Not out of it: this is the network."""


@dataclass(frozen=True, slots=True)
class DataRole:
    """What resources of one type are among data."""

    token: str
    role: Role
    fact: Fact
    of: tuple[str, ...] = ()
    """Inputs that name the whole of a part, the original of a copy, or where an export takes its data from."""
    to: tuple[str, ...] = ()
    """Paths of the inputs that name where an export sends it: a resource or a host."""
    access: str = ""
    """The kind of flow that a copy or an export is, in the words of a data map."""
    default: str = ""
    """The host to which an export sends if the inputs name none."""


@dataclass(frozen=True, slots=True)
class Pull:
    """An input that names what is fetched from elsewhere."""

    token: str
    input: str
    form: str
    """``image`` for the reference of a container image, ``url``."""
    fact: Fact


@dataclass(frozen=True, slots=True)
class Opening:
    """A type that is a private network, or lets traffic out of one."""

    token: str
    way: Way
    does: str
    """What it does, as a predicate."""
    fact: Fact


def role_of(token: str) -> DataRole | None:
    """What a type is among data; None for one that bears neither data nor keys."""
    kind = classify(token)
    own = (kind.alias_of or token) if kind is not None else token
    row = _roles().get(own)
    if row is not None:
        return row
    if kind is None or (kind.category in _FAR):
        return DataRole(own, Role.UNKNOWN, _fact() if kind is None else kind.fact)
    return DataRole(own, Role.STORE, kind.fact) if kind.bears in _HELD else None


def pulls_of(token: str) -> tuple[Pull, ...]:
    """The inputs of a type that name what is fetched from elsewhere."""
    own = _own(token)
    return tuple(row for row in pulls() if row.token == own)


def opening_of(token: str) -> Opening | None:
    """What a type is among networks; None if it is no network and opens no way out of one."""
    return _openings().get(_own(token))


def listed_roles() -> tuple[DataRole, ...]:
    """The rows about types that are no plain stores, and about stores of packages that the atlas classes as a whole."""
    return tuple(_roles().values())


def openings() -> tuple[Opening, ...]:
    """All types that open a way out."""
    return tuple(_openings().values())


@cache
def pulls() -> tuple[Pull, ...]:
    """All inputs that name what is fetched from elsewhere."""
    return tuple(Pull(**row, fact=_fact()) for row in _table()["pulls"])


def _own(token: str) -> str:
    kind = classify(token)
    return (kind.alias_of or token) if kind is not None else token


@cache
def _table() -> dict[str, Any]:
    return read_table("implied_flows")


@cache
def _fact() -> Fact:
    return Fact.of(_table()["provenance"])


@cache
def _roles() -> dict[str, DataRole]:
    return {row["token"]: _role(row) for row in _table()["rows"]}


def _role(row: dict[str, Any]) -> DataRole:
    return DataRole(
        row["token"],
        Role(row["role"]),
        _fact(),
        tuple(row.get("of", ())),
        tuple(row.get("to", ())),
        row.get("access", ""),
        row.get("default", ""),
    )


@cache
def _openings() -> dict[str, Opening]:
    return {row["token"]: Opening(row["token"], Way(row["way"]), row["does"], _fact()) for row in _table()["ways"]}
