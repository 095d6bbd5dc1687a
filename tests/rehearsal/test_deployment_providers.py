"""Providers in a deployment: named, inherited, default, disabled, unconfigured."""

import pytest

from bailiwick.rehearsal import wire
from bailiwick.rehearsal.deployment import RequestRefusedError
from bailiwick.rehearsal.plan import Note
from bailiwick.rehearsal.providers import Package, ProviderRequest
from deployments import THING, Bench, described

PROVIDER = "pulumi:providers:test"
URN = f"urn:pulumi:dev::demo::{PROVIDER}::"


def explicit(bench, name="mine", **properties):
    provider = bench.add(PROVIDER, name, properties=properties, version="2.0.0")
    return f"{provider.urn}::{wire.UNKNOWN}"


def test_a_resource_uses_the_provider_that_it_names():
    bench = Bench()
    reference = explicit(bench)

    assert bench.thing("x", provider=reference).provider == reference
    assert bench.judge.providers["x"] == f"{URN}mine"
    assert f"{URN}default" not in bench.deployment.resources


def test_the_engine_adds_the_version_to_a_provider():
    bench = Bench()
    explicit(bench, region="fr-par")

    assert bench.deployment.resources[f"{URN}mine"].inputs == {"region": "fr-par", "version": "2.0.0"}


def test_a_resource_inherits_the_provider_of_its_component():
    bench = Bench()
    reference = explicit(bench)
    outer = bench.group("outer", providers={"test": reference})
    inner = bench.group("inner", parent=outer.urn)

    assert bench.thing("x", parent=inner.urn).provider == reference
    assert bench.look(THING, "y", "1").provider == f"{URN}default::{wire.UNKNOWN}"


def test_a_default_provider_is_made_from_the_configuration_and_kept_for_each_version():
    bench = Bench(config={"test:region": "fr-par", "test:key": "k"}, secret_keys=frozenset({"test:key"}))

    first = bench.thing("a", version="1.0.0")
    again = bench.thing("b", version="1.0.0")
    other = bench.thing("c", version="2.0.0")

    assert first.provider == again.provider == f"{URN}default_1_0_0::{wire.UNKNOWN}"
    assert other.provider == f"{URN}default_2_0_0::{wire.UNKNOWN}"
    planned = bench.deployment.resources[f"{URN}default_1_0_0"]
    assert planned.inputs == {"region": "fr-par", "key": wire.secret("k"), "version": "1.0.0"}
    assert planned.hidden


def test_components_and_providers_need_no_provider():
    bench = Bench()

    assert bench.group("g").provider == ""
    assert bench.add(PROVIDER, "p").provider == ""
    assert list(bench.deployment.resources) == [
        bench.root,
        "urn:pulumi:dev::demo::test:index:Group::g",
        f"{URN}p",
    ]


def test_a_parameterised_package_gets_a_provider_of_its_own():
    bench = Bench()
    reference = bench.deployment.providers.register_package(Package("base", "1.0.0"))

    assert bench.thing("x", package_ref=reference).provider == (
        f"urn:pulumi:dev::demo::pulumi:providers:base::default_1_0_0::{wire.UNKNOWN}"
    )


@pytest.mark.parametrize("listed", ['["test"]', '["*"]'])
def test_a_disabled_default_provider_is_refused_with_the_resource_that_wanted_it(listed):
    bench = Bench(config={"pulumi:disable-default-providers": listed})

    with pytest.raises(RequestRefusedError) as caught:
        bench.thing("x")

    assert str(caught.value) == (
        f"Default provider for 'test' disabled. 'urn:pulumi:dev::demo::{THING}::x' must use an explicit provider."
    )
    assert not bench.deployment.failed
    assert bench.thing("y", provider=explicit(bench)).urn in bench.deployment.resources


def test_a_data_source_may_not_use_a_disabled_default_provider_either():
    bench = Bench(config={"pulumi:disable-default-providers": '["test"]'})

    with pytest.raises(RequestRefusedError, match="must use an explicit provider"):
        bench.deployment.invoke("test:index:get", {}, ProviderRequest("test"), ())


def test_resources_of_an_unconfigured_provider_have_no_outputs():
    bench = Bench(
        described(THING, outputs={"endpoint": "string"}),
        fixtures={"resources": [{"name": "known", "outputs": {"endpoint": "https://a.example"}}]},
    )
    reference = explicit(bench, kubeconfig=wire.secret(wire.UNKNOWN))

    assert bench.thing("x", provider=reference, properties={"a": 1}).outputs == {}
    assert bench.thing("known", provider=reference).outputs == {"endpoint": "https://a.example"}
    note = Note(
        "unconfigured provider",
        "test 'mine' is configured by values not known in a preview; outputs of its resources are unknown,"
        " as in a real preview",
    )
    assert note in bench.deployment.notes


def test_nothing_is_unconfigured_when_everything_is_resolved():
    bench = Bench(described(THING, outputs={"endpoint": "string"}), dry_run=False)

    found = bench.thing("x", provider=explicit(bench, kubeconfig=wire.UNKNOWN), properties={"a": 1})

    assert found.outputs == {"a": 1, "endpoint": "x-endpoint", "id": "x-id"}
