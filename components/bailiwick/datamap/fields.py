"""Types of values that a map's model is made of: each refuses what the atlas or the map itself does not know."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from bailiwick.atlas.countries import resolve_countries
from bailiwick.atlas.frameworks import Kind, frameworks
from bailiwick.atlas.regions import providers
from bailiwick.atlas.vocabulary import features, products
from bailiwick.errors import ConfigurationError, nearest

OWN_KINDS = ("on-premises", "saas", "workplace", "state-backend")
"""Kinds of places that no cloud provider sells as a product."""
_FIRST_YEAR = 1990
"""Before the Data Protection Directive nothing was signed that a map could name: an earlier year is a slip."""
_DURATION = re.compile(r"P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")


def refused(problem: str, **words: str) -> PydanticCustomError:
    """The error with which a validator refuses a value; ``words`` are those of a diagnostic."""
    return PydanticCustomError("refused", "{problem}", {"problem": problem, **words})


def _country_or_bloc(value: str) -> str:
    try:
        resolve_countries([value])
    except ConfigurationError as wrong:
        (told,) = wrong.diagnostics()
        raise refused(told.problem, expected=told.expected, nearest=told.nearest) from None
    return value.strip().upper()


def _country(value: str) -> str:
    code = _country_or_bloc(value)
    if resolve_countries([code]) != {code}:
        raise refused("is a bloc", expected="one country, as an ISO 3166-1 alpha-2 code")
    return code


def _day(value: object) -> date:
    try:
        found = value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        raise refused("is not a date", expected="YYYY-MM-DD") from None
    if found.year < _FIRST_YEAR:
        raise refused("lies too far in the past", expected=f"a day of {_FIRST_YEAR} or later")
    return found


def duration_days(written: str) -> int:
    """The days of an ISO 8601 duration of years, months, weeks and days, a year being 365 and a month 30 of them."""
    found = _DURATION.fullmatch(written)
    if found is None:
        raise ValueError(written)
    years, months, weeks, days = (int(part or 0) for part in found.groups())
    return years * 365 + months * 30 + weeks * 7 + days


def _duration(value: str) -> str:
    if not _DURATION.fullmatch(value):
        raise refused("is not a duration", expected="an ISO 8601 duration such as P5Y or P180D")
    return value


def _one_of(what: str, accepted: tuple[str, ...]) -> Any:
    def check(value: str) -> str:
        if value not in accepted:
            raise refused(f"is not {what}", expected=f"one of {', '.join(accepted)}", nearest=nearest(value, accepted))
        return value

    return Annotated[str, AfterValidator(check), Field(json_schema_extra={"enum": list(accepted)})]


def _known(what: str) -> Any:
    def check(value: str, info: ValidationInfo) -> str:
        known = (info.context or {}).get(what)
        if known is not None and value not in known:
            raise refused(f"is not the id of a {what}", nearest=nearest(value, known))
        return value

    return Annotated[str, AfterValidator(check)]


@cache
def place_kinds() -> tuple[str, ...]:
    """What a place may be: the atlas's products, and what nobody sells."""
    return (*(term.id for term in products()), *OWN_KINDS)


Identifier = Annotated[str, Field(pattern=r"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$")]
"""1 to 63 lower-case letters, digits and hyphens."""
Text = Annotated[str, Field(min_length=1)]
Country = Annotated[str, AfterValidator(_country), Field(json_schema_extra={"examples": ["FR"]})]
"""ISO 3166-1 alpha-2."""
Area = Annotated[str, AfterValidator(_country_or_bloc), Field(json_schema_extra={"examples": ["FR", "EEA"]})]
"""A country, or a bloc such as EU or EEA."""
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Duration = Annotated[str, AfterValidator(_duration), Field(json_schema_extra={"examples": ["P5Y", "P180D"]})]
FrameworkId = _one_of(
    "a framework of the atlas that an element can be under",
    tuple(item.id for item in frameworks() if item.kind is not Kind.REACH),
)
SchemeId = _one_of(
    "a certification that the atlas knows", tuple(term.id for term in features() if term.group == "certification")
)
Provider = _one_of("a provider that the atlas knows", providers())
PlaceKind = _one_of("a kind of place", place_kinds())
PartyId = _known("party")
PlaceId = _known("place")
ElementId = _known("element")
SegmentId = _known("segment")
