"""Rules for what only some providers offer: sign-in, audit log, maintenance, ranges, disks, confidential nodes."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from bailiwick import atlas
from bailiwick.atlas.capabilities import capability
from bailiwick.atlas.hosts import host_of
from bailiwick.contract import Given, Problem, feature_problems, offered, offers, reason
from bailiwick.contract.place import BUILT

CONFIDENTIAL = ("sev-snp", "tdx", "sgx", "confidential-gpu")
"""Ways in which a node could keep its memory from its operator."""


def option_problems(place: Given, cluster: Given) -> Iterator[Problem]:
    """What is wrong with the options of a cluster at ``place``."""
    for field in ("maintenance_day", "maintenance_hour"):
        yield from feature_problems(
            place, cluster, field, ("kubernetes", "maintenance-window"), "cannot be had", next_step=f"remove {field}"
        )
    for field in ("pod_cidr", "service_cidr"):
        yield from feature_problems(
            place, cluster, field, ("kubernetes", "pod-ranges"), "cannot be chosen", next_step=f"remove {field}"
        )
    for pool in (cluster.within("system_pool"), *cluster.each("pools")):
        yield from feature_problems(
            place, pool, "root_volume_gb", ("kubernetes", "root-volumes"), "cannot be chosen", next_step="remove it"
        )
    yield from _version_problems(place, cluster)
    yield from _oidc_problems(place, cluster)
    yield from _audit_problems(place, cluster)


def confidential_problems(place: Given, pool: Given) -> Iterator[Problem]:
    """Refuses confidential nodes, which nobody offers, and names what there is."""
    provider = place.text("provider")
    if pool.values.get("confidential") is not True or provider not in BUILT:
        return
    found = [capability(provider, feature, product="kubernetes") for feature in CONFIDENTIAL]
    if any(found):
        return
    instead = [
        f"{answer.feature} on {product} ({answer.conditions or answer.note.rstrip('.')})"
        for product in ("dedicated-servers", "instances")
        for answer in (capability(provider, feature, product=product) for feature in CONFIDENTIAL)
        if answer
    ]
    yield pool.problem(
        "confidential",
        f"cannot be had on nodes ({reason(found[0])})",
        got="true",
        next_step=f"what there is: {'; '.join(instead)}" if instead else "nothing comparable is known at this provider",
    )


def _version_problems(place: Given, cluster: Given) -> Iterator[Problem]:
    version, patches = cluster.text("version"), cluster.get("take_patches")
    if version is not None and version.count(".") == 2:
        found = list(
            feature_problems(
                place,
                cluster,
                "version",
                ("kubernetes", "patch-versions"),
                "names a patch, which cannot be chosen",
                expected=version.rpartition(".")[0],
                next_step="name the minor version; take_patches false keeps the cluster at the patch it was made with",
            )
        )
        yield from found
        if not found and patches is True:
            yield cluster.problem("take_patches", "contradicts a version with a patch number", next_step="remove one")
    elif patches is False and place.text("provider") == "scaleway":
        yield cluster.problem(
            "take_patches", "contradicts a version without a patch number", next_step="name the patch in version"
        )


def _oidc_problems(place: Given, cluster: Given) -> Iterator[Problem]:
    yield from feature_problems(place, cluster, "oidc", ("kubernetes", "oidc"), "cannot be had")
    oidc = cluster.within("oidc")
    issuer = oidc.text("issuer_url")
    if issuer is None:
        return
    try:
        parts = urlsplit(issuer)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme != "https" or not parts.hostname or parts.query or parts.fragment:
        yield oidc.problem("issuer_url", "is not an https URL of an issuer", got=issuer, expected="https://host/path")
        return
    host = host_of(parts.hostname)
    if host is not None and host.country not in (place.text("jurisdiction"), atlas.UNKNOWN_COUNTRY):
        yield oidc.problem(
            "issuer_url",
            f"is run by {host.operator} ({host.country}; {offers.cited(host.fact)}), who would decide who signs in",
            got=issuer,
            expected=f"an issuer under the law of {place.text('jurisdiction')}",
        )


def _audit_problems(place: Given, cluster: Given) -> Iterator[Problem]:
    yield from feature_problems(
        place,
        cluster,
        "audit_log",
        ("kubernetes", "audit-log-export"),
        "cannot be directed",
        next_step="remove audit_log, and look in the console once",
    )
    answer = offered(place, "kubernetes", "audit-log-export")
    if cluster.values.get("audit_log") is None and answer:
        yield cluster.problem(
            "audit_log",
            f"is missing: without it the provider keeps no record for you of who did what ({reason(answer)})",
            next_step="add audit_log: the id of a stream of the Logs Data Platform, and its region",
        )
    provider, log = place.text("provider"), cluster.within("audit_log")
    region = log.text("region")
    if region is None or provider not in BUILT:
        return
    site = atlas.locate(provider, region)
    if site is None:
        yield log.problem("region", f"is not a region of {provider}", got=region)
    elif site.country != place.text("jurisdiction"):
        yield log.problem(
            "region",
            f"is outside the jurisdiction {place.text('jurisdiction')}",
            got=f"{region} ({site.city}, {site.country})",
        )
