"""Judges one region by a demand. Only a yes is a yes: what is planned or unknown rejects it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bailiwick.atlas import vocabulary
from bailiwick.atlas.capabilities import capability
from bailiwick.atlas.capability_rows import Answer
from bailiwick.atlas.fact import Confidence
from bailiwick.atlas.key_backups import key_backups
from bailiwick.atlas.operators import Strength, foreign_reach, operator_of
from bailiwick.atlas.regions import UNKNOWN_COUNTRY
from bailiwick.atlas.vocabulary import OFFERED
from bailiwick.boundary import KeyCustody, Tier
from bailiwick.placement.answers import asked
from bailiwick.placement.demand import INSTANCES, KUBERNETES, Question
from bailiwick.placement.fleet import Fleet, fleet_at
from bailiwick.placement.verdict import COUNTRY, PROVIDER, Option, Reason, Rejection, Remark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from bailiwick.atlas.capabilities import Capability
    from bailiwick.atlas.regions import Site
    from bailiwick.placement.demand import Accelerators, Demand

OBJECT_STORAGE = "object-storage"
CUSTOMER_KEYS = "customer-managed-keys"


def judge(demand: Demand, site: Site, day: date) -> Option | Rejection:
    """Whether a region satisfies the demand on a day.

    Args:
        demand: what is wanted.
        site: a region, without a zone.
        day: the day for which certificates must be valid, and after whose passing a fact is due for review.
    """
    ruled_out = next(_outside(demand, site), None)
    if ruled_out is not None:
        return Rejection(site, (ruled_out,))
    answers = [(question, asked(site, question, day)) for question in demand.questions()]
    found = [_fleet(site, wanted, demand.compute, day) for wanted in demand.fleets]
    reasons = [
        *_refusals(answers),
        *(item for item in found if isinstance(item, Reason) and not _follows(item, demand.compute, answers)),
        *_law(demand, site),
        *_keys_abroad(demand, site),
    ]
    if reasons:
        return Rejection(site, tuple(dict.fromkeys(reasons)))
    fleets = tuple(item for item in found if isinstance(item, Fleet))
    relied_on = [
        Remark(COUNTRY, site.country, site.fact),
        *(Remark(_on(fleet.wanted, demand.compute), str(fleet.best), fleet.best.machine.fact) for fleet in fleets),
        *(Remark(question.about, _validity(answer), answer.fact) for question, answer in answers),
    ]
    conditions = [
        Remark(question.about, answer.conditions, answer.fact) for question, answer in answers if answer.conditions
    ]
    doubts = [*_doubts(relied_on, day), *_machine_doubts(fleets), *_unpublished_backups(demand, site)]
    return Option(
        site,
        fleets,
        tuple(relied_on),
        _distinct([*conditions, *_custody(demand, site, day)]),
        _distinct(_limits(demand, site, day)),
        _distinct(doubts),
    )


def _refusals(answers: Sequence[tuple[Question, Capability]]) -> Iterator[Reason]:
    """What is not a yes; nothing is said of a product's features that only says again that there is no product."""
    for question, answer in answers:
        if not answer:
            reason = _refused(question.about, answer)
            if OFFERED in question.features or not all(_follows(reason, item, answers) for item in question.products):
                yield reason


def _follows(reason: Reason, product: str, answers: Sequence[tuple[Question, Capability]]) -> bool:
    """Whether the reason says no more than that the product is not there, or not known to be."""
    offered = next((answer for question, answer in answers if question == Question.offered(product)), None)
    if offered is None or offered:
        return False
    return offered.answer is Answer.NO or reason.answer is not Answer.NO


def _outside(demand: Demand, site: Site) -> Iterator[Reason]:
    if demand.providers is not None and site.provider not in demand.providers:
        yield Reason(PROVIDER, Answer.NO, f"only {' or '.join(sorted(demand.providers))} is asked for", None)
    if demand.boundary is not None and not demand.boundary.allows(site.country):
        if site.country == UNKNOWN_COUNTRY:
            yield Reason(COUNTRY, Answer.UNKNOWN, "the country in which it lies was not found", site.fact)
        else:
            yield Reason(COUNTRY, Answer.NO, f"{site.country} is outside {demand.boundary.name}", site.fact)


def _fleet(site: Site, wanted: Accelerators, compute: str, day: date) -> Fleet | Reason:
    about = _on(wanted, compute)
    answer = capability(site.provider, wanted.name, product=compute, place=site.region, on=day)
    if answer:
        found = fleet_at(site, wanted, compute)
        if found is not None:
            return found
        sizes = fleet_at(site, replace(wanted, per_node=None), compute)
        if sizes is None:
            return Reason(about, Answer.UNKNOWN, "no machine is known that has them", answer.fact)
        counts = sorted({group.machine.accelerators for group in sizes.choices})
        why = f"a machine there has {', '.join(map(str, counts))} of them, never {wanted.per_node}"
        return Reason(about, Answer.NO, why, answer.fact)
    refusal = _refused(about, answer)
    other = INSTANCES if compute == KUBERNETES else KUBERNETES
    elsewhere = fleet_at(site, wanted, other)
    if elsewhere is not None and not refusal.instead:
        return replace(refusal, instead=f"{elsewhere.best.machine.name}, sold there for {other}")
    return refusal


def _on(wanted: Accelerators, compute: str) -> str:
    return f"{wanted.name} on {compute}"


def _refused(about: str, answer: Capability) -> Reason:
    return Reason(about, answer.answer, answer.note, answer.fact, answer.instead, answer.claim)


def _validity(answer: Capability) -> str:
    until = f"until {answer.valid_until}" if answer.valid_until else ""
    return " ".join(filter(None, (f"since {answer.valid_from}" if answer.valid_from else "", until)))


def _law(demand: Demand, site: Site) -> Iterator[Reason]:
    """The laws from outside that reach the operator, where the boundary speaks of laws at all."""
    boundary = demand.boundary
    if boundary is None or (boundary.laws is None and boundary.tier < Tier.L3):
        return
    operator = operator_of(site.provider, site.region)
    if operator is None:
        yield Reason("law", Answer.UNKNOWN, "who runs it is not known", site.fact)
        return
    for reach in foreign_reach(operator.id, home=boundary.home):
        may = reach.strength is Strength.POSSIBLE
        why = f"{reach.law} {'may reach' if may else 'reaches'} the operator through {reach.through}"
        yield Reason(f"law of {reach.country}", Answer.UNKNOWN if may else Answer.NO, why, reach.fact)


def _keys_abroad(demand: Demand, site: Site) -> Iterator[Reason]:
    """Backups of the key manager outside the boundary."""
    backups = key_backups(site.provider, site.region) if demand.uses_keys and demand.boundary else None
    if backups is None or demand.boundary is None:
        return
    outside = sorted(backups.countries - demand.boundary.countries - {UNKNOWN_COUNTRY})
    if outside:
        why = f"keys are backed up in {', '.join(backups.regions or ())}, of which {', '.join(outside)} is outside"
        yield Reason("backups of keys", Answer.NO, why, backups.fact)


def _unpublished_backups(demand: Demand, site: Site) -> Iterator[Remark]:
    backups = key_backups(site.provider, site.region) if demand.uses_keys and demand.boundary else None
    if backups is not None and UNKNOWN_COUNTRY in backups.countries:
        yield Remark("backups of keys", backups.note or "where they lie is not published", backups.fact)


def _custody(demand: Demand, site: Site, day: date) -> Iterator[Remark]:
    """What keys of the customer's own ask for where the provider's storage does not take them."""
    boundary = demand.boundary
    if boundary is None or boundary.key_custody is KeyCustody.PROVIDER or OBJECT_STORAGE not in demand.products:
        return
    answer = capability(site.provider, CUSTOMER_KEYS, product=OBJECT_STORAGE, place=site.region, on=day)
    if not answer or boundary.key_custody is KeyCustody.EXTERNAL:
        why = "" if answer else "object storage takes no key of the customer's here; "
        yield Remark(f"keys {boundary.key_custody}", f"{why}clients must encrypt before they upload", answer.fact)


def _limits(demand: Demand, site: Site, day: date) -> Iterator[Remark]:
    """Products demanded to which a feature that was named without a product does not extend."""
    for term in demand.bare_features:
        for product in demand.products:
            if product in vocabulary.subject(term).products:
                continue
            answer = capability(site.provider, term.id, product=product, place=site.region, on=day)
            if answer.fact is not None and not answer:
                word = "not" if answer.answer is Answer.NO else answer.answer
                yield Remark(term.id, f"{word} for {product}", answer.fact)


def _doubts(relied_on: Iterable[Remark], day: date) -> Iterator[Remark]:
    for remark in relied_on:
        fact = remark.fact
        if fact is None:
            continue
        if fact.confidence in {Confidence.UNVERIFIED, Confidence.DISPUTED}:
            yield Remark(remark.about, fact.confidence.value, fact)
        if fact.stale(day):
            yield Remark(remark.about, f"due for review since {fact.review_after}", fact)


def _machine_doubts(fleets: Iterable[Fleet]) -> Iterator[Remark]:
    for machine in (fleet.best.machine for fleet in fleets):
        if machine.eur_per_hour is None:
            yield Remark(machine.name, "its price is not known", machine.fact)
        for field, meant in (("eur_per_hour", "price"), ("places", "places")):
            if field in machine.unverified:
                yield Remark(machine.name, f"its {meant} nobody was found to confirm", machine.fact)


def _distinct(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    return tuple(dict.fromkeys(remarks))
