"""Which product a resource type belongs to, so that what is known of the product can be said of the resource."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from bailiwick.atlas.fact import Fact
from bailiwick.atlas.resource_types import Bearing, classify
from bailiwick.atlas.tables import read_table

BEARING = frozenset({Bearing.DATA, Bearing.KEYS, Bearing.COMPUTE})
"""What a type must bear for its product to matter: content at rest, keys, content in use."""


@dataclass(frozen=True, slots=True)
class TypeProduct:
    """The product of all types whose tokens begin alike."""

    begins: str
    product: str
    """Id of a product of :mod:`bailiwick.atlas.vocabulary`."""
    fact: Fact


@cache
def product_of(token: str) -> str:
    """The product of a type that bears content, keys or computation; ``""`` for any other type."""
    kind = classify(token)
    if kind is None or not kind.provider or kind.bears not in BEARING:
        return ""
    own = kind.alias_of or token
    fitting = [row for row in type_products() if own.startswith(row.begins)]
    return max(fitting, key=lambda row: len(row.begins)).product if fitting else ""


@cache
def type_products() -> tuple[TypeProduct, ...]:
    """All rows."""
    table = read_table("type_products")
    fact = Fact.of(table["provenance"])
    return tuple(TypeProduct(row["begins"], row["product"], fact) for row in table["rows"])
