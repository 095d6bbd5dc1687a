"""What a provider sells where, as the components ask it of the atlas before anything is created."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from bailiwick.atlas import Fact
from bailiwick.atlas.capability_rows import ANY, Answer, capability_rows, stated
from bailiwick.atlas.kubernetes_plans import minors, plans
from bailiwick.atlas.machines import ineligible, machines
from bailiwick.atlas.vocabulary import OFFERED, feature

KUBERNETES = "kubernetes"


@dataclass(frozen=True, slots=True)
class NodeType:
    """A kind of machine that a node pool can be made of."""

    name: str
    """As the provider spells it, e.g. ``H100-1-80G``."""
    accelerator: str | None
    """e.g. ``H100``; None for a machine without any."""
    accelerators: int
    """How many of them a node has."""
    zones: frozenset[str]
    """Where it is sold."""
    fact: Fact


@dataclass(frozen=True, slots=True)
class Unavailable:
    """Something that people ask for and that cannot be had."""

    name: str
    why: str
    instead: str
    """The nearest thing that can be had, or ``""``."""
    fact: Fact


@dataclass(frozen=True, slots=True)
class KubernetesMinor:
    """How long the provider supports a minor version of Kubernetes."""

    minor: str
    deprecated: date
    """From this day on no new cluster gets it."""
    end_of_support: date
    """From this day on the provider upgrades clusters by itself."""
    fact: Fact


@dataclass(frozen=True, slots=True)
class ControlPlane:
    """A size of the managed control plane."""

    name: str
    dedicated: bool
    """Whether no other customer shares it."""
    nodes: int
    """How many nodes it serves at most."""
    fact: Fact


def cited(fact: Fact) -> str:
    """The provenance of a refusal: source and date."""
    return f"{fact.source}, {fact.as_of.isoformat()}"


@cache
def node_types(provider: str) -> tuple[NodeType, ...]:
    """All node types known; complete for those with accelerators."""
    return tuple(
        NodeType(machine.name, machine.accelerator, machine.accelerators, frozenset(machine.places), machine.fact)
        for machine in machines(provider)
        if KUBERNETES in machine.products
    )


@cache
def unavailable(provider: str) -> tuple[Unavailable, ...]:
    """Accelerators the provider does not sell and node types that cannot be nodes."""
    sold = {machine.accelerator for machine in node_types(provider)}
    not_sold = [
        Unavailable(name, "it is sold in no zone", row.instead, row.fact)
        for row in stated(provider)
        if row.answer is Answer.NO and row.instead and KUBERNETES in row.products and ANY in row.places
        for name in row.features
        if name not in sold and (term := feature(name)) is not None and term.group == "accelerator"
    ]
    return (*not_sold, *(Unavailable(row.name, row.why, "", row.fact) for row in ineligible(provider)))


@cache
def control_planes(provider: str) -> tuple[ControlPlane, ...]:
    """The control planes, shared ones included, of which it is known how many nodes they serve."""
    return tuple(
        ControlPlane(plan.name, plan.dedicated, plan.nodes, plan.fact)
        for plan in plans(provider)
        if plan.nodes is not None
    )


@cache
def kubernetes_minors(provider: str) -> tuple[KubernetesMinor, ...]:
    """The minor versions of Kubernetes whose support is known, oldest first."""
    return tuple(KubernetesMinor(row.minor, row.deprecated, row.end_of_support, row.fact) for row in minors(provider))


@cache
def places_of(provider: str, product: str) -> tuple[frozenset[str], Fact]:
    """The regions or zones in which ``product`` is sold, and who says so."""
    rows = [
        row
        for row in stated(provider)
        if product in row.products and OFFERED in row.features and row.answer is Answer.YES
    ]
    return frozenset(place for row in rows for place in row.places), rows[0].fact


def due_for_review(provider: str, today: date) -> str | None:
    """What to say when rows are past the day on which somebody should have looked again; None while none is."""
    facts = [row.fact for row in capability_rows(provider)]
    facts += [row.fact for row in ineligible(provider)]
    facts += [row.fact for row in plans(provider)]
    facts += [row.fact for row in minors(provider)]
    stale = [fact for fact in facts if fact.stale(today)]
    if not stale:
        return None
    return (
        f"{len(stale)} of {len(facts)} facts about what {provider} offers are due for review, "
        f"the oldest since {min(fact.review_after for fact in stale)}"
    )
