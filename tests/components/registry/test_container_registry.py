import pytest

from bailiwick.registry import ContainerRegistry

SCALEWAY = {"jurisdiction": "FR", "provider": "scaleway", "region": "fr-par"}
OVH = {"jurisdiction": "FR", "provider": "ovh", "region": "GRA", "allow_from": ["192.0.2.0/28"]}


def test_at_scaleway_it_is_a_private_namespace(register):
    made = register(lambda: ContainerRegistry("models", SCALEWAY) and None).one("registry/namespace:Namespace")
    assert (made["isPublic"], made["region"]) == (False, "fr-par")


def test_at_ovhcloud_two_lists_keep_everybody_else_out(register):
    args = OVH | {"admin_from": ["192.0.2.7/32"]}
    registered = register(lambda: ContainerRegistry("models", args) and None)
    assert registered.one("containerRegistry:ContainerRegistry")["region"] == "GRA"
    (images,) = registered.one("ContainerRegistryIPRestrictionsRegistry")["ipRestrictions"]
    (administration,) = registered.one("ContainerRegistryIPRestrictionsManagement")["ipRestrictions"]
    assert (images["ip_block"], administration["ip_block"]) == ("192.0.2.0/28", "192.0.2.7/32")


def test_those_who_pull_may_administer_unless_told_otherwise(register):
    registered = register(lambda: ContainerRegistry("models", OVH) and None)
    (administration,) = registered.one("ContainerRegistryIPRestrictionsManagement")["ipRestrictions"]
    assert administration["ip_block"] == "192.0.2.0/28"


@pytest.mark.parametrize("args", [SCALEWAY, OVH], ids=["scaleway", "ovh"])
def test_what_exists_is_passed_on(register, args):
    known = args | {"existing_registry_id": "known"}
    registered = register(lambda: {"id": ContainerRegistry("models", known).registry_id})
    assert registered.outputs == {"id": "known"}
    assert [resource.typ for resource in registered.resources if resource.custom] == []


@pytest.mark.parametrize(
    ("args", "wrong", "path", "said"),
    [
        (SCALEWAY, {"allow_from": ["192.0.2.0/28"]}, "allow_from", "is known at ovh only"),
        (SCALEWAY, {"plan_id": "x"}, "plan_id", "is known at ovh only"),
        (SCALEWAY, {"existing_registry_id": "pl-waw/1"}, "existing_registry_id", "is a registry of another region"),
        (SCALEWAY, {"is_public": True}, "is_public", "is not an argument"),
        (SCALEWAY, {"registry_name": "UPPER"}, "registry_name", "is not valid"),
        (OVH, {"allow_from": []}, "allow_from", "answers every address on the internet"),
        (OVH, {"allow_from": ["0.0.0.0/0"]}, "allow_from[0]", "opens the registry to everybody"),
        (OVH, {"admin_from": ["128.0.0.0/1"]}, "admin_from[0]", "opens the registry to everybody"),
        (OVH, {"region": "RBX"}, "region", "does not have container-registry"),
    ],
)
def test_each_wrong_argument_is_refused(refused, args, wrong, path, said):
    problems = refused(ContainerRegistry, args | wrong)
    assert said in problems[path]
    assert list(problems) == [path]
