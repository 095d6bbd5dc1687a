"""What can be wrong with a cluster although every argument has the right type."""

from collections.abc import Iterator
from datetime import date

from bailiwick.cluster.machines import machine_problems
from bailiwick.contract import Given, Problem, offers, product_problems, zone_problems
from bailiwick.contract.place import BUILT
from bailiwick.errors import nearest
from bailiwick.network.spec import PRIVATE_RANGES, parsed_range

SYSTEM = "system"
"""The segment of the pool that runs the cluster's own needs."""

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

WIDEST_ACCESS = 16
"""Shortest prefix that may reach the API: a /16 is the largest range one organisation commonly owns."""


def cluster_problems(place: Given, cluster: Given) -> Iterator[Problem]:
    """What is wrong with the cluster described by ``cluster`` at ``place``."""
    yield from product_problems(place, "region", "kubernetes")
    yield from _control_plane_problems(place.text("provider"), cluster)
    yield from _access_problems(cluster)
    yield from overlaps(cluster, "pod_cidr", cluster, "service_cidr")
    day = cluster.text("maintenance_day")
    if day is not None and day not in DAYS:
        yield cluster.problem(
            "maintenance_day", "is not a day", got=day, expected=f"one of {', '.join(DAYS)}", nearest=nearest(day, DAYS)
        )
    yield from _pool_problems(place, cluster)


def overlaps(here: Given, field: str, there: Given, other: str) -> Iterator[Problem]:
    """Whether two address ranges share an address; silent where one is malformed or absent."""
    ours, theirs = parsed_range(here.text(field)), parsed_range(there.text(other))
    if ours is not None and theirs is not None and ours.overlaps(theirs):
        yield here.problem(field, f"overlaps {other} {theirs}", got=str(ours), expected="ranges that share no address")


def _control_plane_problems(provider: str | None, cluster: Given) -> Iterator[Problem]:
    wanted = cluster.text("control_plane")
    if provider not in BUILT or wanted is None:
        return
    known = {plane.name: plane for plane in offers.control_planes(provider)}
    dedicated = [plane.name for plane in known.values() if plane.dedicated]
    if wanted in dedicated:
        yield from _capacity_problems(cluster, known[wanted])
        return
    shared = wanted in known
    yield cluster.problem(
        "control_plane",
        "is shared with other customers, has no audit log and is outside the provider's HDS scope"
        if shared
        else "is not a control plane",
        got=wanted,
        expected=f"one of {', '.join(dedicated)}",
        nearest="" if shared else nearest(wanted, dedicated),
    )


def _capacity_problems(cluster: Given, plane: offers.ControlPlane) -> Iterator[Problem]:
    sizes = [pool.whole("max_size") or pool.whole("size") or 0 for pool in cluster.each("pools")]
    nodes = sum(sizes) + (cluster.within("system_pool").whole("size") or 0)
    if nodes > plane.nodes:
        yield cluster.problem(
            "control_plane",
            f"serves at most {plane.nodes} nodes ({offers.cited(plane.fact)})",
            got=f"{plane.name} for up to {nodes} nodes",
        )


def _access_problems(cluster: Given) -> Iterator[Problem]:
    ranges = cluster.get("api_access")
    for place, text in enumerate(ranges if isinstance(ranges, list | tuple) else ()):
        allowed = parsed_range(text) if isinstance(text, str) else None
        if allowed is None:
            continue
        trail = (*cluster.trail, "api_access", place)
        if allowed.prefixlen < WIDEST_ACCESS:
            everybody = "everybody" if allowed.prefixlen == 0 else f"{allowed.num_addresses:,} addresses"
            yield Problem(
                trail,
                f"opens the cluster's API to {everybody}",
                got=text,
                expected=f"a prefix of /{WIDEST_ACCESS} or longer",
                next_step="name the public addresses of your administrators and of your CI",
            )
        elif any(allowed.overlaps(private) for private in PRIVATE_RANGES):
            yield Problem(
                trail,
                "is private, but the API is reached from the internet",
                got=text,
                expected="the public range behind which those machines appear",
            )


def _pool_problems(place: Given, cluster: Given) -> Iterator[Problem]:
    provider, region = place.text("provider"), place.text("region")
    names = {SYSTEM}
    system = cluster.within("system_pool")
    for pool in (system, *cluster.each("pools")):
        yield from zone_problems(pool, "zone", provider, region)
        yield from machine_problems(provider, pool.text("zone") or place.text("zone"), pool)
    for pool in cluster.each("pools"):
        field = "name" if pool.text("name") else "segment"
        name = pool.text(field)
        if name in names:
            taken = "is the name of the system pool" if name == SYSTEM else "is the name of another pool"
            yield pool.problem(field, taken, got=name or "", next_step="give this pool another name")
        names.add(name or "")
        yield from _size_problems(pool)


def _size_problems(pool: Given) -> Iterator[Problem]:
    size, least, most = pool.whole("size"), pool.whole("min_size"), pool.whole("max_size")
    if size is not None and least is not None and least > size > 0:
        yield pool.problem("min_size", "is more than size", got=str(least), expected=f"at most {size}")
    if size is not None and most is not None and size > most > 0:
        yield pool.problem("max_size", "is less than size", got=str(most), expected=f"at least {size}")


def version_warning(provider: str, version: str, today: date) -> str | None:
    """What should be said about a Kubernetes version; never a refusal, for a running cluster must stay updatable."""
    known = {row.minor: row for row in offers.kubernetes_minors(provider)}
    minor = ".".join(version.split(".")[:2])
    row = known.get(minor)
    if row is None:
        return (
            f"Kubernetes {minor} is not among the versions known at {provider} "
            f"({', '.join(known)}; as of {max(entry.fact.as_of for entry in known.values())})"
        )
    if today >= row.end_of_support:
        return f"{provider} ended its support for Kubernetes {minor} on {row.end_of_support} and upgrades such clusters"
    if today >= row.deprecated:
        return f"{provider} creates no new cluster with Kubernetes {minor} since {row.deprecated}"
    return None
