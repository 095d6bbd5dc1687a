"""Machines, plans of managed Kubernetes, and where keys are kept."""

import pytest

from bailiwick.atlas import UNKNOWN_COUNTRY
from bailiwick.atlas.key_backups import key_backups
from bailiwick.atlas.kubernetes_plans import minors, plans_at
from bailiwick.atlas.machines import gpu_flavours, ineligible, machines


def names(*question, **rest):
    return [machine.name for machine in gpu_flavours(*question, **rest)]


def test_the_number_in_a_name_of_ovh_is_memory():
    by_name = {machine.name: machine for machine in machines("ovh")}
    assert [by_name[name].accelerators for name in ("h100-380", "h100-760", "h100-1520")] == [1, 2, 4]


def test_a_region_stands_for_its_zones():
    assert names("scaleway", "fr-par") == names("scaleway", "fr-par-2")
    assert names("ovh", "gra") == names("ovh", "GRA11")
    assert names("scaleway", "nl-ams") == []
    assert names("scaleway", "pl-waw-2") == [
        name for name in names("scaleway") if name.split("-")[0] in {"L4", "L40S"}
    ] + [
        "H100-1-80G",
        "H100-2-80G",
    ]


def test_a_machine_may_be_no_node():
    assert "h200-1920" in names("ovh", "EU-WEST-PAR")
    assert names("ovh", "EU-WEST-PAR", product="kubernetes") == []


def test_an_unknown_place_sells_nothing():
    assert names("ovh", "mars-1") == []


def test_what_cannot_be_a_node():
    assert "external" in {row.name for row in ineligible("scaleway")}


def test_the_plan_follows_from_the_region():
    assert [plan.name for plan in plans_at("ovh", "GRA11")] == ["free"]
    assert [(plan.name, plan.zones) for plan in plans_at("ovh", "EU-WEST-PAR")] == [("standard", 3)]
    assert [plan.default_cni for plan in plans_at("ovh", "RBX-A")] == ["cilium"]
    assert len(plans_at("scaleway", "fr-par")) == 4
    assert plans_at("ovh", "mars-1") == ()


def test_versions_come_oldest_first():
    days = [minor.end_of_support for minor in minors("scaleway")]
    assert days == sorted(days)


@pytest.mark.parametrize(
    ("place", "countries"),
    [
        ("GRA", {"FR"}),
        ("eu-west-par", {"FR"}),
        ("eu-west-lim", {"DE", "FR"}),
        ("EU-SOUTH-MIL", {"IT", "FR"}),
        ("SYD", {"AU", "SG"}),
    ],
)
def test_key_material_may_leave_the_country_of_its_keys(place, countries):
    assert key_backups("ovh", place).countries == countries


def test_an_unpublished_place_of_keys_is_inside_no_boundary():
    assert key_backups("scaleway", "fr-par").countries == {"FR", UNKNOWN_COUNTRY}
    assert key_backups("scaleway", "it-mil") is None
    assert key_backups("ovh", "mars-1") is None
