"""Which machines make up a number of accelerators, in which zones, and what they cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bailiwick.atlas.machines import gpu_flavours
from bailiwick.atlas.regions import locate

if TYPE_CHECKING:
    from bailiwick.atlas.machines import Machine
    from bailiwick.atlas.regions import Site
    from bailiwick.placement.demand import Accelerators

HOURS_A_MONTH: Final = 730
"""A twelfth of the 8,760 hours of a year."""


@dataclass(frozen=True, slots=True)
class NodeGroup:
    """So many machines of one type."""

    machine: Machine
    nodes: int
    zones: tuple[str, ...]
    """The zones of the region in which the type is sold; the region itself where no zone is named."""

    @property
    def accelerators(self) -> int:
        """How many accelerators they have together."""
        return self.nodes * self.machine.accelerators

    @property
    def eur_per_hour(self) -> float | None:
        """What they cost together without VAT; None where the price is not known."""
        price = self.machine.eur_per_hour
        return None if price is None else round(price * self.nodes, 4)

    def __str__(self) -> str:
        return f"{self.nodes} x {self.machine.name}"


@dataclass(frozen=True, slots=True)
class Fleet:
    """The ways to make up what is wanted of one accelerator in one region."""

    wanted: Accelerators
    choices: tuple[NodeGroup, ...]
    """Cheapest first, of equal price the fewest machines first, and what has no known price last; never empty."""

    @property
    def best(self) -> NodeGroup:
        """The choice that ranking counts with."""
        return self.choices[0]


def fleet_at(site: Site, wanted: Accelerators, compute: str) -> Fleet | None:
    """The ways to have the accelerators in a region; None if no machine there has them, or has so many of them.

    Args:
        site: a region, without a zone.
        wanted: the accelerators.
        compute: ``kubernetes`` for machines that can be nodes, or ``instances``.
    """
    choices = [
        NodeGroup(machine, -(-wanted.count // machine.accelerators), _zones(machine, site))
        for machine in gpu_flavours(site.provider, site.region, product=compute)
        if machine.accelerator == wanted.name and wanted.per_node in {None, machine.accelerators}
    ]
    choices.sort(key=lambda group: (group.eur_per_hour is None, group.eur_per_hour or 0.0, group.nodes))
    return Fleet(wanted, tuple(choices)) if choices else None


def _zones(machine: Machine, site: Site) -> tuple[str, ...]:
    found = (locate(machine.provider, code) for code in machine.places)
    return tuple(place.code for place in found if place is not None and place.region == site.region)
