"""The table of regions, and the one normaliser of their spellings."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.atlas import UNKNOWN_COUNTRY, Confidence, Site, locate, providers, regions, spellings, zones
from bailiwick.atlas.countries import country
from bailiwick.atlas.regions import read_rows

ALL = [(provider, written) for provider in providers() for written in spellings(provider)]


@pytest.mark.parametrize(
    ("provider", "spelling", "city", "land"),
    [
        ("ovh", "GRA11", "Gravelines", "FR"),
        ("ovh", "GRA", "Gravelines", "FR"),
        ("ovh", "gra", "Gravelines", "FR"),
        ("ovh", "eu-west-gra", "Gravelines", "FR"),
        ("ovh", "EU_WEST_GRA", "Gravelines", "FR"),
        ("ovh", "EU-WEST-PAR-A", "Paris", "FR"),
        ("ovh", "RBX-A", "Roubaix", "FR"),
        ("ovh", "eu-west-eri", "Erith (London)", "GB"),
        ("ovh", "UK1", "Erith (London)", "GB"),
        ("ovh", "eu-west-lz-zrh", "Zurich", "CH"),
        ("ovh", "EU-NORTH-LZ-OSL-A", "Oslo", "NO"),
        ("ovh", "eu-west-lz-mnc", "Manchester", "GB"),
        ("ovh", "eu-west-sbg-snc", "Strasbourg", "FR"),
        ("ovh", "bhs8", "Beauharnois", "CA"),
        ("scaleway", "fr-par", "Paris", "FR"),
        ("scaleway", "pl-waw-2", "Warsaw", "PL"),
    ],
)
def test_every_spelling_leads_to_its_city(provider, spelling, city, land):
    site = locate(provider, spelling)
    assert isinstance(site, Site)
    assert (site.city, site.country) == (city, land)


@pytest.mark.parametrize(
    "spelling", ["", "mars-1", "GRA99", "fr", "par-fr", "fr-par-9", "eu-west", " fr-par", "all", "europe"]
)
def test_what_merely_looks_like_a_place_is_none(spelling):
    assert all(locate(provider, spelling) is None for provider in providers())


def test_a_zone_knows_its_region():
    assert locate("scaleway", "fr-par-2").region == "fr-par"
    assert locate("scaleway", "fr-par-2").code == "fr-par-2"
    assert locate("ovh", "EU-WEST-PAR-B").region == "EU-WEST-PAR"
    assert [site.code for site in zones("scaleway", "fr-par")] == ["fr-par-1", "fr-par-2", "fr-par-3"]


def test_the_providers_do_not_share_codes():
    assert locate("scaleway", "GRA11") is None
    assert locate("ovh", "fr-par") is None
    assert locate("hetzner", "fsn1") is None


def test_no_code_has_two_meanings():
    counted = Counter((provider, written.casefold()) for provider, written in ALL)
    assert [code for code, times in counted.items() if times > 1] == []


def test_all_rows_are_dated_and_sourced():
    for provider in providers():
        for site in regions(provider):
            assert site.fact.source
            assert site.fact.as_of < site.fact.review_after
            assert isinstance(site.fact.confidence, Confidence)
            assert not site.fact.stale(site.fact.as_of)
            assert site.country == UNKNOWN_COUNTRY or country(site.country) is not None


def test_the_scaleway_zones_are_those_of_their_region():
    for row in read_rows():
        if row["provider"] == "scaleway":
            assert all(zone.startswith(f"{row['region']}-") for zone in row["zones"])


@given(st.sampled_from(ALL), st.sampled_from([str.upper, str.lower, str.title, lambda text: text.replace("-", "_")]))
def test_case_and_underscores_do_not_matter(known, spelled):
    provider, written = known
    assert locate(provider, spelled(written)) == locate(provider, written)


@given(st.text())
def test_any_text_is_either_known_or_none(text):
    for provider in providers():
        site = locate(provider, text)
        assert site is None or site.provider == provider


@given(st.sampled_from(ALL))
def test_the_canonical_code_of_a_spelling_leads_to_the_same_place(known):
    provider, written = known
    site = locate(provider, written)
    assert locate(provider, site.code) == site
    assert locate(provider, site.region).country == site.country


@given(st.sampled_from(ALL), st.text(alphabet="abgGRA019-_ ", min_size=1, max_size=4), st.booleans())
def test_a_code_with_something_added_is_another_code_or_none(known, added, before):
    provider, written = known
    changed = f"{added}{written}" if before else f"{written}{added}"
    listed = {code.casefold() for code in spellings(provider)}
    assert (locate(provider, changed) is not None) == (changed.casefold().replace("_", "-") in listed)


@pytest.mark.parametrize(
    ("provider", "count"),
    [("scaleway", 4), ("ovh", 59)],
)
def test_no_region_is_missing(provider, count):
    assert len(regions(provider)) == count


def test_every_zone_of_scaleway_is_there():
    assert sum(len(zones("scaleway", site.region)) for site in regions("scaleway")) == 10
