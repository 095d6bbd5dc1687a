"""Which machine a pool is made of, and whether it can be had there."""

from collections.abc import Iterator

from bailiwick import atlas
from bailiwick.atlas.machines import machines
from bailiwick.contract import Given, Problem, offers
from bailiwick.contract.place import BUILT
from bailiwick.errors import nearest

SYSTEM_AT_SCALEWAY = "PRO2-XS"
"""Enough for what a cluster itself needs; the atlas does not know the sizes of this range."""

SYSTEM_MEMORY_GB = 15
"""The least memory of a node that runs what the cluster itself needs."""


def node_type_of(provider: str, zone: str, accelerator: str, per_node: int) -> str:
    """The provider's name of the machine with so many of these accelerators.

    Args:
        provider: whose names to use.
        zone: where it is to stand.
        accelerator: an accelerator that :func:`machine_problems` found nothing wrong with.
        per_node: how many of them the machine has, likewise.
    """
    return next(
        offer.name
        for offer in offers.node_types(provider)
        if offer.accelerator == accelerator and offer.accelerators == per_node and _sold_in(offer, provider, zone)
    )


def system_node_type(provider: str, zone: str) -> str | None:
    """The machine for the cluster's own needs: of those without GPU and of known size the smallest that suffices."""
    if provider == "scaleway":
        return SYSTEM_AT_SCALEWAY
    sold = [
        machine
        for machine in machines(provider)
        if not machine.accelerator and "kubernetes" in machine.products and (machine.memory_gb or 0) >= SYSTEM_MEMORY_GB
    ]
    near = {offer.name for offer in offers.node_types(provider) if _sold_in(offer, provider, zone)}
    return next((machine.name for machine in sold if machine.name in near), None)


def has_accelerator(provider: str, node_type: str) -> bool:
    """Whether machines of this type have GPUs."""
    return any(offer.name == node_type and offer.accelerator for offer in offers.node_types(provider))


def machine_problems(provider: str | None, zone: str | None, pool: Given) -> Iterator[Problem]:
    """What is wrong with the machine of ``pool`` in ``zone``; either may be unknown."""
    accelerator = pool.text("accelerator") if "accelerator" in pool.spec.model_fields else None
    node_type = pool.text("node_type")
    if accelerator is not None and node_type is not None:
        yield pool.problem("node_type", "stands beside accelerator", got=node_type, next_step="remove one of the two")
    elif accelerator is None and node_type is None and not {"accelerator", "node_type"} & set(pool.values):
        yield pool.problem("accelerator", "is missing, and so is node_type", next_step="add one of the two")
    elif provider in BUILT and accelerator is not None:
        yield from _accelerator_problems(provider, zone, pool, accelerator)
    elif provider in BUILT and node_type is not None:
        yield from _node_type_problems(provider, zone, pool, node_type)


def _accelerator_problems(provider: str, zone: str | None, pool: Given, accelerator: str) -> Iterator[Problem]:
    sold = [offer for offer in offers.node_types(provider) if offer.accelerator == accelerator]
    if not sold:
        names = sorted({offer.accelerator for offer in offers.node_types(provider) if offer.accelerator})
        refusal = next((row for row in offers.unavailable(provider) if row.name == accelerator), None)
        problem = (
            f"cannot be had at {provider}: {refusal.why} ({offers.cited(refusal.fact)})"
            if refusal
            else f"is not an accelerator that {provider} is known to sell"
        )
        close = refusal.instead if refusal else nearest(accelerator, names)
        yield pool.problem(
            "accelerator", problem, got=accelerator, expected=f"one of {', '.join(names)}", nearest=close
        )
        return
    count = pool.whole("accelerators_per_node")
    counts = sorted({offer.accelerators for offer in sold})
    if count is not None and count not in counts:
        yield pool.problem(
            "accelerators_per_node",
            f"is not a number of {accelerator} that a node has ({offers.cited(sold[0].fact)})",
            got=str(count),
            expected=f"one of {', '.join(map(str, counts))}",
        )
    else:
        fitting = [offer for offer in sold if offer.accelerators == count] or sold
        offer = next((offer for offer in fitting if zone and _sold_in(offer, provider, zone)), fitting[0])
        yield from _zone_problems(provider, zone, pool, "accelerator", offer)


def _node_type_problems(provider: str, zone: str | None, pool: Given, node_type: str) -> Iterator[Problem]:
    refusal = next((row for row in offers.unavailable(provider) if row.name == node_type), None)
    if refusal is not None:
        yield pool.problem(
            "node_type", f"cannot be a node: {refusal.why} ({offers.cited(refusal.fact)})", got=node_type
        )
        return
    offer = next((offer for offer in offers.node_types(provider) if offer.name == node_type), None)
    if offer is not None:
        yield from _zone_problems(provider, zone, pool, "node_type", offer)


def _zone_problems(
    provider: str, zone: str | None, pool: Given, field: str, offer: offers.NodeType
) -> Iterator[Problem]:
    site = atlas.locate(provider, zone) if zone is not None else None
    if zone is None or site is None or _sold_in(offer, provider, zone):
        return
    sites = [(code, atlas.locate(provider, code)) for code in sorted(offer.zones)]
    inside = [code for code, found in sites if found is not None and found.country == site.country]
    sellers = {machine.accelerator for machine in offers.node_types(provider) if _sold_in(machine, provider, zone)}
    there = sorted(name for name in sellers if name)
    yield pool.problem(
        field,
        f"is not sold in {zone} ({offers.cited(offer.fact)})",
        got=offer.name,
        expected=f"a machine of {zone}, or one of the zones {', '.join(inside)}" if inside else f"a machine of {zone}",
        next_step=f"{zone} sells {', '.join(there)}" if there and offer.accelerator else "",
    )


def _sold_in(offer: offers.NodeType, provider: str, zone: str) -> bool:
    site = atlas.locate(provider, zone)
    return site is not None and not {site.code, site.region}.isdisjoint(offer.zones)
