"""What a data map says: who, where, which data, and how it flows.

Everything is immutable and carries the place in the file where it stands. The
docstrings of the attributes are what the JSON Schema tells an editor.
"""

# No `from __future__ import annotations`: pydantic reads these annotations, the enumerations at run time.

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from bailiwick.atlas.countries import resolve_countries
from bailiwick.datamap import terms
from bailiwick.datamap.fields import (
    Area,
    Country,
    Day,
    Duration,
    ElementId,
    FrameworkId,
    Identifier,
    PartyId,
    PlaceId,
    PlaceKind,
    Provider,
    SchemeId,
    SegmentId,
    Text,
)
from bailiwick.datamap.papers import Assessment, Certificate, Document, Transfer, Written


@dataclass(frozen=True, kw_only=True)
class Ownership(Written):
    """Shares of holders from outside the EU, in percent."""

    single_percent: float
    """The largest single one."""
    joint_percent: float
    """All together."""


@dataclass(frozen=True, kw_only=True)
class Party(Written):
    """A legal person that stores, processes or can see data."""

    id: Identifier
    """Its name in this map."""
    name: Text
    """Legal name."""
    country: Country
    """Where it has its seat."""
    provider: Provider | None = None
    """The cloud that it is, if the atlas knows it; owners, reach and certificates then come from there too."""
    parent_country: Country | None = None
    """Country of the ultimate owner."""
    establishments: tuple[Country, ...] = ()
    """Other countries with an establishment, of which their law may take hold."""
    foreign_ownership: Ownership | None = None
    """Holders from outside the EU; empty if unknown."""
    access_from: tuple[Area, ...] | None = None
    """Where its staff can look at data from, support included; empty if unknown."""
    certificates: tuple[Certificate, ...] = ()
    """What it has shown you."""
    contract_locations: tuple[Area, ...] | None = None
    """The countries that the contract names (DORA article 30); empty if it names none."""


@dataclass(frozen=True, kw_only=True)
class China(Written):
    """How much personal data of people in China is exported."""

    critical_infrastructure: bool
    """Whether the controller operates critical information infrastructure."""
    individuals: int
    """People whose data leaves China in a year."""
    sensitive: int
    """Those of them whose sensitive data does."""


@dataclass(frozen=True, kw_only=True)
class Controller(Written):
    """Who decides about purposes and means."""

    party: PartyId
    """Which party it is."""
    sector: terms.Sector
    """What it does, as far as a law asks."""
    entity: terms.Entity = terms.Entity.NONE
    """What NIS 2 makes of it."""
    ai_risk: terms.Risk | None = None
    """The AI Act's class of the system; empty if nobody has decided."""
    china: China | None = None
    """For PIPL; empty if unknown."""


@dataclass(frozen=True, kw_only=True)
class Segment(Written):
    """A part of the platform with a boundary of its own, e.g. fine-tuning. Laws and elements only narrow it."""

    id: Identifier
    """Its name, which is also the boundary's."""
    countries: Annotated[tuple[Area, ...], Field(min_length=1)]
    """Where its data may be at the most."""
    tier: Literal["public", "L1", "L2", "L3"] = "L1"
    """How much is demanded at the least."""
    laws: tuple[Area, ...] | None = None
    """Whose law may reach the operators at the most; empty leaves it to the tier."""
    certifications: tuple[SchemeId, ...] = ()
    """What every service must be certified for, beyond what the law demands."""
    confidential: bool = False
    """Whether data in use must be in a trusted execution environment."""


@dataclass(frozen=True, kw_only=True)
class Place(Written):
    """Somewhere data can be: a store, a cluster, an office."""

    id: Identifier
    """Its name in this map."""
    party: PartyId
    """Who runs it."""
    kind: PlaceKind
    """What it is."""
    country: Country
    """Where it is."""
    region: str = ""
    """The provider's code of the region or zone, in any spelling."""
    segment: SegmentId = ""
    """Which segment it belongs to; empty for places outside the platform."""
    resource: str = ""
    """Name of the component or resource in the stack, or ``TYPE::NAME`` where several have it; empty for places outside
    the stack."""
    hosts: tuple[Text, ...] = ()
    """For places outside the stack: the hosts under which they are reached, e.g. ``docker.io``."""


@dataclass(frozen=True, kw_only=True)
class Subjects(Written):
    """People whose data it is."""

    group: terms.SubjectGroup
    """Who they are."""
    residency: Annotated[tuple[Area, ...], Field(min_length=1)]
    """Where they live."""
    minors: bool = False
    """Whether there are children among them."""


@dataclass(frozen=True, kw_only=True)
class Source(Written):
    """Where an element comes from."""

    place: PlaceId
    """The first place in which it is."""
    collected_in: tuple[Area, ...] = ()
    """Where it was collected, if from people."""


@dataclass(frozen=True, kw_only=True)
class AtRest(Written):
    """How an element is encrypted at rest."""

    mode: terms.Encryption
    """Who can use the keys."""
    key_place: PlaceId | None = None
    """Where the keys are."""


@dataclass(frozen=True, kw_only=True)
class Element(Written):
    """A data element: anything that training or serving a model reads or leaves behind."""

    id: Identifier
    """Its name in this map."""
    kind: terms.ElementKind
    """What it is in the life of the system."""
    classification: terms.Classification
    """How bad it is if it reaches the wrong people."""
    personal_data: terms.PersonalData
    """How far it can be traced to people."""
    categories: tuple[Text, ...] = ()
    """Kinds of personal data, e.g. ``health``; those of GDPR article 9 are known to the atlas."""
    subjects: tuple[Subjects, ...] = ()
    """Whose data it is."""
    origin: Source
    """Where it comes from."""
    storage: tuple[PlaceId, ...] = ()
    """Where it is kept."""
    processing: tuple[PlaceId, ...] = ()
    """Where it is worked with."""
    destinations: tuple[PlaceId, ...] = ()
    """Where it is delivered to."""
    derived_from: tuple[ElementId, ...] = ()
    """What it was made from; it inherits the class of that."""
    anonymity: Assessment | None = None
    """Why it is anonymous although what it was made from is not."""
    frameworks: tuple[FrameworkId, ...] = ()
    """The laws and schemes that it is under."""
    encryption: AtRest | None = None
    """How it is encrypted at rest."""
    retention: Duration | None = None
    """How long it is kept."""


@dataclass(frozen=True, kw_only=True)
class Transport(Written):
    """How a flow travels."""

    protocol: Text
    """e.g. ``https``."""
    network: terms.Network
    """Over what."""
    tls: Literal["", "1.0", "1.1", "1.2", "1.3"] = ""
    """The oldest TLS version accepted; empty for none."""
    mtls: bool = False
    """Whether both ends show a certificate."""


@dataclass(frozen=True, kw_only=True)
class Severability(Written):
    """Whether a flow could be cut, and what would take its place."""

    status: terms.Severable
    """Whether it could."""
    method: terms.Severing | None = None
    """What would take its place."""
    reason: str = ""
    """Why it is necessary, or on what it depends."""


@dataclass(frozen=True, kw_only=True)
class Flow(Written):
    """Data that gets from one place to another, or is looked at from there."""

    id: Identifier
    """Its name in this map."""
    elements: Annotated[tuple[ElementId, ...], Field(min_length=1)]
    """What flows."""
    source: Annotated[PlaceId, Field(alias="from")]
    """Where the data is."""
    target: Annotated[PlaceId, Field(alias="to")]
    """Where it goes, or from where it is looked at."""
    access: terms.Access
    """How."""
    purpose: Text
    """What for."""
    legal_basis: Literal["", "6-1-a", "6-1-b", "6-1-c", "6-1-d", "6-1-e", "6-1-f"] = ""
    """Letter of GDPR article 6(1)."""
    special_basis: Literal[
        "", "9-2-a", "9-2-b", "9-2-c", "9-2-d", "9-2-e", "9-2-f", "9-2-g", "9-2-h", "9-2-i", "9-2-j"
    ] = ""
    """Letter of GDPR article 9(2), for special categories."""
    frequency: terms.Frequency = terms.Frequency.REGULAR
    """How often."""
    transport: Transport
    """How it travels."""
    transfers: tuple[Transfer, ...] = ()
    """What carries it across a border: one for each law that asks; a second one for the same law is the fallback."""
    severability: Severability | None = None
    """Whether it could be cut; for flows across borders."""


@dataclass(frozen=True, kw_only=True)
class NotApplicable(Written):
    """A group of elements of which there is none, and why."""

    group: terms.ElementGroup
    """Which group."""
    because: Text
    """Why there is none."""


@dataclass(frozen=True, kw_only=True)
class DataMap(Written):
    """Every data element with origin, storage, processing and destination, and the laws that govern it."""

    schema: Literal["bailiwick/dataflows/v1"]
    """The format of the file."""
    name: Identifier
    """What reports call it."""
    as_of: Day
    """When it was last compared with the world."""
    stack: str = ""
    """The stack whose components and resources the places name."""
    controller: Controller
    """Who decides about purposes and means."""
    parties: tuple[Party, ...]
    """Who stores, processes or can see data."""
    segments: Annotated[tuple[Segment, ...], Field(min_length=1)]
    """The parts of the platform, each with its boundary."""
    places: tuple[Place, ...]
    """Where data can be."""
    elements: tuple[Element, ...]
    """Which data there is."""
    flows: tuple[Flow, ...] = ()
    """How it moves."""
    not_applicable: tuple[NotApplicable, ...] = ()
    """Groups of elements of which there is none."""
    documents: tuple[Document, ...] = ()
    """What is on file."""


def countries(areas: tuple[str, ...]) -> frozenset[str]:
    """The countries that codes and names of blocs stand for."""
    return resolve_countries(areas)
