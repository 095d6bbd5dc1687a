"""Deriving the table of types: a release of a provider cannot slip a type past it."""

import pytest

from bailiwick.atlas import derive
from bailiwick.atlas.sdk_scan import InstalledType, installed_types, sdk_version
from bailiwick.errors import ConfigurationError


def sdk_of(monkeypatch, *types):
    monkeypatch.setattr(derive, "installed_types", lambda provider: types if provider == "scaleway" else ())
    monkeypatch.setattr(derive, "read_table", lambda _: EMPTY)


PROVENANCE = {"source": "s", "as_of": "2026-01-01", "confidence": "verified", "review_after": "2027-01-01"}
EMPTY = {
    **{
        section: {}
        for section in ("attached", "ordered", "global", "account", "removed", "copies", "everywhere_when_omitted")
    },
    "provenance": PROVENANCE,
    "bears": [[".", "data"]],
}


def installed(token, *inputs, former=()):
    return InstalledType(token, frozenset(inputs), former)


def test_a_type_that_names_no_place_stops_the_derivation(monkeypatch):
    sdk_of(monkeypatch, installed("scaleway:a/b:B", "region"), installed("scaleway:c/d:D", "name", "clusterId"))
    with pytest.raises(ConfigurationError) as caught:
        derive.derive()
    (problem,) = caught.value.diagnostics()
    assert "scaleway:c/d:D" in problem.problem
    assert problem.got == "clusterId, name"


def test_a_judgement_about_an_input_that_is_gone_stops_the_derivation(monkeypatch):
    sdk_of(monkeypatch, installed("scaleway:a/b:B", "name"))
    monkeypatch.setitem(EMPTY, "attached", {"scaleway:a/b:B": ["clusterId"]})
    with pytest.raises(ConfigurationError, match="has no input clusterId"):
        derive.derive()


def test_the_place_and_what_narrows_it_are_told_apart(monkeypatch):
    sdk_of(monkeypatch, installed("scaleway:a/b:B", "zone", "region", "nested.zone", "timezone", "dnsZone"))
    assert '"primary": "region", "further": ["nested.zone", "zone"]' in derive.derive()


def test_a_former_token_is_an_alias_only_while_the_sdk_still_has_it(monkeypatch):
    new = installed("scaleway:a/b:B", "region", former=("scaleway:index/b:B", "scaleway:index/gone:Gone"))
    sdk_of(monkeypatch, new, installed("scaleway:index/b:B", "region"))
    text = derive.derive()
    assert '"scaleway:index/b:B": "scaleway:a/b:B"' in text
    assert "Gone" not in text


def test_checking_writes_nothing(monkeypatch, tmp_path, capsys):
    sdk_of(monkeypatch, installed("scaleway:a/b:B", "region"))
    monkeypatch.setattr(derive, "TARGET", tmp_path / "types.json")
    monkeypatch.setattr("sys.argv", ["derive", "--check"])
    assert derive.main() == 1
    assert "run make atlas" in capsys.readouterr().err
    assert not derive.TARGET.exists()
    monkeypatch.setattr("sys.argv", ["derive"])
    assert derive.main() == 0
    monkeypatch.setattr("sys.argv", ["derive", "--check"])
    assert derive.main() == 0


def test_an_installed_type_shows_nested_inputs_in_the_spelling_of_the_wire():
    types = {item.token: item for item in installed_types("ovh")}
    assert "replication.rules.destination.region" in types["ovh:CloudProject/storage:Storage"].inputs
    assert "kubeId" in types["ovh:CloudProject/kubeNodePool:KubeNodePool"].inputs
    assert "region" in types["ovh:CloudProject/gatewayInterface:GatewayInterface"].inputs
    assert sdk_version("ovh").count(".") == 2
