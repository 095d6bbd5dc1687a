import asyncio
from datetime import date

import pulumi
import pytest

from bailiwick.cluster import GpuCluster
from bailiwick.cluster.rules import version_warning

ARGS = {
    "jurisdiction": "FR",
    "provider": "scaleway",
    "region": "fr-par",
    "zone": "fr-par-2",
    "network_id": "fr-par/net",
    "egress_id": "fr-par-2/egress",
    "version": "1.36",
    "api_access": ["192.0.2.0/28"],
    "pools": [
        {"segment": "training", "accelerator": "H100", "accelerators_per_node": 2, "size": 1, "max_size": 4},
        {"segment": "inference", "accelerator": "L40S"},
    ],
}


def with_pool(**fields):
    return ARGS | {"pools": [{"segment": "training", **fields}]}


def test_the_control_plane_is_dedicated_with_cilium_in_the_private_network(register):
    cluster = register(lambda: GpuCluster("k", ARGS) and None).one("kubernetes/cluster:Cluster")
    assert cluster["type"] == "kapsule-dedicated-4"
    assert cluster["cni"] == "cilium"
    assert cluster["privateNetworkId"] == "fr-par/net"
    assert cluster["deleteAdditionalResources"] is False


@pytest.mark.parametrize(("version", "patched"), [("1.36", True), ("1.36.3", False)])
def test_patches_come_only_without_a_patch_number(register, version, patched):
    cluster = register(lambda: GpuCluster("k", ARGS | {"version": version}) and None).one("kubernetes/cluster:Cluster")
    assert cluster["version"] == version
    assert cluster["autoUpgrade"] == {
        "enable": patched,
        "maintenanceWindowDay": "sunday",
        "maintenanceWindowStartHour": 2,
    }


def test_only_named_ranges_reach_the_api(register):
    acl = register(lambda: GpuCluster("k", ARGS) and None).one("kubernetes/acl:Acl")
    assert [rule["ip"] for rule in acl["aclRules"]] == ["192.0.2.0/28"]


def test_nodes_have_no_public_address_and_carry_their_segment(register):
    registered = register(lambda: GpuCluster("k", ARGS) and None)
    assert all(pool["publicIpDisabled"] for pool in registered.of("kubernetes/pool:Pool"))
    training = registered.named("k-training")
    assert training["nodeType"] == "H100-2-80G"
    assert training["labels"] == {"bailiwick/segment": "training", "bailiwick/jurisdiction": "FR"}
    assert training["taints"] == [{"key": "nvidia.com/gpu", "value": "training", "effect": "NoSchedule"}]
    assert (training["minSize"], training["size"], training["maxSize"]) == (0, 1, 4)
    assert registered.named("k-inference")["nodeType"] == "L40S-1-48G"


def test_a_segment_without_gpu_is_tainted_with_our_own_key(register):
    registered = register(lambda: GpuCluster("k", with_pool(node_type="PRO2-S")) and None)
    assert registered.named("k-training")["taints"] == [
        {"key": "bailiwick/segment", "value": "training", "effect": "NoSchedule"}
    ]


def test_the_system_pool_takes_what_has_no_segment_and_does_not_scale(register):
    system = register(lambda: GpuCluster("k", ARGS) and None).named("k-system")
    assert system["taints"] == []
    assert system["autoscaling"] is False
    assert system["size"] == 2


def test_the_kubeconfig_is_a_secret(register):
    def build():
        cluster = GpuCluster("k", ARGS)
        return {"secret": pulumi.Output.from_input(cluster.kubeconfig.is_secret()), "config": cluster.kubeconfig}

    registered = register(build)
    assert registered.outputs == {"secret": True, "config": "apiVersion: v1"}


def test_pools_wait_for_the_way_out_but_the_cluster_does_not(register):
    order: list[str] = []

    def build(registered):
        async def way_out():
            while not registered.of("kubernetes/cluster:Cluster"):  # noqa: ASYNC110 - the mocks offer no event
                await asyncio.sleep(0.001)
            order.extend(resource.typ for resource in registered.resources)
            return "fr-par-2/egress"

        GpuCluster("k", ARGS | {"egress_id": pulumi.Output.from_input(way_out())})

    registered = register(build)
    assert "scaleway:kubernetes/pool:Pool" not in order
    assert registered.named("k-training")["clusterId"] == "fr-par/k-kapsule-id"


@pytest.mark.parametrize(
    ("args", "path", "said"),
    [
        (ARGS | {"version": 1.36}, "version", "put it in quotes"),
        (ARGS | {"version": "latest"}, "version", "is not valid"),
        (ARGS | {"control_plane": "kapsule"}, "control_plane", "outside the provider's HDS scope"),
        (ARGS | {"control_plane": "kapsule-dedicatd-4"}, "control_plane", "did you mean kapsule-dedicated-4?"),
        (ARGS | {"api_access": []}, "api_access", "is empty"),
        (ARGS | {"api_access": ["0.0.0.0/0"]}, "api_access[0]", "to everybody"),
        (ARGS | {"api_access": ["192.0.2.1/32", "128.0.0.0/1"]}, "api_access[1]", "2,147,483,648 addresses"),
        (ARGS | {"api_access": ["10.1.0.0/24"]}, "api_access[0]", "is private"),
        (ARGS | {"maintenance_day": "sundey"}, "maintenance_day", "did you mean sunday?"),
        (ARGS | {"maintenance_hour": 24}, "maintenance_hour", "less than or equal to 23"),
        (ARGS | {"pod_cidr": "10.32.0.0/16"}, "pod_cidr", "overlaps service_cidr 10.32.0.0/20"),
        (ARGS | {"pools": []}, "pools", "is empty"),
        (ARGS | {"system_pool": {"size": 0}}, "system_pool.size", "greater than or equal to 1"),
        (ARGS | {"system_pool": {"zone": "nl-ams-1"}}, "system_pool.zone", "is outside the region fr-par"),
        (with_pool(accelerator="A100"), "pools[0].accelerator", "did you mean H100?"),
        (with_pool(accelerator="H10"), "pools[0].accelerator", "is not an accelerator that scaleway is known to sell"),
        (with_pool(accelerator="H100", accelerators_per_node=8), "pools[0].accelerators_per_node", "one of 1, 2"),
        (with_pool(accelerator="H100", zone="fr-par-1"), "pools[0].accelerator", "one of the zones fr-par-2"),
        (with_pool(node_type="H100-1-80G", zone="fr-par-1"), "pools[0].node_type", "is not sold in fr-par-1"),
        (with_pool(node_type="external"), "pools[0].node_type", "outside every boundary"),
        (with_pool(node_type="PRO2-S", accelerator="L4"), "pools[0].node_type", "stands beside accelerator"),
        (with_pool(), "pools[0].accelerator", "is missing, and so is node_type"),
        (with_pool(accelerator="L4", size=0), "pools[0].size", "greater than or equal to 1"),
        (with_pool(accelerator="L4", size=-3), "pools[0].size", "greater than or equal to 1"),
        (with_pool(accelerator="L4", size=3, max_size=2), "pools[0].max_size", "at least 3"),
        (with_pool(accelerator="L4", size=1, min_size=2), "pools[0].min_size", "at most 1"),
        (with_pool(accelerator="L4", size=249), "control_plane", "serves at most 250 nodes"),
        (with_pool(accelerator="L4", name="system"), "pools[0].name", "is the name of the system pool"),
        (ARGS | {"pools": ARGS["pools"] * 2}, "pools[2].segment", "is the name of another pool"),
    ],
)
def test_each_wrong_argument_is_refused(refused, args, path, said):
    assert said in refused(GpuCluster, args)[path]


def test_many_wrong_arguments_are_told_in_one_error(refused):
    wrong = ARGS | {
        "jurisdiction": "PL",
        "zone": "nl-ams-1",
        "api_access": ["0.0.0.0/0", "nonsense"],
        "pools": [{"segment": "a", "accelerator": "A100", "size": 0}, {"segmnt": "b", "accelerator": "L4"}],
    }
    assert set(refused(GpuCluster, wrong)) == {
        "region",
        "zone",
        "api_access[0]",
        "api_access[1]",
        "pools[0].accelerator",
        "pools[0].size",
        "pools[1].segment",
        "pools[1].segmnt",
        "pools[1].accelerator",
    }


@pytest.mark.parametrize(
    ("version", "today", "said"),
    [
        ("1.36", date(2026, 11, 23), None),
        ("1.36.3", date(2026, 11, 23), None),
        ("1.34.1", date(2026, 11, 23), "creates no new cluster with Kubernetes 1.34 since 2026-09-29"),
        ("1.34", date(2026, 11, 29), "ended its support for Kubernetes 1.34 on 2026-11-29"),
        ("1.40", date(2026, 11, 23), "not among the versions known"),
    ],
)
def test_an_old_or_unknown_version_is_a_warning(version, today, said):
    warning = version_warning("scaleway", version, today)
    assert warning is None if said is None else said in warning
