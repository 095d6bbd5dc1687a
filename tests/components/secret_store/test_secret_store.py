import json

import pulumi
import pytest

from bailiwick.secret_store import SecretStore

SCALEWAY = {
    "jurisdiction": "FR",
    "provider": "scaleway",
    "region": "fr-par",
    "key_id": "fr-par/11111111-1111-4111-8111-111111111111",
    "secrets": [{"name": "database-url", "value": "hush"}, {"name": "by-hand"}],
}
OVH = {
    "jurisdiction": "FR",
    "provider": "ovh",
    "region": "GRA",
    "domain_id": "22222222-2222-4222-8222-222222222222",
    "secrets": [{"name": "database-url", "value": "hush"}],
}


def test_at_scaleway_secrets_are_protected_and_under_the_key(register):
    registered = register(lambda: SecretStore("app", SCALEWAY) and None)
    first, second = registered.of("secrets/secret:Secret")
    assert {first["keyId"], second["keyId"]} == {SCALEWAY["key_id"]}
    assert first["protected"] is second["protected"] is True
    assert registered.one("secrets/version:Version")["data"]["value"] == "hush"  # within Pulumi's mark of a secret


def test_at_ovhcloud_they_are_in_the_domain_and_their_values_are_no_part_of_outputs(register):
    registered = register(lambda: SecretStore("app", OVH) and None)
    made = registered.one("Okms/secret:Secret")
    assert (made["path"], made["includeData"]) == ("database-url", False)
    assert json.loads(made["version"]["value"]["data"]) == {"value": "hush"}  # within Pulumi's mark of a secret


@pytest.mark.parametrize("args", [SCALEWAY, OVH], ids=["scaleway", "ovh"])
def test_no_value_is_among_the_props_of_the_component(register, args):
    assert "hush" not in str(register(lambda: SecretStore("app", args) and None).one("index:SecretStore"))


@pytest.mark.parametrize("args", [SCALEWAY, OVH], ids=["scaleway", "ovh"])
def test_a_value_is_a_secret_of_pulumis_whatever_it_was(args):
    from bailiwick.contract import parse_arguments
    from bailiwick.secret_store import SecretStoreSpec

    spec = parse_arguments(SecretStoreSpec, args, component="it")
    assert isinstance(spec.secrets[0].value, pulumi.Output)
    assert "hush" not in f"{spec!r} {spec.as_props()}"


@pytest.mark.parametrize(
    ("args", "wrong", "path", "said"),
    [
        (SCALEWAY, {"key_id": None}, "key_id", "without it the key is the provider's"),
        (SCALEWAY, {"key_id": "pl-waw/1"}, "key_id", "is a key of another region"),
        (SCALEWAY, {"domain_id": "x"}, "domain_id", "is known at ovh only"),
        (SCALEWAY, {"secrets": []}, "secrets", "is empty"),
        (SCALEWAY, {"secrets": [{"name": "a"}, {"name": "a"}]}, "secrets[1].name", "is the name of two secrets"),
        (SCALEWAY, {"secrets": [{"name": "a_b"}]}, "secrets[0].name", "lower-case letters"),
        (SCALEWAY, {"secrets": [{"name": "a", "value": ["hush"]}]}, "secrets[0].value", "is not a secret value"),
        (SCALEWAY, {"secrets": [{"name": "a", "text": "hush"}]}, "secrets[0].text", "is not an argument"),
        (SCALEWAY, {"jurisdiction": "IT", "region": "it-mil", "key_id": "x"}, "region", "secret-manager"),
        (OVH, {"domain_id": None}, "domain_id", "is missing"),
        (OVH, {"secrets": [{"name": "a"}]}, "secrets[0].value", "begin with one"),
        (OVH, {"jurisdiction": "DE", "region": "DE"}, "key_backup_countries", "does not name FR"),
    ],
)
def test_each_wrong_argument_is_refused(refused, args, wrong, path, said):
    given = {field: value for field, value in (args | wrong).items() if value is not None}
    problems = refused(SecretStore, given)
    assert said in problems[path]
    assert list(problems) == [path]
    assert "hush" not in str(problems)
