"""Where a component may put things: the arguments that every component shares, and their rules."""

from collections.abc import Iterator
from importlib.util import find_spec
from typing import ClassVar

from pydantic import Field

from bailiwick import atlas
from bailiwick.atlas.api_codes import api_codes
from bailiwick.contract.arguments import ArgumentsSpec
from bailiwick.contract.fields import ProjectId, one_of
from bailiwick.contract.given import Given, Problem, Trail
from bailiwick.contract.stack_boundary import stack_boundary_problems
from bailiwick.errors import nearest

_SDKS = {"ovh": "pulumi_ovh", "scaleway": "pulumiverse_scaleway"}

BUILT = tuple(_SDKS)
"""Providers at which the components build: each has a module of that name for each of them."""


class PlaceSpec(ArgumentsSpec):
    """Under whose law, with whom and in which region."""

    jurisdiction: str
    provider: str = Field(json_schema_extra=one_of(*BUILT))
    region: str
    project_id: ProjectId | None = None
    uses: ClassVar[tuple[str, ...]] = ()
    """Ids of the atlas's products that are created there; a place to suggest must offer them."""

    @classmethod
    def missing(cls, trail: Trail, given: Given) -> Problem:
        """For a region that was left out, the places that would satisfy the other arguments."""
        if trail != ("region",):
            return super().missing(trail, given)
        from bailiwick.contract.choices import region_missing  # noqa: PLC0415 only an error pays for the ranking

        return region_missing(given, cls.uses, BUILT)


class ZonalPlaceSpec(PlaceSpec):
    """A place with a zone, which may be left out where the region has only one."""

    zone: str | None = None

    @property
    def home_zone(self) -> str:
        """The zone, named or the only one."""
        return self.zone or usable_zones(self.provider, self.region)[0]


def place_problems(given: Given) -> Iterator[Problem]:
    """What is wrong with jurisdiction, provider and region, each by itself, together, and by the stack's boundary."""
    yield from stack_boundary_problems(given)
    provider = given.text("provider")
    jurisdiction = given.text("jurisdiction")
    if provider is not None:
        yield from _provider_problems(given, provider)
    if provider not in atlas.providers():
        return
    countries = sorted({site.country for site in atlas.regions(provider)} - {atlas.UNKNOWN_COUNTRY})
    if jurisdiction is not None and jurisdiction not in countries:
        yield given.problem(
            "jurisdiction",
            f"is no country in which {provider} has a region",
            got=jurisdiction,
            expected=f"an ISO 3166-1 code, one of {', '.join(countries)}",
            nearest=nearest(jurisdiction, countries),
        )
    region = given.text("region")
    if region is not None:
        yield from _region_problems(given, provider, region, jurisdiction if jurisdiction in countries else None)


def usable_zones(provider: str, region: str) -> tuple[str, ...]:
    """The zones of a region, in any spelling, in which machines can be placed; the one to suggest first."""
    codes = api_codes(provider, region)
    if codes is not None:
        return codes.zones
    home = atlas.locate(provider, region)
    return tuple(site.code for site in atlas.zones(provider, home.region)) if home is not None else ()


def zone_problems(
    given: Given, field: str, provider: str | None, region: str | None, *, required: bool = False
) -> Iterator[Problem]:
    """What is wrong with the zone in ``field``, for things that stand in one zone of ``region``.

    A zone that is ``required`` may be left out where the region has no other.
    """
    zone = given.text(field)
    if provider not in atlas.providers():
        return
    home = atlas.locate(provider, region) if region is not None else None
    zones = usable_zones(provider, home.region) if home is not None else ()
    expected = f"one of {', '.join(zones)}" if zones else ""
    if zone is None:
        if required and given.values.get(field) is None and len(zones) > 1:
            yield given.problem(field, "is missing", expected=expected, next_step=f"add {field}")
        return
    site = atlas.locate(provider, zone)
    if site is None or site.zone is None:
        yield given.problem(
            field, f"is not a zone of {provider}", got=zone, expected=expected, nearest=nearest(zone, zones)
        )
    elif home is not None and site.region != home.region:
        yield given.problem(
            field,
            f"is outside the region {home.region}",
            got=f"{zone} ({site.city}, {site.country})",
            expected=expected,
        )
    elif site.zone != zone:
        yield given.problem(field, "is not spelled as the provider spells it", got=zone, nearest=site.zone)
    elif zones and zone not in zones:
        yield given.problem(field, "is a place in which nothing can be put", got=zone, expected=expected)


def place_facts(place: PlaceSpec) -> dict[str, str]:
    """What a policy or a report needs to know of the place, as a component registers it."""
    site = atlas.locate(place.provider, place.region)
    assert site is not None, "place_problems lets no unknown region pass"
    return {
        "jurisdiction": place.jurisdiction,
        "provider": place.provider,
        "region": site.region,
        "city": site.city,
        "country": site.country,
    }


def _provider_problems(given: Given, provider: str) -> Iterator[Problem]:
    if provider in BUILT:
        if find_spec(_SDKS[provider]) is None:
            yield given.problem(
                "provider",
                f"needs {_SDKS[provider]}, which is not installed",
                got=provider,
                next_step=f"pip install 'bailiwick[{provider}]'",
            )
        return
    if provider in atlas.providers():
        yield given.problem(
            "provider",
            f"is known, but this release builds nothing at {provider}",
            got=provider,
            expected=f"one of {', '.join(BUILT)}",
            next_step=f"use {' or '.join(BUILT)}, or write the resources yourself: the policies judge those too",
        )
        return
    yield given.problem(
        "provider",
        "is not a provider that Bailiwick knows",
        got=provider,
        expected=f"one of {', '.join(atlas.providers())}",
        nearest=nearest(provider, atlas.providers()),
    )


def _region_problems(given: Given, provider: str, region: str, jurisdiction: str | None) -> Iterator[Problem]:
    inside = [site for site in atlas.regions(provider) if jurisdiction in (None, site.country)]
    codes = [site.region for site in inside]
    expected = f"one of {', '.join(codes)}"
    site = atlas.locate(provider, region)
    if site is None:
        others = [other for other in atlas.providers() if other != provider and atlas.locate(other, region)]
        problem = f"is a region of {others[0]}, not of {provider}" if others else f"is not a region of {provider}"
        yield given.problem("region", problem, got=region, expected=expected, nearest=nearest(region, codes))
    elif site.zone is not None:
        yield given.problem("region", f"is a zone of {site.region}", got=region, nearest=site.region)
    elif site.region not in codes:
        yield given.problem(
            "region",
            f"is outside the jurisdiction {jurisdiction}",
            got=f"{region} ({site.city}, {site.country})",
            expected=expected,
        )
    elif site.region != region:
        yield given.problem("region", "is not spelled as the provider spells it", got=region, nearest=site.region)
