"""Every type that bears content, keys or computation belongs to a product that the vocabulary knows."""

from bailiwick.atlas import providers, vocabulary
from bailiwick.atlas.resource_types import classified_tokens, classify
from bailiwick.atlas.type_products import BEARING, product_of, type_products


def test_no_bearing_type_is_without_a_product():
    tokens = [token for provider in providers() for token in sorted(classified_tokens(provider))]
    lost = [token for token in tokens if classify(token).bears in BEARING and not product_of(token)]
    assert lost == []


def test_every_product_is_one_of_the_vocabularys():
    known = {term.id for term in vocabulary.products()}
    assert {row.product for row in type_products()} <= known


def test_no_row_is_idle():
    tokens = {token for provider in providers() for token in classified_tokens(provider)}
    assert [row.begins for row in type_products() if not any(token.startswith(row.begins) for token in tokens)] == []


def test_an_alias_belongs_to_the_product_of_its_twin():
    assert product_of("scaleway:index/objectBucket:ObjectBucket") == "object-storage"
    assert product_of("scaleway:network/vpc:Vpc") == ""
