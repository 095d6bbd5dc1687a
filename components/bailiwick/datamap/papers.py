"""What stands on file: documents, assessments, certificates, and what carries a transfer."""

# No `from __future__ import annotations`: pydantic reads these annotations, the enumerations at run time.

import datetime as dt
from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, InstanceOf, WithJsonSchema

from bailiwick.datamap import terms
from bailiwick.datamap.fields import Day, PartyId, PlaceKind, SchemeId, Text
from bailiwick.datamap.position import NOWHERE, Origin

AT = "\0at"
"""The key under which the reader hands a mapping's position over; no YAML file can hold it."""

Positioned = Annotated[InstanceOf[Origin], Field(validation_alias=AT), WithJsonSchema({})]


@dataclass(frozen=True, kw_only=True)
class Written:
    """Something that stands in the file."""

    __pydantic_config__ = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    at: Positioned = field(default_factory=lambda: NOWHERE, compare=False, repr=False)
    """Where it stands."""
    todo: str = ""
    """What somebody still has to find out about it; asked for until it is done."""


@dataclass(frozen=True, kw_only=True)
class Document(Written):
    """A document on file that shows what no machine can."""

    shows: Text
    """What it shows: the framework and the aspect, as a finding names them, e.g. ``gdpr/contract``."""
    party: PartyId = ""
    """With or about which party; empty for the map as a whole."""
    reference: Text
    """Where it is kept."""
    date: Day
    """When it was signed or issued."""
    valid_until: Day | None = None
    """The last day on which it counts; empty for no end."""

    def holds(self, today: dt.date) -> bool:
        """Whether it counts on a day."""
        return self.date <= today and (self.valid_until is None or today <= self.valid_until)


@dataclass(frozen=True, kw_only=True)
class Assessment(Written):
    """An assessment on file: of anonymity, or of a transfer's impact (TIA)."""

    date: Day
    """When it was made."""
    reference: Text
    """Where it is kept."""
    valid_until: Day | None = None
    """The last day on which it counts; empty for no end."""

    def holds(self, today: dt.date) -> bool:
        """Whether it counts on a day."""
        return self.date <= today and (self.valid_until is None or today <= self.valid_until)


@dataclass(frozen=True, kw_only=True)
class Certificate(Written):
    """A certificate or attestation of a party that is on file."""

    scheme: SchemeId
    """Which scheme."""
    type: Literal["", "1", "2"] = ""
    """For C5: type 1 attests a day, type 2 a period."""
    products: tuple[PlaceKind, ...]
    """Which kinds of places it covers."""
    valid_until: Day
    """Its last day."""
    reference: Text
    """Where it is kept."""


@dataclass(frozen=True, kw_only=True)
class Recipient(Written):
    """That a recipient is one of those whom a decision of adequacy covers."""

    covers: Annotated[tuple[Literal["hr", "non-hr"], ...], Field(min_length=1)]
    """For which data it is certified."""
    checked: Day
    """When somebody looked it up."""
    reference: Text
    """Where."""


@dataclass(frozen=True, kw_only=True)
class Transfer(Written):
    """What carries a flow across a border."""

    mechanism: terms.Mechanism
    """Which mechanism."""
    module: Literal["", "c2c", "c2p", "p2p", "p2c"] = ""
    """Of the standard contractual clauses."""
    signed: Day | None = None
    """When clauses were signed, rules approved, or an authority said yes."""
    reference: str = ""
    """Where the document is kept."""
    valid_until: Day | None = None
    """Its last day; empty for no end."""
    tia: Assessment | None = None
    """The transfer impact assessment."""
    recipient: Recipient | None = None
    """For decisions that cover certain recipients only, the Data Privacy Framework among them."""
    derogation: Literal["", "49-1-a", "49-1-b", "49-1-c", "49-1-d", "49-1-e", "49-1-f", "49-1-g", "49-1-sub2"] = ""
    """Which derogation of GDPR article 49."""
