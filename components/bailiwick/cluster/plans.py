"""Which control plane a cluster gets, and why."""

from collections.abc import Iterator
from ipaddress import IPv4Network

from bailiwick.atlas.kubernetes_plans import Plan, plans_at
from bailiwick.contract import Given, Problem, offers
from bailiwick.contract.place import BUILT
from bailiwick.errors import nearest
from bailiwick.network.spec import parsed_range

POD_CIDR, SERVICE_CIDR = "100.64.0.0/15", "10.32.0.0/20"
"""Ranges of pods and services where the plan has none of its own."""


def chosen_plan(provider: str, region: str, wanted: str | None) -> Plan:
    """The plan that is asked for, or else the first of those that :func:`plan_problems` lets pass."""
    return next(plan for plan in _good(plans_at(provider, region)) if wanted in (None, plan.name))


def explained(plan: Plan, wanted: str | None) -> str:
    """Why it is this plan, for people who audit the cluster."""
    whose = "of its own" if plan.dedicated else "shared with other customers: the region has no other"
    chosen = "asked for" if wanted is not None else "the first that the region offers"
    return f"{plan.name} ({chosen}; control plane {whose}; {offers.cited(plan.fact)})"


def cni_of(plan: Plan) -> str:
    """The network plug-in: Cilium where it can be chosen, as it can filter egress by name; else the plan's own."""
    return "cilium" if "cilium" in plan.cnis else plan.default_cni


def address_ranges(place: Given, cluster: Given) -> dict[str, IPv4Network]:
    """The ranges of pods and services by argument: those given, else the plan's, else ours; malformed ones left out."""
    provider, region = place.text("provider"), place.text("region")
    good = _good(plans_at(provider, region)) if provider in BUILT and region is not None else []
    own = (good[0].pods, good[0].services) if good else ("", "")
    found: dict[str, IPv4Network] = {}
    for field, plans_range, ours in zip(("pod_cidr", "service_cidr"), own, (POD_CIDR, SERVICE_CIDR), strict=True):
        chosen = parsed_range(cluster.text(field) or plans_range or ours)
        if chosen is not None:
            found[field] = chosen
    return found


def plan_problems(place: Given, cluster: Given) -> Iterator[Problem]:
    """What is wrong with the control plane, and whether it serves so many nodes."""
    provider, region, wanted = place.text("provider"), place.text("region"), cluster.text("control_plane")
    known = plans_at(provider, region) if provider in BUILT and region is not None else ()
    good = _good(known)
    if not good:
        return
    names = [plan.name for plan in good]
    if wanted is None or wanted in names:
        yield from _capacity_problems(cluster, next(plan for plan in good if wanted in (None, plan.name)))
        return
    shared = any(plan.name == wanted for plan in known)
    yield cluster.problem(
        "control_plane",
        "is shared with other customers, has no audit log and is outside the provider's HDS scope"
        if shared
        else f"is not a control plane of {region} ({offers.cited(good[0].fact)})",
        got=wanted,
        expected=f"one of {', '.join(names)}",
        nearest="" if shared else nearest(wanted, names),
    )


def _good(plans: tuple[Plan, ...]) -> list[Plan]:
    """Those with a control plane of one's own; all of them where there is none."""
    return [plan for plan in plans if plan.dedicated] or list(plans)


def _capacity_problems(cluster: Given, plan: Plan) -> Iterator[Problem]:
    sizes = [pool.whole("max_size") or pool.whole("size") or 0 for pool in cluster.each("pools")]
    nodes = sum(sizes) + (cluster.within("system_pool").whole("size") or 0)
    if plan.nodes is not None and nodes > plan.nodes:
        yield cluster.problem(
            "control_plane",
            f"serves at most {plan.nodes} nodes ({offers.cited(plan.fact)})",
            got=f"{plan.name} for up to {nodes} nodes",
        )
