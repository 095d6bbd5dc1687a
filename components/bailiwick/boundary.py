"""What is allowed. A boundary can be narrowed, never widened.

Each dimension is a set of what is allowed. A dimension that a boundary does not
speak about is None and allows everything; narrowing by it changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bailiwick.atlas.countries import blocs, resolve_countries
from bailiwick.errors import ConfigurationError, Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Boundary:
    """The countries in which things may be."""

    name: str
    """What messages call it, e.g. ``fr-only``."""
    countries: frozenset[str]
    """ISO 3166-1 alpha-2 codes; never empty."""

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
    def of(cls, name: str, countries: Iterable[str], *, where: str = "countries") -> Boundary:
        """A boundary from country codes and names of blocs.

        Raises:
            ConfigurationError: a name is neither, or none is given.
        """
        return cls(name, resolve_countries(countries, where=where))

    def allows(self, country: str) -> bool:
        """Whether things may be in ``country`` (an ISO 3166-1 alpha-2 code)."""
        return country in self.countries

    def narrow(self, other: Boundary) -> Boundary:
        """The boundary that allows what both allow.

        Raises:
            ConfigurationError: they have nothing in common.
        """
        both = self.countries & other.countries
        if not both:
            raise ConfigurationError(
                Diagnostic(
                    f"boundaries {self.name} and {other.name} have no country in common",
                    got=f"{self} and {other}",
                    next_step=f"let {other.name} name countries that {self.name} allows",
                )
            )
        if both == self.countries:
            return self
        return other if both == other.countries else Boundary(f"{self.name} within {other.name}", both)

    def __str__(self) -> str:
        return f"{self.name} ({', '.join(_abbreviated(self.countries))})"


def _abbreviated(countries: frozenset[str]) -> list[str]:
    """The codes in order, those of the largest bloc that is wholly contained written as its name."""
    contained = [item for item in blocs() if item.members <= countries]
    if not contained:
        return sorted(countries)
    largest = max(contained, key=lambda item: len(item.members))
    return [largest.name, *sorted(countries - largest.members)]
