"""With whose key a plan encrypts what a resource keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bailiwick.atlas.controls import controls_of
from bailiwick.atlas.resource_types import Bearing, classify
from bailiwick.estate.naming import named_in
from bailiwick.estate.protection import Outcome, assess

if TYPE_CHECKING:
    from bailiwick.estate import Estate, Resource

OWN_KEY: Final = "customer-managed-key"
AT_REST: Final = "encryption-at-rest"


def has_own_key(resource: Resource, estate: Estate) -> bool:
    """Whether the plan shows that a key of the customer's encrypts a resource; what nobody can tell is no."""
    return _satisfies(OWN_KEY, resource, estate)


def is_encrypted(resource: Resource, estate: Estate) -> bool:
    """Whether the plan shows that a resource is encrypted at rest, with whosever key."""
    return _satisfies(AT_REST, resource, estate)


def _satisfies(control: str, resource: Resource, estate: Estate) -> bool:
    outcomes = [answer.outcome for answer in assess(control, resource, estate)]
    return bool(outcomes) and set(outcomes) == {Outcome.SATISFIED}


def keys_of(resource: Resource, estate: Estate) -> list[Resource]:
    """The keys of the plan that a resource, or what is set beside it, names."""
    found: dict[str, Resource] = {}
    for control in controls_of(OWN_KEY, resource.type):
        asked = estate.attached(resource.urn, control.beside, control.by) if control.beside else (resource,)
        for one in asked:
            for urn in sorted(named_in(one, control.input, estate)):
                key = estate.get(urn)
                if key is not None and bears_keys(key):
                    found[urn] = key
    return list(found.values())


def bears_keys(resource: Resource) -> bool:
    """Whether a resource holds keys or secrets."""
    kind = classify(resource.type)
    return kind is not None and kind.bears is Bearing.KEYS
