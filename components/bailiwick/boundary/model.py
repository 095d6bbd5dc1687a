"""What is allowed and what is demanded. A boundary can be narrowed, never widened.

A dimension is either a set of what is allowed, which narrows by intersection, or
a demand, which narrows to the stricter of two. A dimension that a boundary does
not speak about demands nothing and allows everything, unless its tier implies it.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING

from bailiwick.atlas.countries import bloc, blocs, resolve_countries
from bailiwick.errors import ConfigurationError, Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterable


class Tier(IntEnum):
    """How much a boundary demands beyond countries; each tier demands all that those below it do."""

    PUBLIC = 0
    """For data that everybody may read: it is kept inside, but may be spread to readers by global services."""
    L1 = 1
    """Residency: everything is inside, copies, keys and state too, and nothing has a place that nobody chose."""
    L2 = 2
    """Keys, network and TLS: encrypted with the customer's keys, reachable by the named only, in transit too."""
    L3 = 3
    """Operator and confidential computing: no law from outside reaches the operator, and data in use is protected."""

    def __str__(self) -> str:
        return "public" if self is Tier.PUBLIC else self.name


class KeyCustody(IntEnum):
    """Who can use the keys that encrypt data at rest, from the weakest to the strongest."""

    PROVIDER = 1
    """The provider, with keys of its own."""
    CUSTOMER = 2
    """The provider, with a key that the customer made, rotates and can destroy in the provider's key manager."""
    EXTERNAL = 3
    """The customer alone: keys are brought from outside, or data arrives encrypted."""

    def __str__(self) -> str:
        return self.name.lower()


TLS_VERSIONS = ("1.2", "1.3")
"""What a boundary may demand, from the oldest that is still sound (RFC 8996 ended 1.0 and 1.1) to the newest."""
HOME_OF_LAW = "EEA"
"""The bloc whose members' law counts as home where a boundary names no laws and lies in it: the GDPR holds there."""


@dataclass(frozen=True, slots=True)
class Boundary:
    """The countries in which things may be, and what else is demanded of them."""

    name: str
    """What messages call it, e.g. ``fr-only``."""
    countries: frozenset[str]
    """ISO 3166-1 alpha-2 codes; never empty."""
    tier: Tier = Tier.L1
    laws: frozenset[str] | None = None
    """ISO codes of the countries whose law may reach those who operate things; None leaves it to the tier."""
    custody: KeyCustody | None = None
    """The weakest key custody that is accepted; None leaves it to the tier."""
    certifications: frozenset[str] = frozenset()
    """Ids of the certifications that every service must have, as the atlas's vocabulary calls them, e.g. ``hds``."""
    accelerators: frozenset[str] = frozenset()
    """Accelerators that every place with a cluster must offer, e.g. ``H100``."""
    confidential: bool = False
    """Whether data in use must be protected by a trusted execution environment at every tier, not only at L3."""
    tls: str = ""
    """The oldest TLS version accepted, of :data:`TLS_VERSIONS`; ``""`` leaves it to the tier."""

    def __post_init__(self) -> None:
        if not self.countries:
            raise ConfigurationError(
                Diagnostic(
                    f"boundary {self.name} allows no country",
                    expected="at least one country",
                    next_step="name the countries in which things may be",
                )
            )

    @classmethod
    def of(cls, name: str, countries: Iterable[str], *, where: str = "countries", tier: Tier = Tier.L1) -> Boundary:
        """A boundary from country codes and names of blocs.

        Raises:
            ConfigurationError: a name is neither, or none is given.
        """
        return cls(name, resolve_countries(countries, where=where), tier)

    def allows(self, country: str) -> bool:
        """Whether things may be in ``country`` (an ISO 3166-1 alpha-2 code)."""
        return country in self.countries

    @property
    def home(self) -> frozenset[str]:
        """The countries whose law counts as home: those named, else the boundary's own and their bloc's."""
        return self.laws if self.laws is not None else _bloc_around(self.countries)

    @property
    def key_custody(self) -> KeyCustody:
        """The weakest key custody accepted: what is demanded, or what the tier implies."""
        implied = KeyCustody.CUSTOMER if self.tier >= Tier.L2 else KeyCustody.PROVIDER
        return max(implied, self.custody or implied)

    @property
    def tls_version(self) -> str:
        """The oldest TLS version accepted; ``""`` if none is demanded."""
        implied = TLS_VERSIONS[0] if self.tier >= Tier.L2 else ""
        return max(implied, self.tls)

    def narrow(self, other: Boundary) -> Boundary:
        """The boundary that allows what both allow and demands what either demands.

        Raises:
            ConfigurationError: they have no country or no law in common.
        """
        countries = self.countries & other.countries
        # A boundary that names no laws has a home all the same; what the other one names must not widen it.
        laws = None if self.laws is None and other.laws is None else self.home & other.home
        for what, both in (("country", countries), ("law", laws)):
            if both is not None and not both:
                raise _contradiction(self, other, what)
        both_demand = Boundary(
            name=self.name,
            countries=countries,
            tier=max(self.tier, other.tier),
            laws=laws,
            custody=max((item for item in (self.custody, other.custody) if item is not None), default=None),
            certifications=self.certifications | other.certifications,
            accelerators=self.accelerators | other.accelerators,
            confidential=self.confidential or other.confidential,
            tls=max(self.tls, other.tls),
        )
        if both_demand == self:
            return self
        renamed = replace(both_demand, name=other.name)
        return renamed if renamed == other else replace(both_demand, name=f"{self.name} within {other.name}")

    def __str__(self) -> str:
        return _described(self)


DIMENSIONS = tuple(field.name for field in fields(Boundary) if field.name != "name")
"""The names of everything that a boundary can speak about."""


@cache
def _bloc_around(countries: frozenset[str]) -> frozenset[str]:
    area = bloc(HOME_OF_LAW)
    assert area is not None
    return countries | area.members if countries & area.members else countries


@cache
def _described(boundary: Boundary) -> str:
    """The boundary as messages show it; every finding does, so it is put together once."""
    demands = [", ".join(abbreviated(boundary.countries))]
    if boundary.tier is not Tier.L1:
        demands.append(f"tier {boundary.tier}")
    if boundary.laws is not None:
        demands.append(f"laws of {', '.join(abbreviated(boundary.laws))}")
    if boundary.custody is not None:
        demands.append(f"keys {boundary.custody}")
    demands += sorted(boundary.certifications | boundary.accelerators)
    if boundary.confidential:
        demands.append("confidential computing")
    if boundary.tls:
        demands.append(f"TLS {boundary.tls}")
    return f"{boundary.name} ({'; '.join(demands)})"


def abbreviated(countries: frozenset[str]) -> list[str]:
    """The codes in order, those of the largest bloc that is wholly contained written as its name."""
    contained = [item for item in blocs() if item.members <= countries]
    if not contained:
        return sorted(countries)
    largest = max(contained, key=lambda item: len(item.members))
    return [largest.name, *sorted(countries - largest.members)]


def _contradiction(one: Boundary, other: Boundary, what: str) -> ConfigurationError:
    return ConfigurationError(
        Diagnostic(
            f"boundaries {one.name} and {other.name} have no {what} in common",
            got=f"{one} and {other}",
            next_step=f"let {other.name} name a {what} that {one.name} allows",
        )
    )
