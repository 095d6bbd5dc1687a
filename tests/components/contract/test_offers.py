from datetime import date

import pytest

from bailiwick import atlas
from bailiwick.contract import offers

PRODUCTS = ("private-network", "public-gateway", "key-manager", "object-storage", "kubernetes")


@pytest.mark.parametrize("product", PRODUCTS)
def test_every_place_of_a_product_is_in_the_atlas(product):
    places, _ = offers.places_of("scaleway", product)
    assert places
    assert all(atlas.locate("scaleway", place) for place in places)


def test_every_zone_of_a_machine_is_in_the_atlas():
    for machine in offers.node_types("scaleway"):
        for zone in machine.zones:
            site = atlas.locate("scaleway", zone)
            assert site is not None
            assert site.zone == zone


def test_a_machine_of_one_kind_is_known_by_its_number_of_accelerators():
    kinds = [(machine.accelerator, machine.accelerators) for machine in offers.node_types("scaleway")]
    with_gpu = [kind for kind in kinds if kind[0]]
    assert len(with_gpu) == len(set(with_gpu))


def test_what_is_recommended_instead_is_sold():
    sold = {machine.accelerator for machine in offers.node_types("scaleway")}
    assert {row.instead for row in offers.unavailable("scaleway") if row.instead} <= sold


def test_facts_past_their_review_are_told():
    assert offers.due_for_review("scaleway", date(2026, 11, 23)) is None
    assert "due for review, the oldest since 2026-12-31" in (offers.due_for_review("scaleway", date(2028, 1, 1)) or "")
