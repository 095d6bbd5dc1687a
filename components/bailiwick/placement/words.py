"""Reads what is wanted, as people write it: ``H100:8``, ``registry``, ``databases/cmk``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.atlas import vocabulary
from bailiwick.errors import ConfigurationError, Diagnostic, nearest
from bailiwick.placement.demand import Accelerators, Need

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ACCELERATOR = "accelerator"
MOST = 100_000
"""Accelerators in one fleet beyond which somebody has slipped on the keyboard."""


def read_accelerators(written: Iterable[str], *, where: str = "--accelerator") -> tuple[Accelerators, ...]:
    """The fleets that ``NAME`` or ``NAME:COUNT`` stand for; the count is one where there is none.

    Raises:
        ConfigurationError: with one diagnostic for every entry that is malformed or names no accelerator.
    """
    found: list[Accelerators] = []
    wrong: list[Diagnostic] = []
    for entry in written:
        name, colon, count = entry.strip().partition(":")
        term = vocabulary.feature(name)
        number = int(count) if count.isascii() and count.isdigit() else 0
        if term is None or term.group != ACCELERATOR:
            wrong.append(_no_accelerator(entry, name, where))
        elif colon and not 1 <= number <= MOST:
            expected = f"NAME:COUNT, with a whole number from 1 to {MOST:,}, such as H100:8"
            wrong.append(Diagnostic("is malformed", where=where, got=repr(entry), expected=expected))
        else:
            found.append(Accelerators(term.id, number if colon else 1))
    if wrong:
        raise ConfigurationError(*wrong)
    return tuple(found)


def read_needs(written: Iterable[str], *, where: str = "--needs") -> tuple[Need, ...]:
    """The needs that words of the atlas's vocabulary stand for, each once.

    Args:
        written: a product (``registry``), a feature (``cmk``), or a feature of a product (``databases/cmk``); each
            entry may hold several with commas between them.
        where: what messages call the entries.

    Raises:
        ConfigurationError: with one diagnostic for every word that the atlas does not know.
    """
    found: dict[Need, None] = {}
    wrong: list[Diagnostic] = []
    for word in (word.strip() for entry in written for word in entry.split(",")):
        try:
            found[_need(word, where)] = None
        except ConfigurationError as problem:
            wrong += problem.diagnostics()
    if wrong:
        raise ConfigurationError(*wrong)
    return tuple(found)


def _need(word: str, where: str) -> Need:
    first, slash, second = word.partition("/")
    product, feature = vocabulary.product(first), vocabulary.feature(second if slash else first)
    if product is not None and not slash:
        return Need(product.id)
    if feature is not None and feature.group == ACCELERATOR:
        raise ConfigurationError(
            Diagnostic("is an accelerator", where=where, got=repr(word), next_step=f"say --accelerator {feature.id}")
        )
    if feature is not None and not slash:
        return Need("", feature.id)
    if product is not None and feature is not None:
        return Need(product.id, feature.id)
    if not slash:
        raise ConfigurationError(_unknown(word, "is no product or feature", where, vocabulary.words()))
    raise ConfigurationError(
        *(
            _unknown(part, f"is no {role}", where, list(_names(terms)))
            for part, role, term, terms in (
                (first, "product", product, vocabulary.products()),
                (second, "feature", feature, vocabulary.features()),
            )
            if term is None
        )
    )


def _unknown(word: str, problem: str, where: str, known: Sequence[str]) -> Diagnostic:
    return Diagnostic(
        f"{problem} that the atlas knows",
        where=where,
        got=repr(word),
        expected="a product such as registry, a feature such as cmk, or a feature of a product such as databases/cmk",
        nearest=nearest(word, known),
    )


def _no_accelerator(entry: str, name: str, where: str) -> Diagnostic:
    terms = [term for term in vocabulary.features() if term.group == ACCELERATOR]
    return Diagnostic(
        "is no accelerator that the atlas knows",
        where=where,
        got=repr(entry),
        expected=f"one of {', '.join(term.id for term in terms)}",
        nearest=nearest(name, _names(terms)),
    )


def _names(terms: Iterable[vocabulary.Term]) -> Iterator[str]:
    return (name for term in terms for name in (term.id, *term.aliases))
