"""Boundaries narrow and never widen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.atlas.countries import bloc
from bailiwick.boundary import DIMENSIONS, TLS_VERSIONS, Boundary, KeyCustody, Tier, parse_boundary, written
from bailiwick.errors import ConfigurationError

COUNTRIES = st.frozensets(st.sampled_from([*sorted(bloc("EEA").members), "CH", "US"]), min_size=1)
BOUNDARIES = st.builds(
    Boundary,
    st.sampled_from(["a", "b", "c"]),
    COUNTRIES,
    tier=st.sampled_from(Tier),
    laws=st.none() | COUNTRIES,
    custody=st.none() | st.sampled_from(KeyCustody),
    certifications=st.frozensets(st.sampled_from(["hds", "c5", "secnumcloud"])),
    accelerators=st.frozensets(st.sampled_from(["H100", "L4"])),
    confidential=st.booleans(),
    tls=st.sampled_from(["", *TLS_VERSIONS]),
)


def test_a_boundary_prints_its_name_and_what_it_allows():
    assert str(Boundary.of("fr-only", ["FR"])) == "fr-only (FR)"
    assert str(Boundary.of("eu27", ["EU"])) == "eu27 (EU)"
    assert str(Boundary.of("mine", ["EU", "CH"])) == "mine (EU, CH)"
    assert str(Boundary.of("area", ["EEA"])) == "area (EEA)"


def test_narrowing_keeps_the_name_of_what_remains():
    eu, fr = Boundary.of("eu27", ["EU"]), Boundary.of("fr-only", ["FR"])
    assert eu.narrow(fr) == fr
    assert fr.narrow(eu) == fr
    assert Boundary.of("a", ["FR", "DE"]).narrow(Boundary.of("b", ["DE", "PL"])) == Boundary(
        "a within b", frozenset({"DE"})
    )


def test_nothing_in_common_is_an_error_and_not_an_empty_boundary():
    with pytest.raises(ConfigurationError, match="no country in common"):
        Boundary.of("fr-only", ["FR"]).narrow(Boundary.of("pl-only", ["PL"]))


def test_a_boundary_allows_something():
    with pytest.raises(ConfigurationError, match="allows no country"):
        Boundary.of("nothing", [])


def test_a_boundary_names_countries_that_exist():
    with pytest.raises(ConfigurationError, match="did you mean GB"):
        Boundary.of("uk", ["UK"])


def test_a_boundary_prints_what_it_demands():
    demanding = Boundary(
        "all", frozenset({"FR"}), Tier.L2, frozenset({"FR"}), KeyCustody.EXTERNAL, frozenset({"hds"}),
        frozenset({"H100"}), confidential=True, tls="1.3",
    )  # fmt: skip
    assert str(demanding) == "all (FR; tier L2; laws of FR; keys external; H100; hds; confidential computing; TLS 1.3)"
    assert str(Boundary.of("press", ["FR"], tier=Tier.PUBLIC)) == "press (FR; tier public)"


def test_the_tier_implies_what_is_not_said():
    assert Boundary.of("a", ["FR"]).key_custody is KeyCustody.PROVIDER
    assert Boundary.of("a", ["FR"]).tls_version == ""
    second = Boundary.of("a", ["FR"], tier=Tier.L2)
    assert (second.key_custody, second.tls_version) == (KeyCustody.CUSTOMER, "1.2")
    weak = Boundary("a", frozenset({"FR"}), Tier.L2, custody=KeyCustody.PROVIDER)
    assert weak.key_custody is KeyCustody.CUSTOMER


def test_home_is_the_bloc_whose_law_holds_unless_laws_are_named():
    assert Boundary.of("a", ["FR"]).home == bloc("EEA").members
    assert Boundary.of("a", ["CH"]).home == {"CH"}
    assert Boundary("a", frozenset({"FR"}), laws=frozenset({"DE"})).home == {"DE"}


def test_no_law_in_common_is_an_error():
    one = Boundary("a", frozenset({"FR"}), laws=frozenset({"FR"}))
    with pytest.raises(ConfigurationError, match="no law in common"):
        one.narrow(Boundary("b", frozenset({"FR"}), laws=frozenset({"DE"})))


@given(BOUNDARIES, BOUNDARIES)
def test_narrowing_never_widens(one, other):
    if not one.countries & other.countries or ((one.laws or other.laws) and not one.home & other.home):
        with pytest.raises(ConfigurationError):
            one.narrow(other)
        return
    narrowed = one.narrow(other)
    mirrored = other.narrow(one)
    for dimension in DIMENSIONS:
        assert getattr(narrowed, dimension) == getattr(mirrored, dimension), dimension
    for wide in (one, other):
        assert narrowed.countries <= wide.countries
        assert narrowed.home <= wide.home
        assert narrowed.tier >= wide.tier
        assert narrowed.key_custody >= wide.key_custody
        assert narrowed.tls_version >= wide.tls_version
        assert narrowed.certifications >= wide.certifications
        assert narrowed.accelerators >= wide.accelerators
        assert narrowed.confidential >= wide.confidential
    assert narrowed.narrow(narrowed) == narrowed


@given(BOUNDARIES)
def test_what_is_written_reads_back(boundary):
    assert parse_boundary(written(boundary), where=str) == boundary


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"tier": "L4"}, "tier: is malformed: got 'L4'; expected one of public, L1, L2, L3"),
        ({"keyCustody": "custmer"}, "did you mean customer?"),
        ({"certifications": ["hsd"]}, "certifications[0]: is not a certification that the atlas knows: got 'hsd'"),
        ({"certifications": "hds"}, "certifications: is malformed: got 'hds'"),
        ({"accelerators": ["H1000"]}, "accelerators[0]: is not an accelerator that the atlas knows"),
        ({"laws": ["EL"]}, "laws[0]: is not a country: got 'EL'"),
        ({"laws": []}, "laws: is malformed: got []"),
        ({"tls": "1.1"}, "tls: is malformed: got '1.1'; expected one of 1.2, 1.3"),
        ({"confidentialComputing": "yes"}, "confidentialComputing: is malformed: got 'yes'; expected true or false"),
    ],
)
def test_a_malformed_setting_is_told(settings, told):
    with pytest.raises(ConfigurationError) as caught:
        parse_boundary({"countries": ["FR"], **settings}, where=str)
    assert told in str(caught.value)


def test_all_malformed_settings_are_told_at_once():
    with pytest.raises(ConfigurationError) as caught:
        parse_boundary({"countries": ["UK"], "tier": 3, "tls": "ssl", "teir": "L2"}, where=str)
    assert len(caught.value.diagnostics()) == 4
