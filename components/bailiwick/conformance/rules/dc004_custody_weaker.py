"""Keys are held in the plan as the map says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bailiwick.atlas.implied_flows import Role, role_of
from bailiwick.conformance.custody import OWN_KEY, bears_keys, has_own_key, keys_of
from bailiwick.conformance.finding import Rule, called, told
from bailiwick.datamap.terms import Encryption
from bailiwick.estate.protection import Outcome, assess

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.conformance.comparison import Comparison
    from bailiwick.conformance.finding import Finding
    from bailiwick.datamap.model import Element
    from bailiwick.estate import Resource

OWN_MATERIAL: Final = "external-key"


def check(comparison: Comparison) -> Iterator[Finding]:
    """The breaches of the rule: at most one for each element and resource."""
    for item in comparison.map.elements:
        if item.encryption is None or item.encryption.mode < Encryption.CUSTOMER:
            continue
        for name in item.storage:
            for resource in comparison.members[name]:
                role = role_of(resource.type)
                if role is not None and role.role in {Role.STORE, Role.COPY}:
                    yield from _kept(comparison, item, resource)
    yield from _material(comparison)


def _kept(comparison: Comparison, item: Element, resource: Resource) -> Iterator[Finding]:
    """What is wrong with the key of one resource in which an element is kept."""
    assert item.encryption is not None
    mode, about = item.encryption.mode, f"{item.id} {resource.name}"
    if mode is Encryption.CLIENT_SIDE:
        message = f"The {called(item)} is encrypted before it reaches {resource.label}, which a plan does not show."
        yield told(RULE.id, resource.urn, about, message, "show it otherwise", unseen="a plan shows no client's keys")
        return
    answers = list(assess(OWN_KEY, resource, comparison.estate))
    wrong = next((answer for answer in answers if answer.outcome is not Outcome.SATISFIED), None)
    if not has_own_key(resource, comparison.estate):
        seen = f" ({wrong.seen})" if wrong is not None and wrong.seen else ""
        lacks = wrong.control.lacks if wrong is not None else "has a key of which the atlas knows nothing"
        if wrong is not None and wrong.outcome is Outcome.UNKNOWN:
            lacks = "may be encrypted with a key of the provider's"
        message = f"The {called(item)} says {mode} keys, but {resource.label} {lacks}{seen}."
        fix = wrong.control.fix if wrong is not None else f"keep it elsewhere, or say {Encryption.PROVIDER}"
        yield told(RULE.id, resource.urn, about, message, fix)
        return
    place = comparison.places.get(item.encryption.key_place or "")
    if place is None or not comparison.in_plan(place):
        return
    keys = keys_of(resource, comparison.estate)
    if not keys:
        message = f"{resource.label} holds {called(item)}, and nothing shows that its key is the one at {place.id}."
        yield told(RULE.id, resource.urn, about, message, f"take the key from the resource of {place.id}")
    elif not any(place in comparison.places_of(key) for key in keys):
        message = f"{resource.label} holds {called(item)} and uses {keys[0].label}, not the key at {place.id}."
        yield told(RULE.id, resource.urn, about, message, "use that key, or correct key_place in the map")


def _material(comparison: Comparison) -> Iterator[Finding]:
    """Keys whose material must come from the customer, once for each key."""
    places = dict.fromkeys(
        item.encryption.key_place
        for item in comparison.map.elements
        if item.encryption is not None and item.encryption.mode is Encryption.EXTERNAL and item.encryption.key_place
    )
    for name in places:
        for key in comparison.members[name]:
            if not bears_keys(key) or role_of(key.type).role is not Role.STORE:  # type: ignore[union-attr] # it bears keys
                continue
            for answer in assess(OWN_MATERIAL, key, comparison.estate):
                if answer.outcome is not Outcome.SATISFIED:
                    message = f"The place {name} is said to have external keys, but {key.label} {answer.control.lacks}."
                    yield told(RULE.id, key.urn, f"external {key.name}", message, answer.control.fix)


RULE = Rule(
    id="DC004",
    title="Keys are held in the plan as the map says",
    why="Whoever holds the key holds the data; a key that is not the declared one is somebody else's.",
    fix="Encrypt with the declared key, or correct the map.",
    check=check,
)
