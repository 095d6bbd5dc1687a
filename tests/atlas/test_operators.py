"""Who runs a place, and whom foreign law reaches."""

import pytest

from bailiwick.atlas.operators import disputes, foreign_reach, operator, operator_of, subsidiary


@pytest.mark.parametrize(
    ("provider", "place", "who"),
    [
        ("ovh", "", "ovh"),
        ("ovh", "GRA11", "ovh"),
        ("ovh", "WAW1", "ovh"),
        ("ovh", "BHS5", "ovh-ca"),
        ("ovh", "us-east-vin", "ovh-us"),
        ("ovh", "US-WEST-LZ-LAX-A", "ovh-us"),
        ("scaleway", "pl-waw-2", "scaleway"),
    ],
)
def test_the_operator_of_a_place(provider, place, who):
    assert operator_of(provider, place).id == who


@pytest.mark.parametrize(("provider", "place"), [("ovh", "mars-1"), ("ovh", "AP-SOUTH-LZ-ICD"), ("aws", "")])
def test_an_unknown_place_has_no_operator(provider, place):
    assert operator_of(provider, place) is None


def test_german_and_polish_regions_have_a_french_owner():
    for place in ("DE1", "WAW1"):
        assert operator_of("ovh", place).owner_country == "FR"


def test_a_subsidiary_is_reached_by_what_reaches_its_parent():
    assert {row.law for row in foreign_reach("ovh-us")} == {"us-cloud-act", "us-fisa-702", "ca-production-order"}
    assert {row.country for row in foreign_reach("ovh", home=frozenset({"CA"}))} == {"US"}
    assert foreign_reach("scaleway") == ()


def test_the_canadian_order_is_known():
    (dispute,) = disputes()
    assert "FR" in dispute.data_in
    assert dispute.law == "ca-production-order"


def test_what_nobody_confirmed_is_marked():
    assert "owner" in operator("ovh").unverified
    assert operator("nobody") is None


def test_the_contracting_entity_of_an_order():
    assert subsidiary("QC").country == "CA"
    assert subsidiary("US").operator == "ovh-us"
    assert subsidiary("XX") is None
