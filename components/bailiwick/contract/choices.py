"""What to say where nobody has chosen a region: the places that would satisfy the other arguments, and no default."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bailiwick.atlas import vocabulary
from bailiwick.atlas.countries import country
from bailiwick.boundary import Boundary
from bailiwick.contract.given import Given, Problem
from bailiwick.placement import Accelerators, Demand, Need, Option, rank

if TYPE_CHECKING:
    from bailiwick.placement import Fleet

LONGEST = 5
"""Places that an error lists at most; the command that it names lists all."""
NO_DEFAULT = "there is no default region"


def region_missing(given: Given, uses: tuple[str, ...], built: tuple[str, ...]) -> Problem:
    """The problem of a region that was left out.

    Args:
        given: the arguments of a component.
        uses: ids of the products that the component creates.
        built: the providers at which it can be built.
    """
    jurisdiction, provider = given.text("jurisdiction"), given.text("provider")
    if jurisdiction is None or country(jurisdiction) is None:
        return given.problem(
            "region", "is missing", next_step=f"{NO_DEFAULT}; name the jurisdiction first, then choose one"
        )
    demand = Demand(
        Boundary.of(jurisdiction, [jurisdiction]),
        tuple(_accelerators(given)),
        tuple(map(Need, uses)),
        frozenset({provider} if provider in built else built),
    )
    options = rank(demand).options
    why = f"`{_command(demand)}` says why each other place is out"
    if not options:
        problem = "is missing, and no place is known to satisfy the other arguments"
        return given.problem("region", problem, next_step=f"{NO_DEFAULT}; change the others: {why}")
    shown = " or ".join(map(_told, options[:LONGEST]))
    more = f" (and {len(options) - LONGEST} more)" if len(options) > LONGEST else ""
    return given.problem(
        "region", "is missing", expected=f"{shown}{more}", next_step=f"{NO_DEFAULT}; choose one. {why}"
    )


def _accelerators(given: Given) -> Iterator[Accelerators]:
    """The accelerators of the pools, wherever the component has them."""
    cluster = given.within("cluster") if "cluster" in given.spec.model_fields else given
    for pool in cluster.each("pools") if "pools" in cluster.spec.model_fields else ():
        name, per_node, nodes = pool.text("accelerator"), pool.whole("accelerators_per_node"), pool.whole("size")
        term = vocabulary.feature(name) if name is not None else None
        if term is not None and term.group == "accelerator" and per_node and nodes and min(per_node, nodes) > 0:
            yield Accelerators(term.id, per_node * nodes, per_node)


def _told(option: Option) -> str:
    """e.g. ``fr-par at scaleway (Paris, FR; 2 x H100-1-80G in fr-par-2; 5.73 EUR/h)``."""
    price = option.eur_per_hour
    parts = [f"{option.site.city}, {option.site.country}", *map(_machines, option.fleets)]
    if option.fleets:
        parts.append("price unknown" if price is None else f"{price:,.2f} EUR/h")
    return f"{option.site.region} at {option.site.provider} ({'; '.join(parts)})"


def _machines(fleet: "Fleet") -> str:
    return f"{fleet.best} in {' or '.join(fleet.best.zones)}"


def _command(demand: Demand) -> str:
    assert demand.boundary is not None
    words = ["bailiwick where", f"--boundary {demand.boundary.name}"]
    words += [f"--accelerator {item.name}:{item.count}" for item in demand.accelerators]
    words += [f"--needs {','.join(map(str, demand.needs))}"] if demand.needs else []
    return " ".join([*words, *(f"--provider {name}" for name in sorted(demand.providers or ()))])
