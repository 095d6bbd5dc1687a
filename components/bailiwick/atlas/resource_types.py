"""What kind of thing each Pulumi resource type is, and which of its inputs tell where it is.

The table of the two providers' types is derived from their SDKs (see
:mod:`bailiwick.atlas.derive`); types of other packages are classed by package.
A type that :func:`classify` does not know is never harmless by default.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from bailiwick.atlas.fact import Fact
from bailiwick.atlas.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

PROVIDER_PREFIX = "pulumi:providers:"


class Category(StrEnum):
    """How the place of a resource of some type is found."""

    PLACED = "placed"
    """It names its own place in an input."""
    ATTACHED = "attached"
    """It is where the resource is that one of its inputs names."""
    ORDERED = "ordered"
    """Its place is a label of an order's configuration."""
    GLOBAL = "global"
    """It spans places that nobody chooses."""
    ACCOUNT = "account"
    """It is data about the customer's account; no workload data is in it."""
    CLUSTER_OBJECT = "cluster-object"
    """It lives in the Kubernetes cluster that its provider talks to."""
    PROVIDER = "provider"
    """It is a Pulumi provider: configuration, not a thing that is anywhere."""
    COMPONENT = "component"
    """It groups other resources, which are judged one by one."""
    LOCAL = "local"
    """It exists in the program and its state only."""
    REMOTE = "remote"
    """It acts on a host or service that its inputs or its code name, and the atlas cannot tell which."""
    FOREIGN = "foreign"
    """It belongs to a cloud whose places the atlas does not know."""


class Bearing(StrEnum):
    """What a resource of some type holds."""

    DATA = "data"
    """Customer content at rest."""
    KEYS = "keys"
    """Key material and secrets."""
    COMPUTE = "compute"
    """Customer content while it is processed."""
    NETWORK = "network"
    """Customer content while it moves, and the ways it may take."""
    ACCESS = "access"
    """Who may reach what."""
    ACCOUNT = "account"
    """None of these."""


@dataclass(frozen=True, slots=True)
class ResourceType:
    """A Pulumi resource type as the atlas classes it."""

    token: str
    provider: str
    """``ovh``, ``scaleway``, or ``""`` for a type of another package."""
    category: Category
    bears: Bearing
    fact: Fact
    primary: str = ""
    """Path of the input that names the place: nested ones with dots, lists passed over in silence."""
    further: tuple[str, ...] = ()
    """Paths of inputs that narrow the place down or add another; absent more often than not."""
    copies: tuple[str, ...] = ()
    """Paths of inputs that name where copies go: replicas, backups."""
    everywhere_when_omitted: bool = False
    """Without ``primary`` the resource is in all regions, not in a default one."""
    parents: tuple[str, ...] = ()
    """Inputs that name the resources this one is attached to; the first one given decides."""
    orders: tuple[str, ...] = ()
    """Paths of the order configurations (lists of label and value) that may name the place."""
    why: str = ""
    """For a category without a place: the reason, as a clause."""
    alias_of: str = ""
    """The token that replaced this deprecated one."""

    @property
    def falls_to_provider(self) -> bool:
        """Whether the provider's configuration fills in a place that the inputs leave out."""
        return self.provider == "scaleway" and self.category is Category.PLACED


@cache
def classify(token: str) -> ResourceType | None:
    """The class of a resource type, or None if the atlas does not know it."""
    table = _table()
    if token.startswith(PROVIDER_PREFIX):
        return _provider(token)
    canonical = table["aliases"].get(token, "")
    row = table["by_token"].get(canonical or token)
    if row is not None:
        return _from_row(row, token, canonical)
    row = _packages().get(token) or _packages().get(token.partition(":")[0])
    if row is None:
        return None
    return ResourceType(token, "", Category(row["category"]), Bearing.ACCOUNT, Fact.of(row), why=row["why"])


def classified_tokens(provider: str) -> frozenset[str]:
    """Every token of the provider that the table classes, deprecated and removed ones included."""
    table = _table()
    return frozenset(
        token
        for tokens in (table["by_token"], table["aliases"])
        for token in tokens
        if token.startswith(f"{provider}:")
    )


def classified_packages() -> tuple[str, ...]:
    """The packages whose types are classed as one, and Pulumi's built-in types."""
    return tuple(_packages())


def _provider(token: str) -> ResourceType | None:
    package = token.removeprefix(PROVIDER_PREFIX)
    known = package in {"ovh", "scaleway", "pulumi"} or package in _packages()
    fact = Fact.of(read_table("packages")["provenance"])
    why = f"configures how {package} is reached"
    return ResourceType(token, "", Category.PROVIDER, Bearing.ACCESS, fact, why=why) if known else None


def _from_row(row: Mapping[str, Any], token: str, canonical: str) -> ResourceType:
    return ResourceType(
        token=token,
        provider=token.partition(":")[0],
        category=Category(row["category"]),
        bears=Bearing(row["bears"]),
        fact=_provenance(row["fact"]),
        primary=row.get("primary", ""),
        further=tuple(row.get("further", ())),
        copies=tuple(row.get("copies", ())),
        everywhere_when_omitted=row.get("everywhere_when_omitted", False),
        parents=tuple(row.get("parents", ())),
        orders=tuple(row.get("orders", ())),
        why=row.get("why", ""),
        alias_of=canonical,
    )


@cache
def order_labels() -> frozenset[str]:
    """The labels of an order's configuration whose value names a place."""
    return frozenset(read_table("types_overlay")["order_labels"])


@cache
def _table() -> dict[str, Any]:
    table = read_table("types")
    table["by_token"] = {row["token"]: row for row in table["rows"]}
    return table


@cache
def _provenance(name: str) -> Fact:
    return Fact.of(_table()["provenance"][name])


@cache
def _packages() -> dict[str, dict[str, Any]]:
    table = read_table("packages")
    rows = [*table["rows"], *table["builtin"]]
    return {row.get("package") or row["token"]: {**table["provenance"], **row} for row in rows}
