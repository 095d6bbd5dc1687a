"""Refuses what a provider does not offer at a place, with the fact, its date and its source."""

from collections.abc import Iterator

from bailiwick import atlas
from bailiwick.atlas.capabilities import Capability, capability
from bailiwick.atlas.capability_rows import Answer
from bailiwick.atlas.vocabulary import OFFERED
from bailiwick.contract import offers
from bailiwick.contract.given import Given, Problem
from bailiwick.contract.place import BUILT


def offered(place: Given, product: str, feature: str = OFFERED, *, field: str = "region") -> Capability | None:
    """What the atlas answers for the place in ``field``; None where another rule speaks of provider or place."""
    provider, code = place.text("provider"), place.text(field)
    if provider not in BUILT or code is None:
        return None
    site = atlas.locate(provider, code)
    return None if site is None or site.code != code else capability(provider, feature, product=product, place=code)


def product_problems(given: Given, field: str, product: str) -> Iterator[Problem]:
    """Whether ``product`` is sold at the region or zone in ``field``; silent where another rule has spoken.

    Args:
        given: the arguments.
        field: the argument that names the region or the zone.
        product: as the table of offers names it, e.g. ``key-manager``.
    """
    answer = offered(given, product, field=field)
    if answer is None or answer:
        return
    site = atlas.locate(answer.provider, answer.place)
    assert site is not None, "the answer is about a place that the atlas knows"
    sold_at = [atlas.locate(answer.provider, code) for code in sorted(offers.places_of(answer.provider, product)[0])]
    inside = [found.code for found in sold_at if found is not None and found.country == site.country]
    yield given.problem(
        field,
        f"does not have {product}{' as far as is known' * (answer.answer is not Answer.NO)} ({reason(answer)})",
        got=answer.place,
        expected=f"one of {', '.join(inside)}" if inside else "",
    )


def feature_problems(
    place: Given, given: Given, field: str, feature: tuple[str, str], problem: str, **words: str
) -> Iterator[Problem]:
    """Refuses the argument in ``field``, if one is given, where the provider does not offer what it asks for.

    Args:
        place: the arguments that name provider and region.
        given: the arguments in which ``field`` stands.
        field: the argument that asks for the feature.
        feature: the product and its feature, as the atlas names them.
        problem: what is wrong, as a predicate of the argument.
        words: those of a diagnostic, e.g. ``expected`` and ``next_step``.
    """
    if given.values.get(field) is None:
        return
    answer = offered(place, *feature)
    if answer is not None and not answer:
        yield given.problem(field, f"{problem} ({reason(answer)})", **words)


def reason(answer: Capability) -> str:
    """The fact behind an answer, with its source and date."""
    if answer.fact is None:
        return answer.note
    note = answer.note.rstrip(".")
    return f"{note}; {offers.cited(answer.fact)}" if note else offers.cited(answer.fact)
