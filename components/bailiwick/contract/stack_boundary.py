"""Whether arguments keep to the boundary that the stack's own configuration sets.

``bailiwick map compile`` writes such a boundary for each segment of a data map.
The policy pack judges by it what was registered; a component refuses before it
registers anything. A program without the setting is not asked.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

import pulumi

from bailiwick.atlas.countries import countries, resolve_countries
from bailiwick.boundary import Boundary, KeyCustody, Tier, abbreviated, narrowed_boundary
from bailiwick.contract.given import Given, Problem
from bailiwick.errors import ConfigurationError

NAMESPACE, KEY = "bailiwick", "boundary"
CUSTODY: Final = {
    "provider-managed": KeyCustody.PROVIDER,
    "customer-managed": KeyCustody.CUSTOMER,
    "client-side": KeyCustody.CUSTOMER,
    "imported": KeyCustody.EXTERNAL,
    "external": KeyCustody.EXTERNAL,
}
"""Who can use a key, for each custody that a component knows."""


def stack_boundary_problems(given: Given) -> Iterator[Problem]:
    """What in the arguments of a component the stack's boundary does not allow; nothing where there is none."""
    text = pulumi.Config(NAMESPACE).get(KEY)
    if text is None:
        return
    try:
        boundary = _read(text)
    except ConfigurationError as error:
        for wrong in error.diagnostics():
            problem = f"the stack's setting {wrong.where} {wrong.problem}"
            yield Problem((), problem, got=wrong.got, expected=wrong.expected, nearest=wrong.nearest)
        return
    jurisdiction = given.text("jurisdiction")
    if jurisdiction is not None and not boundary.allows(jurisdiction):
        yield given.problem(
            "jurisdiction",
            f"is outside the stack's boundary {boundary}",
            got=jurisdiction,
            expected=f"one of {', '.join(abbreviated(boundary.countries))}",
        )
    yield from _key_problems(given, boundary)
    if "keys" in given.spec.model_fields:
        yield from _key_problems(given.within("keys"), boundary)


def _read(text: str) -> Boundary:
    try:
        settings: Any = json.loads(text)
    except ValueError:
        settings = text
    everywhere = Boundary("everywhere", frozenset(row.code for row in countries()), Tier.PUBLIC)
    where = f"{NAMESPACE}:{KEY}"
    given = settings if isinstance(settings, Mapping) else {"countries": settings}
    return narrowed_boundary(everywhere, given, where=lambda key: f"{where}.{key}".rstrip("."))


def _key_problems(part: Given, boundary: Boundary) -> Iterator[Problem]:
    fields = part.spec.model_fields
    custody = part.text("key_custody") if "key_custody" in fields else None
    if custody in CUSTODY and CUSTODY[custody] < boundary.key_custody:
        yield part.problem(
            "key_custody",
            f"is weaker than the stack's boundary {boundary} accepts",
            got=custody,
            expected=f"one of {', '.join(name for name, level in CUSTODY.items() if level >= boundary.key_custody)}",
        )
    named = part.get("key_backup_countries") if "key_backup_countries" in fields else None
    try:
        abroad = resolve_countries(named) if isinstance(named, list | tuple) and named else frozenset()
    except (ConfigurationError, TypeError):
        return  # the key's own rules speak of names that are none
    if abroad - boundary.countries:
        yield part.problem(
            "key_backup_countries",
            f"names {', '.join(sorted(abroad - boundary.countries))}, outside the stack's boundary {boundary}",
            next_step="keep the keys where their backups stay inside",
        )
