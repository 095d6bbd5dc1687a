"""The words in which one asks what a provider can do: products and features, with the names people use."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from bailiwick.atlas.tables import read_table

OFFERED = "offered"
"""The feature of being sold at all."""


@dataclass(frozen=True, slots=True)
class Term:
    """A product or a feature."""

    id: str
    """e.g. ``kubernetes`` or ``customer-managed-keys``; accelerators keep their capitals: ``H100``."""
    title: str
    group: str
    """e.g. ``storage``, or for features ``accelerator``, ``certification``, ``keys``."""
    aliases: tuple[str, ...] = ()
    """Other names, e.g. ``mks`` and ``kapsule``."""


def product(word: str) -> Term | None:
    """The product that a word names, by id or alias, whatever its case; or None."""
    return _by_word("products").get(word.casefold())


def feature(word: str) -> Term | None:
    """The feature that a word names, by id or alias, whatever its case; or None."""
    return _by_word("features").get(word.casefold())


@cache
def products() -> tuple[Term, ...]:
    """All products."""
    return _terms("products")


@cache
def features() -> tuple[Term, ...]:
    """All features."""
    return _terms("features")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a feature is meant of where nobody names a product."""

    products: tuple[str, ...]
    """Ids of products; empty for accelerators and certifications, which are meant of whatever else is demanded."""
    needs: tuple[str, ...] = ()
    """Ids of the products without which the feature cannot be had, e.g. the key manager for customer-managed keys."""


def subject(term: Term) -> Subject:
    """What ``term``, a feature, is meant of where nobody names a product: ``cmk`` of object storage."""
    rows = _subjects()
    return rows.get(("feature", term.id)) or rows.get(("group", term.group)) or Subject(())


def words() -> tuple[str, ...]:
    """Every id and alias of products and features, to suggest one for a word that is neither."""
    return tuple(word for term in (*products(), *features()) for word in (term.id, *term.aliases))


def _terms(section: str) -> tuple[Term, ...]:
    return tuple(
        Term(row["id"], row["title"], row["group"], tuple(row["aliases"])) for row in read_table("vocabulary")[section]
    )


@cache
def _subjects() -> dict[tuple[str, str], Subject]:
    return {
        (kind, row[kind]): Subject(tuple(row["products"]), tuple(row.get("with", ())))
        for row in read_table("vocabulary")["asked_of"]
        for kind in ("feature", "group")
        if kind in row
    }


@cache
def _by_word(section: str) -> dict[str, Term]:
    terms = products() if section == "products" else features()
    return {word.casefold(): term for term in terms for word in (*term.aliases, term.id)}
