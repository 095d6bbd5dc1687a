"""Ranks the regions to which a place can be moved."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bailiwick.atlas.machines import gpu_flavours
from bailiwick.atlas.operators import operator_of
from bailiwick.atlas.regions import locate, providers, regions
from bailiwick.datamap.fields import OWN_KINDS
from bailiwick.placement.verdict import Option
from bailiwick.relocation.bounds import COMPUTES, on_file, verdict
from bailiwick.relocation.changes import Choice, Gpu

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bailiwick.atlas.regions import Site
    from bailiwick.boundary import Boundary
    from bailiwick.datamap.model import Party, Place
    from bailiwick.datamap.situation import Situation

Region = tuple[str, str]
"""Provider and canonical code of a region."""


def choices(situation: Situation, place: Place, boundary: Boundary) -> tuple[Choice, ...]:
    """The regions in which a place satisfies a boundary, or may satisfy it, in no order. None for what nobody sells."""
    if place.kind in OWN_KINDS:
        return ()
    return tuple(
        found
        for provider in providers()
        for site in regions(provider)
        if boundary.allows(site.country) and (found := _choice(situation, place, boundary, site)) is not None
    )


def ranked(found: tuple[Choice, ...], place: Place, near: Mapping[Region, int]) -> tuple[Choice, ...]:
    """Choices, the best first.

    Least new comes first: an operator that the map knows, then what is known rather than to be shown, then the
    operator of the place itself. Then come regions in which most of the place's neighbours are or can be, regions
    with accelerators where something is computed, the price of the cheapest, and fewer conditions.

    Args:
        found: the choices.
        place: what is moved.
        near: how many of the place's neighbours are, or can be, in each region.
    """

    def order(choice: Choice) -> tuple[object, ...]:
        priced = [gpu.eur_per_hour for gpu in choice.gpus if gpu.eur_per_hour is not None]
        return (
            choice.new_party,
            any(reason.about == place.kind for reason in choice.lacking),
            len(choice.lacking),
            choice.party != place.party,
            -near.get((choice.site.provider, choice.site.region), 0),
            place.kind in COMPUTES and not choice.gpus,
            min(priced, default=float("inf")),
            len(choice.conditions),
            choice.site.provider,
            choice.site.region,
        )

    return tuple(sorted(found, key=order))


def current_region(situation: Situation, place: Place) -> Region | None:
    """Where a place is now; None where no provider that the atlas knows runs it."""
    party = situation.parties[place.party]
    site = locate(party.provider, place.region) if party.provider else None
    return None if site is None else (site.provider, site.region)


def _choice(situation: Situation, place: Place, boundary: Boundary, site: Site) -> Choice | None:
    party = _party(situation, place, site)
    if party is not None:
        shown = boundary.certifications - on_file(party, place.kind, situation.today)
        boundary = replace(boundary, certifications=shown)
    found = verdict(boundary, place.kind, site, situation.today)
    if not isinstance(found, Option) and not found.undecided:
        return None
    return Choice(
        party.id if party is not None else _new_id(situation, site.provider),
        party is None,
        site,
        tuple(_gpus(site, place.kind)) if place.kind in COMPUTES else (),
        found.conditions if isinstance(found, Option) else (),
        () if isinstance(found, Option) else found.reasons,
    )


def _party(situation: Situation, place: Place, site: Site) -> Party | None:
    """Who of the map runs a region, whoever runs the place now first."""
    known = [situation.parties[place.party], *situation.map.parties]
    return next((party for party in known if party.provider == site.provider), None)


def _new_id(situation: Situation, provider: str) -> str:
    found, number = provider, 2
    while found in situation.parties:
        found, number = f"{provider}-{number}", number + 1
    return found


def _gpus(site: Site, product: str) -> Iterator[Gpu]:
    cheapest: dict[str, Gpu] = {}
    for machine in gpu_flavours(site.provider, site.region, product=product):
        assert machine.accelerator is not None
        gpu = Gpu(machine.accelerator, machine.name, machine.accelerators, machine.eur_per_hour)
        other = cheapest.get(gpu.name)
        if other is None or _price(gpu) < _price(other):
            cheapest[gpu.name] = gpu
    yield from sorted(cheapest.values(), key=_price)


def _price(gpu: Gpu) -> float:
    return float("inf") if gpu.eur_per_hour is None else gpu.eur_per_hour


def new_party(choice: Choice) -> tuple[str, str]:
    """Legal name and country of the operator of a choice."""
    runs = operator_of(choice.site.provider, choice.site.region)
    return (runs.legal_name, runs.country) if runs is not None else (choice.site.provider, choice.site.country)
