import pytest

from bailiwick.database import Database

SCALEWAY = {
    "jurisdiction": "FR",
    "provider": "scaleway",
    "region": "fr-par",
    "segment": "metadata",
    "version": "16",
    "machine": "DB-POP2-2C-8G",
    "network_id": "fr-par/11111111-1111-4111-8111-111111111111",
}
OVH = {
    "jurisdiction": "FR",
    "provider": "ovh",
    "region": "GRA",
    "segment": "metadata",
    "version": "16",
    "machine": "db1-7",
    "network_id": "11111111-1111-4111-8111-111111111111",
    "subnet_id": "22222222-2222-4222-8222-222222222222",
    "allow_from": ["172.16.32.0/22"],
}


def test_at_scaleway_it_is_private_encrypted_and_its_backups_stay(register):
    made = register(lambda: Database("records", SCALEWAY) and None).one("databases/instance:Instance")
    assert made["privateNetwork"] == {"pnId": SCALEWAY["network_id"], "enableIpam": True}
    assert "loadBalancer" not in made
    assert made["encryptionAtRest"] is made["backupSameRegion"] is made["isHaCluster"] is True
    assert made["disableBackup"] is False
    assert (made["engine"], made["backupScheduleRetention"]) == ("PostgreSQL-16", 7)
    assert not {"password", "userName"} & set(made)


def test_at_ovhcloud_its_nodes_are_in_the_network_and_its_backups_stay(register):
    made = register(lambda: Database("records", OVH) and None).one("CloudProject/database:Database")
    node = {"region": "GRA", "networkId": OVH["network_id"], "subnetId": OVH["subnet_id"]}
    assert made["nodes"] == [node, node]
    assert made["plan"] == "business"
    assert made["backupRegions"] == ["GRA"]
    assert [item["ip"] for item in made["ipRestrictions"]] == ["172.16.32.0/22"]
    assert made["deletionProtection"] is True


def test_one_node_is_the_smaller_plan(register):
    args = OVH | {"high_availability": False, "backup_region": "SBG", "deletion_protection": False}
    made = register(lambda: Database("records", args) and None).one("CloudProject/database:Database")
    assert (made["plan"], len(made["nodes"]), made["backupRegions"]) == ("essential", 1, ["SBG"])


@pytest.mark.parametrize("args", [SCALEWAY, OVH], ids=["scaleway", "ovh"])
def test_what_exists_is_passed_on(register, args):
    registered = register(lambda: {"id": Database("records", args | {"existing_database_id": "known"}).database_id})
    assert registered.outputs == {"id": "known"}
    assert [resource.typ for resource in registered.resources if resource.custom] == []


@pytest.mark.parametrize(
    ("args", "wrong", "path", "said"),
    [
        (SCALEWAY, {"network_id": None}, "network_id", "through a private network only"),
        (SCALEWAY, {"network_id": "pl-waw/1"}, "network_id", "is a network of another region"),
        (SCALEWAY, {"subnet_id": "x"}, "subnet_id", "is known at ovh only"),
        (SCALEWAY, {"backup_region": "fr-par"}, "backup_region", "is known at ovh only"),
        (SCALEWAY, {"version": "sixteen"}, "version", "is not valid"),
        (SCALEWAY, {"version": None}, "version", "is missing"),
        (SCALEWAY, {"storage_gb": 0}, "storage_gb", "greater than or equal to 10"),
        (SCALEWAY, {"backup_days": 0}, "backup_days", "greater than or equal to 1"),
        (SCALEWAY, {"machine": ""}, "machine", "is not valid"),
        (SCALEWAY, {"load_balancer": True}, "load_balancer", "is not an argument"),
        (SCALEWAY, {"segment": "meta_data"}, "segment", "lower-case letters"),
        (SCALEWAY, {"jurisdiction": "IT", "region": "it-mil", "network_id": "x"}, "region", "does not have databases"),
        (OVH, {"subnet_id": None}, "subnet_id", "is missing"),
        (OVH, {"allow_from": []}, "allow_from", "is missing"),
        (OVH, {"allow_from": ["0.0.0.0/0"]}, "allow_from[0]", "is not a range of a private network"),
        (OVH, {"allow_from": ["51.0.0.0/16"]}, "allow_from[0]", "at most /8"),
        (OVH, {"allow_from": ["172.16.32.1/22"]}, "allow_from[0]", "is not an IPv4 range"),
        (OVH, {"backup_days": 7}, "backup_days", "is known at scaleway only"),
        (OVH, {"backup_region": "DE"}, "backup_region", "inside the jurisdiction FR"),
        (OVH, {"backup_region": "GRAA"}, "backup_region", "did you mean GRA?"),
    ],
)
def test_each_wrong_argument_is_refused(refused, args, wrong, path, said):
    given = {field: value for field, value in (args | wrong).items() if value is not None}
    problems = refused(Database, given)
    assert said in problems[path]
    assert list(problems) == [path]
