"""Boundaries narrow and never widen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.atlas.countries import bloc
from bailiwick.boundary import Boundary
from bailiwick.errors import ConfigurationError

BOUNDARIES = st.builds(
    Boundary, st.sampled_from(["a", "b", "c"]), st.frozensets(st.sampled_from(sorted(bloc("EEA").members)), min_size=1)
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


@given(BOUNDARIES, BOUNDARIES)
def test_narrowing_is_intersection_and_never_widens(one, other):
    common = one.countries & other.countries
    if not common:
        with pytest.raises(ConfigurationError):
            one.narrow(other)
        return
    narrowed = one.narrow(other)
    assert narrowed.countries == common == other.narrow(one).countries
    assert all(one.allows(code) and other.allows(code) for code in narrowed.countries)
    assert narrowed.narrow(narrowed) == narrowed
