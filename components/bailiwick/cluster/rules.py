"""What can be wrong with a cluster although every argument has the right type."""

from collections.abc import Iterator
from datetime import date
from ipaddress import IPv4Network

from bailiwick.atlas.api_codes import api_codes
from bailiwick.cluster.machines import machine_problems, system_node_type
from bailiwick.cluster.options import confidential_problems, option_problems
from bailiwick.cluster.plans import address_ranges, plan_problems
from bailiwick.contract import Given, Problem, offers, product_problems, usable_zones, zone_problems
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
    yield from plan_problems(place, cluster)
    yield from _access_problems(cluster)
    yield from option_problems(place, cluster)
    ranges = address_ranges(place, cluster)
    yield from overlaps(cluster, "pod_cidr", ranges.get("pod_cidr"), "service_cidr", ranges.get("service_cidr"))
    day = cluster.text("maintenance_day")
    if day is not None and day not in DAYS:
        yield cluster.problem(
            "maintenance_day", "is not a day", got=day, expected=f"one of {', '.join(DAYS)}", nearest=nearest(day, DAYS)
        )
    yield from _pool_problems(place, cluster)


def overlaps(
    given: Given, field: str, ours: IPv4Network | None, other: str, theirs: IPv4Network | None
) -> Iterator[Problem]:
    """Whether the range in ``field`` shares an address with that of another argument; silent where one is unknown."""
    if ours is not None and theirs is not None and ours.overlaps(theirs):
        yield given.problem(field, f"overlaps {other} {theirs}", got=str(ours), expected="ranges that share no address")


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
    zones = usable_zones(provider, region) if provider in BUILT and region is not None else ()
    home = place.text("zone") or (zones[0] if len(zones) == 1 else None)
    codes = api_codes(provider, region) if provider in BUILT and region is not None else None
    names = {SYSTEM}
    system = cluster.within("system_pool")
    for pool in (system, *cluster.each("pools")):
        yield from zone_problems(pool, "zone", provider, region)
        zone = pool.text("zone") or home
        if pool is not system or pool.text("node_type") is not None:
            yield from machine_problems(provider, zone, pool)
        elif provider in BUILT and zone is not None and system_node_type(provider, zone) is None:
            yield pool.problem("node_type", f"is missing: no machine of {zone} is known", next_step="add node_type")
        if pool.text("zone") is not None and home is not None and codes and not codes.compute and zone != home:
            yield pool.problem("zone", "is another compute region than the cluster's", got=zone or "", expected=home)
        yield from confidential_problems(place, pool)
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
    if not known:
        return f"which versions of Kubernetes {provider} supports until when is not known"
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
