"""Which provider a resource gets."""

import json
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.errors import ConfigurationError
from bailiwick.rehearsal import wire
from bailiwick.rehearsal.declarations import Target
from bailiwick.rehearsal.plan import PlannedResource
from bailiwick.rehearsal.providers import Package, ProviderRequest, Providers, default_name

TARGET = Target("demo", "dev")


def providers(config=None, secret=()):
    return Providers(config or {}, frozenset(secret))


def component(urn, parent=""):
    return PlannedResource(urn=urn, type="a:b:Group", name=urn, custom=False, parent=parent)


@pytest.mark.parametrize(
    ("version", "url", "name"),
    [
        ("", "", "default"),
        ("1.60.0", "", "default_1_60_0"),
        ("4.0.0-beta.1+build", "", "default_4_0_0-beta_1_build"),
        ("", "https://plugins.example", "default_https_/plugins.example"),
        (
            "2.22.0",
            "github://api.github.com/ovh/pulumi-ovh",
            "default_2_22_0_github_/api.github.com/ovh/pulumi-ovh",
        ),
    ],
)
def test_a_default_provider_is_named_for_its_plugin(version, url, name):
    assert default_name(version, url) == name


@given(st.text(max_size=10), st.text(max_size=20))
def test_the_name_of_a_default_provider_is_fit_for_a_urn(version, url):
    allowed = set(string.ascii_letters + string.digits + "_-./")

    assert set(default_name(version, url)) <= allowed


def test_a_default_provider_is_configured_by_the_stack():
    found = providers(
        {"scaleway:region": "fr-par", "scaleway:secretKey": "k", "ovh:endpoint": "ovh-eu", "demo:region": "x"},
        secret=["scaleway:secretKey"],
    ).new_default(ProviderRequest("scaleway", "1.60.0", "https://plugins.example"), TARGET)

    assert found.urn == "urn:pulumi:dev::demo::pulumi:providers:scaleway::default_1_60_0_https_/plugins.example"
    assert found.hidden
    assert found.parent == ""
    assert found.inputs == {
        "region": "fr-par",
        "secretKey": wire.secret("k"),
        "version": "1.60.0",
        "__internal": {"pluginDownloadURL": "https://plugins.example"},
    }


def test_the_built_in_provider_takes_no_configuration():
    found = providers({"pulumi:tags": "x"}).new_default(ProviderRequest("pulumi"), TARGET)

    assert found.inputs == {}


def test_a_providers_own_version_stays():
    assert Providers.completed({"version": "1"}, "2", "") == {"version": "1"}


def test_a_default_provider_is_adopted_once_for_each_plugin():
    known = providers()
    request = ProviderRequest("scaleway", "1.60.0")
    assert known.default_reference(request) == ""

    provider = known.new_default(request, TARGET)
    reference = known.adopt_default(request, provider)

    assert reference == f"{provider.urn}::{wire.UNKNOWN}"
    assert known.default_reference(request) == reference
    assert known.default_reference(ProviderRequest("scaleway", "1.61.0")) == ""
    assert known.default_reference(ProviderRequest("ovh", "1.60.0")) == ""


def test_a_parameterised_package_decides_over_the_request():
    known = providers()
    reference = known.register_package(Package("terraform-thing", "0.1.0", "https://plugins.example"))

    found = known.new_default(ProviderRequest("thing", "9", package_ref=reference), TARGET)

    assert found.type == "pulumi:providers:terraform-thing"
    assert found.inputs["version"] == "0.1.0"


def test_a_component_hands_its_providers_down_and_may_replace_them():
    known = providers()
    known.remember(component("outer"), {"scaleway": "P1", "ovh": "P2"})
    known.remember(component("inner", "outer"), {"ovh": "P3"})

    assert known.inherited("inner", "scaleway") == "P1"
    assert known.inherited("inner", "ovh") == "P3"
    assert known.inherited("outer", "ovh") == "P2"
    assert known.inherited("inner", "kubernetes") == ""
    assert known.inherited("elsewhere", "ovh") == ""


@given(st.sets(st.sampled_from(["aws", "ovh", "scaleway", "kubernetes"])), st.sampled_from(["aws", "ovh", "scaleway"]))
def test_exactly_the_listed_default_providers_are_disabled(listed, package):
    known = providers({"pulumi:disable-default-providers": json.dumps(sorted(listed))})

    assert known.defaults_disabled(package) == (package in listed)


def test_a_star_disables_every_default_provider():
    assert providers({"pulumi:disable-default-providers": '["*"]'}).defaults_disabled("anything")
    assert not providers().defaults_disabled("anything")


@pytest.mark.parametrize("listed", ["*", "aws", "5", '{"aws": 1}', '"aws"', "[1]"])
def test_a_malformed_list_of_disabled_default_providers_is_refused(listed):
    with pytest.raises(ConfigurationError) as caught:
        providers({"pulumi:disable-default-providers": listed})

    assert str(caught.value) == (
        "pulumi:disable-default-providers: is not a list of packages in JSON: "
        f'got {listed}; expected ["scaleway"] or ["*"]'
    )
