"""Legal acts, certification schemes and laws that reach abroad, with what follows from them.

A consequence says what a machine can check: an aspect, the countries within which
it has to stay, what lifts it, and how serious a breach is. A draft binds nobody.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from bailiwick.atlas.conditions import Condition
from bailiwick.atlas.countries import resolve_countries
from bailiwick.atlas.fact import Fact
from bailiwick.atlas.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

_PLAIN = {"aspect", "effect", "says", "article", "within", "unless", "certificate", "starts", "limits", "when"}
_PROVENANCE = ("source", "at", "as_of", "confidence", "review_after")


class Kind(StrEnum):
    """What sort of thing a framework is."""

    REGIME = "regime"
    """A law that whoever it applies to has to follow."""
    SCHEME = "scheme"
    """A catalogue of criteria for which a certificate or attestation can be had."""
    REACH = "reach"
    """A law that lets a state demand data from abroad: an exposure, nothing to comply with."""


class Status(StrEnum):
    """Whether a framework binds anybody."""

    IN_FORCE = "in-force"
    DRAFT = "draft"


class Aspect(StrEnum):
    """What a consequence constrains."""

    STORAGE = "storage"
    PROCESSING = "processing"
    ACCESS = "access"
    """Looking at data from elsewhere: operations, support, telemetry."""
    TRANSFER = "transfer"
    """Data flows out of the countries named in ``within``."""
    TELEMETRY = "telemetry"
    ESTABLISHMENT = "establishment"
    """Where the provider has its seat or an establishment."""
    OWNERSHIP = "ownership"
    CERTIFICATE = "certificate"
    KEYS = "keys"
    LOGS = "logs"
    CONTRACT = "contract"
    DISCLOSURE = "disclosure"
    """What has to be told or published, and how foreign orders are met."""
    DOCUMENTATION = "documentation"
    DRIFT = "drift"
    """What is deployed is what was declared."""


class Effect(StrEnum):
    """What a breach amounts to."""

    ERROR = "error"
    WARNING = "warning"
    EVIDENCE = "evidence"
    """A document has to show it; no machine can."""


@dataclass(frozen=True, slots=True)
class Consequence:
    """Something that follows from a framework and can be checked or has to be shown."""

    aspect: Aspect
    effect: Effect
    says: str
    """The rule in our words, one sentence."""
    article: str
    """Where the framework says it; ``""`` if that was not found."""
    within: frozenset[str]
    """ISO codes of the countries in which it is met; empty if it is not about countries."""
    unless: tuple[str, ...]
    """What lifts it, e.g. the transfer mechanisms ``adequacy`` and ``scc``."""
    certificate: str
    """The scheme of which a certificate is needed, or ``""``."""
    starts: date | None
    """From when it applies, if later than the framework itself."""
    limits: Mapping[str, float]
    """Named numbers, e.g. ``single_percent``, ``joint_percent``, ``minimum_days``, ``level``."""
    fact: Fact
    when: Condition | None = None
    """What else must be so for it to follow; None for nothing."""


@dataclass(frozen=True, slots=True)
class Framework:
    """A legal act or a certification scheme."""

    id: str
    title: str
    short: str
    """The name that people use."""
    version: str
    fact: Fact
    kind: Kind = Kind.REGIME
    status: Status = Status.IN_FORCE
    in_force_from: date | None = None
    """None for a draft, and where the day does not matter."""
    jurisdiction: str = ""
    """ISO code or bloc whose law it is; ``""`` for a standard."""
    applies: str = ""
    """To what it applies, as a noun phrase."""
    triggers: tuple[Condition, ...] = ()
    """When it applies, for a machine: any of them suffices. Empty if it applies where somebody chooses it."""
    special_categories: frozenset[str] = frozenset()
    """The categories of personal data that it protects more than others."""
    consequences: tuple[Consequence, ...] = ()
    milestones: Mapping[date, str] = field(default_factory=lambda: MappingProxyType({}))
    """What applies from which day."""
    note: str = ""

    @property
    def binding(self) -> bool:
        """Whether it is law or a scheme in force, no draft."""
        return self.status is Status.IN_FORCE


def framework(identifier: str) -> Framework | None:
    """The framework with this id, or None."""
    return _frameworks().get(identifier)


def frameworks() -> tuple[Framework, ...]:
    """All frameworks, drafts included."""
    return tuple(_frameworks().values())


@cache
def _frameworks() -> dict[str, Framework]:
    return {row["id"]: _framework(row) for row in read_table("frameworks")["rows"]}


def _framework(row: dict[str, Any]) -> Framework:
    provenance = {key: row[key] for key in _PROVENANCE if key in row}
    return Framework(
        id=row["id"],
        title=row["title"],
        short=row["short"],
        version=row["version"],
        fact=Fact.of(row),
        kind=Kind(row["kind"]),
        status=Status(row["status"]),
        in_force_from=_day(row["in_force_from"]),
        jurisdiction=row["jurisdiction"],
        applies=row["applies"],
        triggers=tuple(Condition.of(item) for item in row.get("triggers", ())),
        special_categories=frozenset(row.get("special_categories", ())),
        consequences=tuple(_consequence(item, provenance) for item in row["consequences"]),
        milestones=MappingProxyType({date.fromisoformat(item["date"]): item["what"] for item in row["milestones"]}),
        note=row.get("note", ""),
    )


def _consequence(row: dict[str, Any], provenance: dict[str, str]) -> Consequence:
    # A source of its own brings its own place in it.
    inherited = {key: value for key, value in provenance.items() if key != "at" or "source" not in row}
    numbers = {key: value for key, value in row.items() if key not in {*_PLAIN, *_PROVENANCE, "certificate_type"}}
    if "certificate_type" in row:
        numbers["certificate_type"] = float(row["certificate_type"])
    return Consequence(
        aspect=Aspect(row["aspect"]),
        effect=Effect(row["effect"]),
        says=row["says"],
        article=row["article"],
        within=resolve_countries(row["within"], where="frameworks.json"),
        unless=tuple(row["unless"]),
        certificate=row.get("certificate", ""),
        starts=_day(row.get("starts")),
        limits=MappingProxyType({**row.get("limits", {}), **numbers}),
        fact=Fact.of({**inherited, **row}),
        when=Condition.of(row["when"]) if "when" in row else None,
    )


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)
