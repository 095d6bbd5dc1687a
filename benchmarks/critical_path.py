"""How long ``up`` takes beside the least that its resources allow: ``python benchmarks/critical_path.py``.

A rehearsal tells which resources wait for which. The longest chain of creation
times is the time of ``up``, where nothing else limits it. The least is the same
chain with only those waits that the provider's interface asks for, as the table
in ``creation_times.json`` has them; a wait that is in the plan and not in that
table is a needless one.
"""

from __future__ import annotations

import json
import random
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from bailiwick.rehearsal import Plan, Rehearsal, rehearse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bailiwick.rehearsal.plan import PlannedResource

ROOT = Path(__file__).parents[1]
GOAL = 1.1
"""Most that ``up`` may take, as a multiple of the least."""
DRAWS, SPREAD = 1000, 4
"""Tables drawn at random, and by which factor up or down each time in them may differ from the table."""

Waits: TypeAlias = "Mapping[str, frozenset[str]]"
"""For each resource that a provider creates, the others that it waits for, all by URN."""


@dataclass(frozen=True)
class Result:
    """What a stack's plan says about its ``up``."""

    stack: str
    resources: int
    up: float
    """Seconds."""
    least: float
    """Seconds."""
    worst: float
    """The highest ratio of the two among the random tables."""
    chain: tuple[str, ...]
    """Types along the longest chain."""
    needless: tuple[tuple[str, str], ...]
    """Pairs of types of which the first waits for the second without need."""

    @property
    def ratio(self) -> float:
        """``up`` as a multiple of the least."""
        return self.up / self.least


def stacks() -> list[str]:
    """The stacks of this repository."""
    return sorted(path.name.split(".")[1] for path in (ROOT / "stacks").glob("Pulumi.*.yaml"))


def measured(plan: Plan) -> Result:
    """The result of one stack, from its plan.

    Raises:
        KeyError: a type is missing in the table of creation times.
    """
    table = _table()
    types = {item.urn: item.type for item in plan.resources if _created(item)}
    waits = waits_of(plan)
    needed = {
        urn: frozenset(other for other in _all_before(urn, waits) if types[other] in table[types[urn]]["needs"])
        for urn in waits
    }
    times = {urn: float(table[token]["seconds"]) for urn, token in types.items()}
    chain = _longest(waits, times)
    needless = {
        (types[urn], types[other])
        for urn, others in waits.items()
        for other in others
        if types[other] not in table[types[urn]]["needs"]
    }
    return Result(
        plan.stack,
        len(types),
        _length(chain, times),
        _length(_longest(needed, times), times),
        max(_ratio(waits, needed, times, random.Random(seed)) for seed in range(DRAWS)),  # noqa: S311 no secret
        tuple(types[urn] for urn in chain),
        tuple(sorted(needless)),
    )


def waits_of(plan: Plan) -> Waits:
    """What each created resource waits for, what its component waits for included: it is registered no sooner."""
    by_urn = {item.urn: item for item in plan.resources}

    @cache
    def before(urn: str) -> frozenset[str]:
        resource = by_urn[urn]
        found = {other for other in resource.dependencies if _created(by_urn[other])}
        for other in resource.dependencies:
            found |= before(other) if not _created(by_urn[other]) else set()
        return frozenset(found | before(resource.parent)) if resource.parent in by_urn else frozenset(found)

    return {urn: before(urn) for urn, item in by_urn.items() if _created(item)}


def _created(resource: PlannedResource) -> bool:
    return resource.custom and resource.operation == "create" and not resource.type.startswith("pulumi:")


def _all_before(urn: str, waits: Waits) -> set[str]:
    found: set[str] = set()
    ahead = [urn]
    while ahead:
        new = waits[ahead.pop()] - found
        found |= new
        ahead += new
    return found


def _longest(waits: Waits, times: Mapping[str, float]) -> list[str]:
    """The chain of resources that takes longest, first one first."""

    @cache
    def ending(urn: str) -> tuple[float, tuple[str, ...]]:
        took, chain = max((ending(other) for other in waits[urn]), default=(0.0, ()))
        return took + times[urn], (*chain, urn)

    return list(max(map(ending, waits))[1])


def _length(chain: Iterable[str], times: Mapping[str, float]) -> float:
    return sum(times[urn] for urn in chain)


def _ratio(waits: Waits, needed: Waits, times: Mapping[str, float], draw: random.Random) -> float:
    drawn = {urn: seconds * SPREAD ** draw.uniform(-1, 1) for urn, seconds in times.items()}
    return _length(_longest(waits, drawn), drawn) / _length(_longest(needed, drawn), drawn)


@cache
def _table() -> dict[str, dict[str, object]]:
    document = json.loads((ROOT / "benchmarks" / "creation_times.json").read_text(encoding="utf-8"))
    types: dict[str, dict[str, object]] = document["types"]
    return types


def main() -> int:
    """Prints the table; 1 if a stack misses the goal."""
    results = [measured(rehearse(Rehearsal(ROOT, stack))) for stack in stacks()]
    print("| stack | resources | up s | least s | ratio | worst of random tables | longest chain |")
    print("|---|---|---|---|---|---|---|")
    for item in results:
        chain = " → ".join(token.rpartition(":")[2] for token in item.chain)
        figures = f"{item.up:.0f} | {item.least:.0f} | {item.ratio:.2f} | {item.worst:.2f}"
        print(f"| `{item.stack}` | {item.resources} | {figures} | {chain} |")
    for item in results:
        for first, second in item.needless:
            print(f"needless in {item.stack}: {first} waits for {second}")
    return int(any(item.ratio > GOAL for item in results))


if __name__ == "__main__":
    sys.exit(main())
