"""Countries and blocs, and the codes that are mistaken for them."""

import pytest

from bailiwick.atlas.countries import bloc, blocs, country, resolve_countries
from bailiwick.errors import ConfigurationError


def test_the_union_has_twenty_seven_members_and_the_area_three_more():
    assert len(bloc("EU").members) == 27
    assert bloc("EEA").members - bloc("EU").members == {"IS", "LI", "NO"}
    assert bloc("EEA").members < bloc("EEA-ADEQUATE").members


def test_members_are_countries():
    for item in blocs():
        assert all(country(code) is not None for code in item.members)


def test_adequacy_for_some_recipients_only_is_no_adequacy():
    assert not {"US", "CA"} & bloc("EEA-ADEQUATE").members


def test_blocs_and_codes_are_resolved_together():
    assert resolve_countries(["eu", "CH"]) == bloc("EU").members | {"CH"}


@pytest.mark.parametrize(
    ("written", "meant"),
    [("UK", "GB"), ("EL", "GR"), ("FRA", "FR"), ("Germany", "DE"), ("EUR", "EU"), ("", "")],
)
def test_a_wrong_name_is_refused_with_the_right_one(written, meant):
    with pytest.raises(ConfigurationError) as caught:
        resolve_countries(["FR", written], where="boundary.countries")
    (problem,) = caught.value.diagnostics()
    assert problem.where == "boundary.countries[1]"
    assert problem.nearest == meant


def test_all_wrong_names_are_told_at_once():
    with pytest.raises(ConfigurationError) as caught:
        resolve_countries(["UK", "FR", "Mars"])
    assert [item.where for item in caught.value.diagnostics()] == ["countries[0]", "countries[2]"]
