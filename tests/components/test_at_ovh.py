"""The components at OVHcloud: what they register, what they adopt, and what they refuse with its fact."""

import base64
import json
from collections.abc import Callable

import pulumi
import pytest

from bailiwick.cluster import GpuCluster
from bailiwick.kms import LocalKms
from bailiwick.network import PrivateNetwork
from bailiwick.platform import SovereignPlatform
from bailiwick.rehearsal import wire
from bailiwick.storage import ObjectStore
from in_process import rehearsed

AT = {"jurisdiction": "FR", "provider": "ovh", "region": "GRA"}
PARIS = {"region": "EU-WEST-PAR", "zone": "eu-west-par-a"}
LIMBURG = {"jurisdiction": "DE", "region": "DE"}
NETWORK = {**AT, "zone": "GRA11", "cidr": "172.16.32.0/22", "vlan_id": 1042, "egress": "gateway"}
STORE = {**AT, "segment": "training", "key_custody": "client-side", "key_id": "22222222-2222-4222-8222-222222222222"}
CLUSTER = {
    **AT,
    "zone": "GRA11",
    "network_id": "net",
    "subnet_id": "sub",
    "egress_id": "way-out",
    "version": "1.34",
    "api_access": ["192.0.2.0/28"],
    "audit_log": {"stream_id": "stream", "region": "GRA"},
    "pools": [{"segment": "training", "accelerator": "H100"}],
}
PLATFORM = {
    **AT,
    "zone": "GRA11",
    "network": {"cidr": "172.16.32.0/22", "vlan_id": 1042},
    "keys": {"key_custody": "client-side"},
    "buckets": [{"name": "letters", "segment": "training"}, {"name": "weights", "segment": "training"}],
    "cluster": {key: CLUSTER[key] for key in ("version", "api_access", "audit_log", "pools")},
}


MATERIAL = base64.b64encode(bytes(range(200, 232))).decode()


def pool(**changes):
    return {"pools": [CLUSTER["pools"][0] | changes]}


@pytest.fixture
def planned(monkeypatch):
    """Rehearses a component; gives what is registered below it by class, and holds it to the SDK's types."""
    monkeypatch.setattr(pulumi.log, "warn", lambda *_, **__: None)

    def plan(component: Callable, args: dict):
        resources, misfits = rehearsed(lambda: component("any", args))
        assert misfits == []
        found = [item for item in resources if item.type.startswith("ovh:")]
        assert found
        return {kind: [item for item in found if item.type.endswith(f":{kind}")] for kind in KINDS}

    return plan


KINDS = (
    "NetworkPrivate",
    "NetworkPrivateSubnet",
    "Gateway",
    "CloudProject",
    "Okms",
    "ServiceKey",
    "Storage",
    "Kube",
    "KubeNodePool",
    "KubeIpRestrictions",
    "KubeOidc",
    "CloudProjectKubeLogSubscription",
)


def test_a_network_lies_in_one_region_and_has_one_way_out(planned):
    found = planned(PrivateNetwork, NETWORK | {"vrack_id": "pn-123456"})
    (network,), (subnet,), (gateway,) = found["NetworkPrivate"], found["NetworkPrivateSubnet"], found["Gateway"]
    assert network.inputs["regions"] == ["GRA11"]
    assert network.inputs["vlanId"] == 1042
    assert found["CloudProject"][0].urn in network.dependencies
    assert (subnet.inputs["start"], subnet.inputs["end"]) == ("172.16.32.2", "172.16.35.254")
    assert subnet.inputs["noGateway"] is False
    assert gateway.inputs["region"] == "GRA11"
    assert gateway.inputs["networkId"] == wire.UNKNOWN  # its OpenStack id, not pn-...
    assert gateway.property_dependencies["networkId"] == (network.urn,)


def test_a_network_without_a_way_out_announces_none(planned):
    found = planned(PrivateNetwork, {field: value for field, value in NETWORK.items() if field != "egress"})
    assert not found["Gateway"]
    assert found["NetworkPrivateSubnet"][0].inputs["noGateway"] is True


def test_what_exists_is_not_made_again(planned):
    known = {"existing_network_id": "net", "existing_subnet_id": "sub"}
    found = planned(PrivateNetwork, {**AT, "zone": "GRA11", "egress": "gateway", **known})
    assert not found["NetworkPrivate"]
    assert not found["NetworkPrivateSubnet"]
    assert found["Gateway"][0].inputs["networkId"] == "net"
    resources, _ = rehearsed(
        lambda: PrivateNetwork("any", {**AT, "zone": "GRA11", **known, "existing_egress_id": "gw"})
    )
    resources += rehearsed(lambda: LocalKms("any", AT | {"existing_key_id": "key"}))[0]
    resources += rehearsed(lambda: ObjectStore("any", STORE | {"existing_bucket_id": "bucket"}))[0]
    assert not [item for item in resources if item.type.startswith("ovh:")]


def test_a_key_stands_in_a_domain_of_its_region(planned):
    found = planned(LocalKms, AT)
    assert found["Okms"][0].inputs["region"] == "eu-west-gra"
    assert found["Okms"][0].inputs["ovhSubsidiary"] == "FR"
    assert found["ServiceKey"][0].inputs["operations"] == ["wrapKey", "unwrapKey"]
    assert all(item.options.protect for item in (*found["Okms"], *found["ServiceKey"]))


def test_a_domain_that_exists_is_read_so_that_its_place_is_seen(planned):
    found = planned(LocalKms, AT | {"existing_domain_id": "domain"})
    (domain,) = found["Okms"]
    assert (domain.operation, domain.identifier) == ("read", "domain")
    assert found["ServiceKey"][0].property_dependencies["okmsId"] == (domain.urn,)


def test_a_key_of_the_customers_own_is_imported_as_a_secret(monkeypatch):
    monkeypatch.setattr(pulumi.log, "warn", lambda *_, **__: None)
    mine = {"key_custody": "imported", "key_material": MATERIAL}
    for place, kind, path in (
        (AT, "ServiceKeyJWK", "keys"),
        (AT | {"provider": "scaleway", "region": "fr-par"}, "KeyMaterial", "keyMaterial"),
    ):
        resources, misfits = rehearsed(lambda place=place: LocalKms("any", place | mine))
        (key,) = [item for item in resources if item.type.endswith(f":{kind}")]
        assert misfits == []
        assert key.options.protect
        assert wire.SECRET in json.dumps(key.inputs[path])
        for item in resources:
            assert item is key or MATERIAL not in json.dumps([item.inputs, item.outputs])
    (origin,) = [item.inputs["origin"] for item in resources if item.type.endswith("key:Key")]
    assert origin == "external"


@pytest.mark.parametrize("material", ["c2VjcmV0", "not base64 but secret", 7])
def test_wrong_key_material_is_refused_and_not_repeated(refused, material):
    found = refused(LocalKms, AT | {"key_custody": "imported", "key_material": material})
    assert "32 bytes in base64" in found["key_material"]
    assert str(material) not in found["key_material"]


def test_all_keys_of_a_platform_stand_in_one_domain(planned):
    found = planned(SovereignPlatform, PLATFORM)
    assert len(found["Okms"]) == 1
    assert len(found["ServiceKey"]) == 2
    assert len(found["Storage"]) == 2


@pytest.mark.parametrize("custody", ["external", "provider-managed"])
def test_without_use_for_keys_there_are_none(planned, custody):
    found = planned(SovereignPlatform, PLATFORM | {"keys": {"key_custody": custody}})
    assert not found["Okms"]
    assert all(item.inputs["encryption"] == {"sseAlgorithm": "AES256"} for item in found["Storage"])


def test_a_bucket_tells_clients_the_key_and_copies_to_a_second_site(planned):
    found = planned(ObjectStore, STORE | {"replica_region": "SBG", "lock_days": 30})
    copy, bucket = sorted(found["Storage"], key=lambda item: item.inputs["regionName"], reverse=True)
    assert (bucket.inputs["regionName"], copy.inputs["regionName"]) == ("GRA", "SBG")
    assert bucket.inputs["tags"]["encrypt-with"] == STORE["key_id"]
    assert bucket.inputs["replication"]["rules"][0]["destination"]["region"] == "SBG"
    assert bucket.inputs["objectLock"]["rule"] == {"mode": "governance", "period": "P30D"}
    assert bucket.inputs["versioning"] == {"status": "enabled"}


def test_a_cluster_takes_the_plan_of_its_region(planned):
    (gravelines,) = planned(GpuCluster, CLUSTER)["Kube"]
    (paris,) = planned(GpuCluster, CLUSTER | PARIS | {"pools": [{"segment": "a", "node_type": "b3-16"}]})["Kube"]
    assert (gravelines.inputs["plan"], gravelines.inputs["region"]) == ("free", "GRA11")
    assert (paris.inputs["plan"], paris.inputs["region"]) == ("standard", "EU-WEST-PAR")


def test_a_cluster_says_which_plan_it_has_and_why(monkeypatch):
    monkeypatch.setattr(pulumi.log, "warn", lambda *_, **__: None)
    resources, _ = rehearsed(lambda: GpuCluster("any", CLUSTER))
    (cluster,) = [item for item in resources if item.type == "bailiwick:index:GpuCluster"]
    facts = cluster.outputs["compliance"]
    assert (facts["control_plane"], facts["cni"]) == ("free", "canal")
    assert "shared with other customers: the region has no other" in facts["control_plane_reason"]


def test_access_sign_in_and_audit_log_are_the_clusters(planned):
    oidc = {
        "issuer_url": "https://login.hospital.example/realms/one",
        "client_id": "kubernetes",
        "groups_claim": "groups",
    }
    found = planned(GpuCluster, CLUSTER | {"oidc": oidc} | pool(size=2, max_size=4, min_size=1))
    assert found["KubeIpRestrictions"][0].inputs["ips"] == ["192.0.2.0/28"]
    assert found["KubeOidc"][0].inputs["oidcGroupsClaims"] == ["groups"]
    assert found["CloudProjectKubeLogSubscription"][0].inputs["kind"] == "audit"
    assert found["Kube"][0].inputs["privateNetworkConfiguration"]["privateNetworkRoutingAsDefault"] is True
    training = next(item for item in found["KubeNodePool"] if item.inputs["name"] == "training")
    bounds = {key: training.inputs[key] for key in ("minNodes", "desiredNodes", "maxNodes", "autoscale", "flavorName")}
    assert bounds == {"minNodes": 1, "desiredNodes": 2, "maxNodes": 4, "autoscale": True, "flavorName": "h100-380"}


REFUSED = [
    (PrivateNetwork, NETWORK, {"region": "DE"}, "region", "outside the jurisdiction FR"),
    (PrivateNetwork, NETWORK, {"region": "fr-par"}, "region", "is a region of scaleway"),
    (PrivateNetwork, NETWORK, {"region": "GRA11"}, "region", "is a zone of GRA"),
    (PrivateNetwork, NETWORK, {"zone": "DE1"}, "zone", "outside the region GRA"),
    (PrivateNetwork, NETWORK, {"zone": None}, "zone", "one of GRA11, GRA9, GRA7, GRA5"),
    (PrivateNetwork, NETWORK, {"cidr": "10.2.8.0/22"}, "cidr", "reserved for pods of managed clusters"),
    (PrivateNetwork, NETWORK, {"cidr": "10.3.8.0/22"}, "cidr", "reserved for services of managed clusters"),
    (PrivateNetwork, NETWORK, {"cidr": "172.17.8.0/22"}, "cidr", "reserved for the container daemon on nodes"),
    (PrivateNetwork, NETWORK, {"cidr": "10.0.0.0/8"}, "cidr", "overlaps 10.2.0.0/16"),
    (PrivateNetwork, NETWORK, {"vlan_id": None}, "vlan_id", "from 1 to 4000"),
    (PrivateNetwork, NETWORK, {"vlan_id": 4001}, "vlan_id", "at most 4000"),
    (PrivateNetwork, NETWORK, {"vrack_id": "123456"}, "vrack_id", "pn-"),
    (PrivateNetwork, NETWORK, {"gateway_type": "VPC-GW-S"}, "gateway_type", "one of s, m, l"),
    (PrivateNetwork, NETWORK, {"existing_network_id": "net"}, "vlan_id", "whose network is not made"),
    (PrivateNetwork, NETWORK, {"existing_egress_id": "gw"}, "existing_egress_id", "belongs to a network that exists"),
    (PrivateNetwork, NETWORK, {"vlan": 3}, "vlan", "did you mean vlan_id?"),
    (LocalKms, AT, {"rotation_days": 90}, "rotation_days", "has no input for it"),
    (LocalKms, AT, LIMBURG, "key_backup_countries", "does not name FR, where backups of the keys of DE lie"),
    (LocalKms, AT, {"jurisdiction": "PL", "region": "WAW"}, "region", "does not have key-manager as far as is known"),
    (LocalKms, AT, {"key_custody": "imported"}, "key_material", "is missing"),
    (LocalKms, AT, {"key_material": MATERIAL}, "key_material", "is not used with this key_custody"),
    (
        LocalKms,
        AT,
        {"key_custody": "imported", "key_material": MATERIAL, "existing_key_id": "k"},
        "key_material",
        "beside",
    ),
    (LocalKms, AT, {"subsidiary": "US"}, "subsidiary", "is a company under foreign law"),
    (LocalKms, AT, {"subsidiary": "XX"}, "subsidiary", "is no company of the provider's"),
    (ObjectStore, STORE, {"key_custody": "customer-managed"}, "key_custody", "issue 827"),
    (ObjectStore, STORE, {"key_custody": "external"}, "key_id", "is not used"),
    (ObjectStore, STORE, {"replica_region": "DE"}, "replica_region", "one of RBX, SBG, EU-WEST-PAR"),
    (ObjectStore, STORE, {"existing_bucket_id": "b", "lock_days": 3}, "lock_days", "whose bucket is not made"),
    (GpuCluster, CLUSTER, {"audit_log": None}, "audit_log", "no record for you of who did what"),
    (GpuCluster, CLUSTER, {"audit_log": {"stream_id": "s", "region": "DE"}}, "audit_log.region", "outside"),
    (GpuCluster, CLUSTER, {"control_plane": "standard"}, "control_plane", "one of free"),
    (GpuCluster, CLUSTER, {"pod_cidr": "10.20.0.0/16"}, "pod_cidr", "cannot be chosen"),
    (GpuCluster, CLUSTER, {"maintenance_day": "monday"}, "maintenance_day", "no window"),
    (GpuCluster, CLUSTER, {"version": "1.34.2"}, "version", "names a patch"),
    (GpuCluster, CLUSTER, PARIS, "pools[0].accelerator", "is not sold in eu-west-par-a"),
    (GpuCluster, CLUSTER, pool(segment="my_pool"), "pools[0].segment", "is not a name that all providers"),
    (GpuCluster, CLUSTER, pool(accelerators_per_node=8), "pools[0].accelerators_per_node", "one of 1, 2, 4"),
    (GpuCluster, CLUSTER, pool(accelerator="B300-SXM"), "pools[0].accelerator", "did you mean H100?"),
    (GpuCluster, CLUSTER, pool(size=0), "pools[0].size", "greater than or equal to 1"),
    (GpuCluster, CLUSTER, pool(zone="GRA9"), "pools[0].zone", "another compute region"),
    (GpuCluster, CLUSTER, pool(root_volume_gb=50), "pools[0].root_volume_gb", "comes with the flavour"),
    (GpuCluster, CLUSTER, pool(confidential=True), "pools[0].confidential", "sgx on dedicated-servers"),
    (SovereignPlatform, PLATFORM, {"keys": {}}, "keys.key_custody", "cannot be had for buckets there"),
]


@pytest.mark.parametrize(
    ("component", "args", "change", "path", "says"),
    REFUSED,
    ids=[
        f"{component.__name__}-{'-'.join(change)}-{place}" for place, (component, _, change, _, _) in enumerate(REFUSED)
    ],
)
def test_each_wrong_argument_is_refused_with_its_fact(refused, component, args, change, path, says):
    wrong = {key: value for key, value in (args | change).items() if value is not None}
    assert says in refused(component, wrong)[path]


def test_one_error_lists_all_problems(refused):
    wrong = CLUSTER | {"control_plane": "standard", "api_access": ["0.0.0.0/0"]} | pool(size=-1, confidential=True)
    assert {"control_plane", "api_access[0]", "pools[0].size", "pools[0].confidential"} <= set(
        refused(GpuCluster, wrong)
    )


def test_at_scaleway_nobody_leaves_the_keys_to_the_provider(refused):
    there = {"provider": "scaleway", "region": "fr-par", "key_id": "fr-par/k"}
    found = refused(ObjectStore, STORE | there | {"key_custody": "provider-managed"})
    assert "whose buckets take yours" in found["key_custody"]
