"""Arguments of components, valid ones for the most part, over everything that the argument models allow."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from bailiwick import atlas
from bailiwick.atlas.hosts import hosts
from bailiwick.atlas.networks import networks
from bailiwick.atlas.operators import subsidiaries
from bailiwick.contract import offers, usable_zones

if TYPE_CHECKING:
    from collections.abc import Callable

    Strategy = st.SearchStrategy[dict[str, Any]]

NAMES = st.from_regex(r"[a-z][a-z0-9]{0,8}", fullmatch=True)
IDS = st.sampled_from(["11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"])
PRODUCTS = (
    "private-network",
    "key-manager",
    "secret-manager",
    "object-storage",
    "kubernetes",
    "databases",
    "container-registry",
)
MATERIAL = st.binary(min_size=32, max_size=32).map(lambda material: b64encode(material).decode())
DAYS = ("monday", "sunday")
OWN_ISSUER = "https://login.hospital.example/realms/one"
"""An identity provider of which the atlas cannot know who runs it."""


@st.composite
def places(draw: Callable[..., Any], provider: str) -> dict[str, Any]:
    """A region in which the provider sells anything that components make, under its country's law."""
    sold = frozenset().union(*(offers.places_of(provider, product)[0] for product in PRODUCTS))
    known = [site for site in atlas.regions(provider) if site.country != atlas.UNKNOWN_COUNTRY]
    site = draw(st.sampled_from([site for site in known if site.region in sold]))
    place = {"jurisdiction": site.country, "provider": provider, "region": site.region}
    if draw(st.booleans()):
        place["project_id"] = "11111111111141118111111111111111"
    return place


def zonal(place: dict[str, Any]) -> Strategy:
    """The argument ``zone``, where the region has zones."""
    zones = usable_zones(place["provider"], place["region"])
    return st.fixed_dictionaries({"zone": st.sampled_from(zones)}) if zones else st.just({})


def some(**optional: st.SearchStrategy[Any]) -> Strategy:
    """Any of these arguments, or none."""
    return st.fixed_dictionaries({}, optional=optional)


def merged(*parts: Strategy) -> Strategy:
    """All of these arguments."""
    return st.tuples(*parts).map(lambda found: {key: value for part in found for key, value in part.items()})


def networks_at(place: dict[str, Any], *, egress: bool = True) -> Strategy:
    """A network that is made, or one that exists."""
    ovh = place["provider"] == "ovh"
    gateways = networks(place["provider"]).gateways
    ranges = st.builds("172.{}.0.0/{}".format, st.integers(18, 31), st.integers(20, 28))
    made: dict[str, Any] = {"cidr": ranges} | ({"vlan_id": st.integers(1, 4000)} if ovh else {})
    adopted: dict[str, Any] = {"existing_network_id": IDS, "existing_subnet_id": IDS}
    return merged(
        st.one_of(
            merged(st.fixed_dictionaries(made), some(vrack_id=st.just("pn-123456")) if ovh else st.just({})),
            merged(st.fixed_dictionaries(adopted), some(cidr=ranges, existing_egress_id=IDS)),
        ),
        some(gateway_type=st.sampled_from(gateways)) if egress else st.just({}),
    )


def keys_at(place: dict[str, Any]) -> Strategy:
    """How keys age, and where else their backups may lie."""
    ovh = place["provider"] == "ovh"
    return merged(
        some(
            deletion_protection=st.booleans(),
            key_backup_countries=st.lists(st.sampled_from(["FR", "CA", "SG", "AU"]), max_size=2, unique=True),
        ),
        some(subsidiary=st.sampled_from([row.code for row in subsidiaries()]), existing_domain_id=IDS)
        if ovh
        else some(rotation_days=st.integers(1, 365)),
    )


def buckets_at(place: dict[str, Any]) -> Strategy:
    """A bucket that is made, or one that exists."""
    siblings = [site.region for site in atlas.regions(place["provider"]) if site.country == place["jurisdiction"]]
    return merged(
        st.fixed_dictionaries(
            {"segment": NAMES},
            optional={
                "purpose": st.text(max_size=20),
                "access": st.just("private"),
                "deletion_protection": st.booleans(),
            },
        ),
        st.one_of(
            some(
                bucket_name=NAMES.map(lambda name: f"{name}-bucket"),
                keep_old_versions_days=st.integers(1, 3650),
                abort_uploads_days=st.integers(1, 365),
                lock_days=st.integers(0, 36500),
                lock_mode=st.sampled_from(["governance", "compliance"]),
                replica_region=st.sampled_from(siblings) if place["provider"] == "ovh" else st.nothing(),
            ),
            st.fixed_dictionaries({"existing_bucket_id": IDS}),
        ),
    )


def pool_at(place: dict[str, Any], name: str) -> Strategy:
    """A pool of a machine that is sold in some zone of the region."""
    zones = usable_zones(place["provider"], place["region"])
    near = {place["region"], *zones}
    sold = [machine for machine in offers.node_types(place["provider"]) if near & machine.zones]
    if not sold:
        return st.just({"segment": name, "node_type": "b3-16"})

    def sized(machine: offers.NodeType) -> Strategy:
        by_name: dict[str, Any] = {"node_type": st.just(machine.name)}
        by_accelerator: dict[str, Any] = {
            "accelerator": st.just(machine.accelerator),
            "accelerators_per_node": st.just(machine.accelerators),
        }
        return merged(
            st.fixed_dictionaries({"segment": st.just(name), "zone": st.sampled_from([*zones, None])}),
            st.fixed_dictionaries(by_name if machine.accelerator is None else by_accelerator),
            st.integers(1, 5).flatmap(
                lambda size: st.fixed_dictionaries(
                    {"size": st.just(size)},
                    optional={"min_size": st.integers(0, size), "max_size": st.integers(size, size + 3)},
                )
            ),
            some(
                name=st.just(f"{name}-pool"),
                confidential=st.just(False),
                root_volume_gb=st.integers(20, 10000) if place["provider"] == "scaleway" else st.nothing(),
            ),
        )

    return st.sampled_from(sold).flatmap(sized).map(lambda pool: {k: v for k, v in pool.items() if v is not None})


def clusters_at(place: dict[str, Any]) -> Strategy:
    """A cluster without its place and its network."""
    ovh = place["provider"] == "ovh"
    siblings = [site.region for site in atlas.regions(place["provider"]) if site.country == place["jurisdiction"]]
    home = [host.name for host in hosts() if host.country == place["jurisdiction"]]
    own: dict[str, Any] = {"version": st.sampled_from(["1.36"] if ovh else ["1.36", "1.36.3"])}
    if ovh:
        own["audit_log"] = st.fixed_dictionaries({"stream_id": IDS, "region": st.sampled_from(siblings)})
    issuer = st.sampled_from([OWN_ISSUER, *(f"https://login.{name}/realms/one" for name in home)])
    oidc = st.fixed_dictionaries(
        {"issuer_url": issuer, "client_id": st.just("kubernetes")},
        optional={"username_claim": st.just("email"), "groups_claim": st.just("groups")},
    )
    options: dict[str, Any] = {"oidc": oidc, "take_patches": st.booleans()}
    if not ovh:
        options |= {"maintenance_day": st.sampled_from(DAYS), "maintenance_hour": st.integers(0, 23)}
        options |= {"pod_cidr": st.just("100.66.0.0/16"), "service_cidr": st.just("10.40.0.0/20")}
        options |= {"control_plane": st.sampled_from(["kapsule-dedicated-4", "kapsule-dedicated-8"])}
    else:
        options |= {"control_plane": st.sampled_from(["free", "standard"])}
        options |= {"pod_cidr": st.just("10.248.0.0/16"), "service_cidr": st.just("10.40.0.0/20")}
    system = some(node_type=st.just("b3-16" if ovh else "PRO2-XS"), size=st.integers(1, 3))
    pools = st.lists(NAMES.filter(lambda name: name != "system"), min_size=1, max_size=3, unique=True).flatmap(
        lambda names: st.tuples(*(pool_at(place, name) for name in names)).map(list)
    )
    return merged(
        st.fixed_dictionaries({**own, "api_access": st.lists(st.just("192.0.2.0/28"), min_size=1, max_size=1)}),
        st.fixed_dictionaries({"pools": pools}, optional={"system_pool": system}),
        some(**options),
    )


def network_arguments(place: dict[str, Any]) -> Strategy:
    """Arguments of PrivateNetwork."""
    with_gateway = merged(networks_at(place), st.just({"egress": "gateway"}))
    without = merged(networks_at(place, egress=False), some(egress=st.just("none")))
    return merged(st.just(place), zonal(place), st.one_of(with_gateway, without))


def key_arguments(place: dict[str, Any]) -> Strategy:
    """Arguments of LocalKms."""
    made = some(key_custody=st.just("customer-managed"), existing_key_id=IDS)
    brought = st.fixed_dictionaries({"key_custody": st.just("imported"), "key_material": MATERIAL})
    return merged(st.just(place), keys_at(place), some(purpose=st.text(max_size=20)), st.one_of(made, brought))


CUSTODIES = {
    "ovh": ["client-side", "external", "provider-managed"],
    "scaleway": ["customer-managed", "client-side", "external"],
}


def store_arguments(place: dict[str, Any]) -> Strategy:
    """Arguments of ObjectStore."""
    custody = st.sampled_from(CUSTODIES[place["provider"]])
    return merged(st.just(place), buckets_at(place), st.fixed_dictionaries({"key_custody": custody}), some(key_id=IDS))


def cluster_arguments(place: dict[str, Any]) -> Strategy:
    """Arguments of GpuCluster."""
    wiring = st.fixed_dictionaries({"network_id": IDS, "subnet_id": IDS, "egress_id": IDS})
    return merged(st.just(place), zonal(place), wiring, clusters_at(place))


def platform_arguments(place: dict[str, Any]) -> Strategy:
    """Arguments of SovereignPlatform."""
    custody = st.fixed_dictionaries({"key_custody": st.sampled_from(CUSTODIES[place["provider"]])})
    buckets = st.lists(NAMES, min_size=1, max_size=3, unique=True).flatmap(
        lambda names: st.tuples(
            *(merged(st.just({"name": name}), buckets_at(place), some(existing_key_id=IDS)) for name in names)
        ).map(list)
    )
    parts: dict[str, Any] = {"network": networks_at(place), "keys": merged(custody, keys_at(place))}
    return merged(
        st.just(place),
        zonal(place),
        st.fixed_dictionaries({**parts, "buckets": buckets, "cluster": clusters_at(place)}),
        some(
            databases=st.lists(databases_at(place).map(lambda one: {"name": "records", **one}), max_size=1),
            registry=registries_at(place),
            secrets=st.just([{"name": "signing-key", "value": "hush"}]),
        ),
    )


RANGES = st.lists(st.sampled_from(["172.20.0.0/22", "192.0.2.0/28", "192.0.2.7/32"]), min_size=1, max_size=2)


def databases_at(place: dict[str, Any]) -> Strategy:
    """A database without its place and its network."""
    siblings = [site.region for site in atlas.regions(place["provider"]) if site.country == place["jurisdiction"]]
    own: dict[str, Any] = {"segment": NAMES, "version": st.sampled_from(["15", "16"])}
    more: dict[str, Any] = {"high_availability": st.booleans(), "storage_gb": st.integers(10, 10000)}
    more |= {"deletion_protection": st.booleans(), "existing_database_id": IDS}
    if place["provider"] == "ovh":
        private = st.lists(st.sampled_from(["172.20.0.0/22", "10.20.0.0/16"]), min_size=1, max_size=2)
        own |= {"machine": st.just("db1-7"), "allow_from": private}
        more["backup_region"] = st.sampled_from(siblings)
    else:
        own["machine"] = st.just("DB-POP2-2C-8G")
        more["backup_days"] = st.integers(1, 365)
    return st.fixed_dictionaries(own, optional=more)


def database_arguments(place: dict[str, Any]) -> Strategy:
    """Arguments of Database."""
    network = {"network_id": IDS} | ({"subnet_id": IDS} if place["provider"] == "ovh" else {})
    return merged(st.just(place), databases_at(place), st.fixed_dictionaries(network))


def registries_at(place: dict[str, Any]) -> Strategy:
    """A registry without its place."""
    ovh = place["provider"] == "ovh"
    more: dict[str, Any] = {"purpose": st.text(max_size=20), "deletion_protection": st.booleans()}
    more |= {"registry_name": NAMES.map(lambda name: f"{name}-images"), "existing_registry_id": IDS}
    if ovh:
        more |= {"admin_from": RANGES, "plan_id": st.just("9f728ba5-998b-4401-ab0f-497cd8bc6a89")}
    return st.fixed_dictionaries({"allow_from": RANGES} if ovh else {}, optional=more)


def registry_arguments(place: dict[str, Any]) -> Strategy:
    """Arguments of ContainerRegistry."""
    return merged(st.just(place), registries_at(place))


def secret_arguments(place: dict[str, Any]) -> Strategy:
    """Arguments of SecretStore."""
    ovh = place["provider"] == "ovh"
    value: dict[str, Any] = {"value": st.text(min_size=1, max_size=20)}

    def named(names: list[str]) -> Strategy:
        return st.tuples(
            *(
                st.fixed_dictionaries(
                    {"name": st.just(name), **(value if ovh else {})},
                    optional={"purpose": st.text(max_size=20), **({} if ovh else value)},
                )
                for name in names
            )
        ).map(list)

    secrets = st.lists(NAMES, min_size=1, max_size=3, unique=True).flatmap(named)
    own = {"secrets": secrets, "domain_id" if ovh else "key_id": IDS}
    backups = st.lists(st.sampled_from(["FR", "CA", "SG", "AU"]), max_size=2, unique=True)
    more = some(deletion_protection=st.booleans(), key_backup_countries=backups)
    return merged(st.just(place), st.fixed_dictionaries(own), more)


def landing_arguments(place: dict[str, Any]) -> Strategy:
    """Arguments of LandingZone."""
    siblings = [site.region for site in atlas.regions(place["provider"]) if site.country == place["jurisdiction"]]
    project = place.get("project_id")
    more: dict[str, Any] = {
        "purpose": st.text(max_size=20),
        "permission_sets": st.just(["KubernetesFullAccess"]),
        "deletion_protection": st.booleans(),
        "existing_bucket_id": IDS,
        "keep_old_states_days": st.integers(1, 3650),
        "bucket_name": NAMES.map(lambda name: f"{name}-state"),
    }
    if place["provider"] == "ovh":
        more |= {"more_regions": st.lists(st.sampled_from(siblings), max_size=2, unique=True)}
        more |= {"subsidiary": st.sampled_from([row.code for row in subsidiaries()])}
    where = {field: value for field, value in place.items() if field != "project_id"}
    adopted = {"existing_project_id": project} if project else {}
    return merged(st.just(where | adopted), some(**more))
