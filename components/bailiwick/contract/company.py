"""With which company of a provider's a service is ordered, where the provider has several."""

from collections.abc import Iterable, Iterator

from bailiwick.atlas.operators import subsidiaries, subsidiary
from bailiwick.boundary import Boundary
from bailiwick.contract import offers
from bailiwick.contract.given import Given, Problem
from bailiwick.errors import ConfigurationError, nearest


def company_problems(place: Given, given: Given, *, also_home: Iterable[str] = ()) -> Iterator[Problem]:
    """Whether the company in ``subsidiary``, or the jurisdiction's own, is one and under the law of home.

    Args:
        place: the arguments that name the jurisdiction.
        given: those with ``subsidiary``.
        also_home: further countries and blocs that the arguments allow.
    """
    jurisdiction = place.text("jurisdiction")
    code = given.text("subsidiary") or jurisdiction
    if code is None:
        return
    company = subsidiary(code)
    if company is None:
        codes = [row.code for row in subsidiaries()]
        yield given.problem(
            "subsidiary",
            "is no company of the provider's with which to contract",
            got=code,
            expected=f"one of {', '.join(codes)}",
            nearest=nearest(code, codes),
        )
        return
    try:
        home = Boundary.of("own", [jurisdiction or "", *also_home]).home
    except ConfigurationError:
        return  # another rule speaks of a country that is none
    if company.country not in home:
        at_home = [row.code for row in subsidiaries() if row.country in home]
        yield given.problem(
            "subsidiary",
            f"is a company under foreign law ({company.country}; {offers.cited(company.fact)})",
            got=code,
            expected=f"one of {', '.join(at_home)}" if at_home else "none: the provider has no company at home",
        )
