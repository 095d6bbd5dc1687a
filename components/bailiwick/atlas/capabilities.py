"""Whether a provider's product can do something in a place: yes, no, planned or unknown, with date and source.

The statement nearest to the question decides: one about the zone before one
about its region, and that before one about all places; likewise for products. A
question that leaves the place open, or names a region whose zones differ, is
answered with the best of them, and the answer says where that holds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING

from bailiwick.atlas import vocabulary
from bailiwick.atlas.capability_rows import ANY, Answer, CapabilityRow, capability_rows
from bailiwick.atlas.regions import Site, locate, providers, spellings
from bailiwick.atlas.vocabulary import OFFERED
from bailiwick.errors import ConfigurationError, Diagnostic, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bailiwick.atlas.fact import Fact

_BEST_FIRST = (Answer.YES, Answer.PLANNED, Answer.UNKNOWN, Answer.NO)


@dataclass(frozen=True, slots=True)
class Capability:
    """The answer to one question."""

    provider: str
    feature: str
    """Id of the feature asked about."""
    product: str
    """Id of the product asked about, or ``""`` for any."""
    place: str
    """Canonical code of the place asked about, or ``""`` for any."""
    answer: Answer
    fact: Fact | None
    """None if no row speaks of it: the answer is then ``unknown``."""
    products: tuple[str, ...] = ()
    """The products for which the answer holds; ``*`` for all."""
    places: tuple[str, ...] = ()
    """The places for which the answer holds; ``*`` for all."""
    note: str = ""
    claim: str = ""
    """A statement in circulation that the answer contradicts."""
    instead: str = ""
    """The nearest thing that can be had."""
    conditions: str = ""
    """What a yes depends on."""
    valid_from: date | None = None
    valid_until: date | None = None

    def __bool__(self) -> bool:
        """Whether it can be had: neither ``planned`` nor ``unknown`` is."""
        return self.answer is Answer.YES


def capability(
    provider: str, feature: str = OFFERED, *, product: str = "", place: str = "", on: date | None = None
) -> Capability:
    """Whether a provider's product has a feature in a place.

    Args:
        provider: ``ovh`` or ``scaleway``.
        feature: a feature or one of its aliases, e.g. ``H100``, ``SecNumCloud``, ``cmk``.
        product: a product or one of its aliases, e.g. ``kubernetes`` or ``mks``; without it, any product.
        place: any spelling of a region or zone; without it, any place.
        on: the day for which certificates must be valid; today if left out.

    Raises:
        ConfigurationError: with one diagnostic for every word that the atlas does not know.
    """
    return _on(on or datetime.now(tz=UTC).date(), provider, feature, product, place)


@cache
def _on(day: date, provider: str, feature: str, product: str, place: str) -> Capability:
    product, feature, site = _understood(provider, product, feature, place)
    question = Capability(provider, feature, product, site.code if site else "", Answer.UNKNOWN, None)
    if feature != OFFERED and product and site:
        sold = _answered(replace(question, feature=OFFERED), site, day)
        if sold.answer is Answer.NO:
            note = f"{product} is not offered there. {sold.note}".strip()
            return replace(sold, feature=feature, note=note)
        found = _answered(question, site, day)
        if found and not sold:
            # A yes for all places says nothing about one that may not have the product.
            note = f"Whether {product} is offered there is not known. {found.note}".strip()
            return replace(found, answer=Answer.UNKNOWN, note=note)
        return found
    return _answered(question, site, day)


def _answered(question: Capability, site: Site | None, day: date) -> Capability:
    rows = [row for row in capability_rows(question.provider) if question.feature in row.features]
    if question.product:
        named = [row for row in rows if question.product in row.products]
        rows = [row for row in rows if question.product in row.products or ANY in row.products]
        # A statement about this very product outdoes one about all, if both speak of the place.
        rows = _nearest_to(named, site) or rows
    rows = _nearest_to(rows, site)
    if not rows:
        return replace(question, note="the atlas has no row about it")
    dated = [_on_day(row, day) for row in rows]
    best = min((row.answer for row in dated), key=_BEST_FIRST.index)
    holding = [row for row in dated if row.answer is best]
    first = holding[0]
    return replace(
        question,
        answer=best,
        fact=first.fact,
        products=(question.product,)
        if question.product
        else _distinct(code for row in holding for code in row.products),
        places=_distinct(code for row in holding for code in _within(row.places, question.provider, site)),
        note=" · ".join(_distinct(row.note for row in holding if row.note)),
        claim=first.claim,
        instead=first.instead,
        conditions=first.conditions,
        valid_from=first.valid_from,
        valid_until=first.valid_until,
    )


def _nearest_to(rows: Sequence[CapabilityRow], site: Site | None) -> list[CapabilityRow]:
    """The rows that speak of the place most precisely; all of them where no place is asked for."""
    if site is None:
        return list(rows)
    ranked = [(_nearness(row, site), row) for row in rows]
    top = max((nearness for nearness, _ in ranked), default=0)
    return [row for nearness, row in ranked if nearness == top and nearness > 0]


def _nearness(row: CapabilityRow, site: Site) -> int:
    known = [found for code in row.places if (found := locate(row.provider, code)) is not None]
    if any(found.code == site.code for found in known):
        return 4
    if site.zone is None and any(found.region == site.region for found in known):
        return 3  # a zone of the region that was asked for
    if any(found.code == site.region for found in known):
        return 2
    return 1 if ANY in row.places else 0


def _within(places: tuple[str, ...], provider: str, site: Site | None) -> tuple[str, ...]:
    """Those of the places that lie in the place asked for, or in which it lies."""
    return places if site is None else tuple(code for code in places if code == ANY or _touches(provider, code, site))


def _touches(provider: str, code: str, site: Site) -> bool:
    found = locate(provider, code)
    if found is None or found.region != site.region:
        return False
    return site.zone is None or found.code in {site.code, site.region}


def _on_day(row: CapabilityRow, day: date) -> CapabilityRow:
    if row.answer is Answer.YES and row.valid_until is not None and day > row.valid_until:
        return replace(row, answer=Answer.NO, note=f"Expired on {row.valid_until}. {row.note}".strip())
    if row.answer is Answer.YES and row.valid_from is not None and day < row.valid_from:
        return replace(row, answer=Answer.PLANNED, note=f"Begins on {row.valid_from}. {row.note}".strip())
    return row


def _distinct(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))


def _understood(provider: str, product: str, feature: str, place: str) -> tuple[str, str, Site | None]:
    wrong: list[Diagnostic] = []
    if provider not in providers():
        raise ConfigurationError(
            Diagnostic(
                "is not a provider that the atlas knows",
                where="provider",
                got=repr(provider),
                expected=f"one of {', '.join(providers())}",
                nearest=nearest(provider, providers()),
            )
        )
    product_term = vocabulary.product(product) if product else None
    if product and product_term is None:
        wrong.append(_unknown("product", product, vocabulary.products()))
    feature_term = vocabulary.feature(feature)
    if feature_term is None:
        wrong.append(_unknown("feature", feature, vocabulary.features()))
    site = locate(provider, place) if place else None
    if place and site is None:
        wrong.append(
            Diagnostic(
                f"is not a place of {provider}",
                where="place",
                got=repr(place),
                nearest=nearest(place, spellings(provider)),
                next_step=f"bailiwick atlas regions {provider} lists them",
            )
        )
    if wrong or feature_term is None:
        raise ConfigurationError(*wrong)
    return product_term.id if product_term else "", feature_term.id, site


def _unknown(what: str, word: str, terms: Sequence[vocabulary.Term]) -> Diagnostic:
    return Diagnostic(
        f"is not a {what} that the atlas knows",
        where=what,
        got=repr(word),
        nearest=nearest(word, [name for term in terms for name in (term.id, *term.aliases)]),
    )
