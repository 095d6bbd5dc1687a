"""Reads property values in the form in which Pulumi sends them.

State exports, preview events, the offline rehearsal and policies all use one
form: JSON in which a marker key says that an object stands for a secret, an
output or a reference, and fixed strings stand for what is not known yet.
Policies get the same, wrapped in proxies that raise when an unknown value is
touched; those are opened here without being imported, so that reading an
unknown is an answer and not an exception.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

MARKER: Final = "4dabf18193072939515e22adb298388d"
"""The key that says what an object stands for."""
SECRET: Final = "1b47061264138c4ac30d75fd1eb44270"  # noqa: S105 - marks a secret, is none
OUTPUT: Final = "d0e6a833031e9bbcd3f4e8bde6ca49a4"
REFERENCE: Final = "5cf8f73096256a8f31e491e813e4eb8e"

UNKNOWN_STRINGS: Final = frozenset(
    {
        "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",  # boolean
        "3eeb2bf0-c639-47a8-9e75-3b44932eb421",  # number
        "04da6b54-80e4-46f7-96ec-b56ff0331ba9",  # string
        "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",  # array
        "030794c1-ac77-496b-92df-f27374a8bd58",  # asset
        "e48ece36-62e2-4504-bad9-02848725956a",  # archive
        "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",  # object
    }
)
BLINDED: Final = "[secret]"
"""What previews, and a state that is analysed without its key, show in place of a secret: nobody knows what it is."""
_UNKNOWN_LENGTH: Final = 36


class _Unknown:
    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Final = _Unknown()
"""Stands for a value that is not known yet."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One value found below a path."""

    at: str
    """Where it stands, with list positions: ``nodes[0].region``."""
    value: Any
    """The value without secret and output wrappers, or :data:`UNKNOWN`."""
    dependencies: tuple[str, ...] = ()
    """URNs of the resources that the value comes from, as far as the value itself says so."""
    secret: bool = False
    """Whether the value, or something on the way to it, is marked as a secret. Never print such a value."""

    @property
    def unknown(self) -> bool:
        """Whether the value is not known yet."""
        return self.value is UNKNOWN


def readings(properties: Mapping[str, Any] | None, path: str) -> list[Reading]:
    """All values below a dotted path; each member of a list that lies on the way is followed.

    Null and the empty string count as absent, as they do for both providers. If
    something on the way is unknown, the unknown is what is found.
    """
    found: list[Reading] = []
    if not properties:
        return found
    steps = path.split(".")
    # Most rules ask for inputs that most resources leave out; this answers them at a third of the price.
    if type(properties) is not dict or steps[0] in properties or MARKER in properties:
        _follow(properties, steps, "", ((), False), found)
    return found


def opened(value: Any) -> tuple[Any, tuple[str, ...], bool]:
    """The value inside proxies, secrets and outputs, the URNs that an output depends on, and whether it is secret."""
    dependencies: tuple[str, ...] = ()
    secret = False
    while True:
        if isinstance(value, str):
            return (UNKNOWN if _means_unknown(value) else value), dependencies, secret
        if isinstance(value, dict):
            kind = value.get(MARKER)
            if kind == SECRET:
                secret = True
                value = _disclosed(value)
            elif kind == OUTPUT:
                secret = secret or bool(value.get("secret"))
                dependencies += tuple(value.get("dependencies") or ())
                value = value.get("value", UNKNOWN)
            elif kind == REFERENCE:
                return value.get("id") or UNKNOWN, (*dependencies, str(value.get("urn", ""))), secret
            else:
                return value, dependencies, secret
        elif isinstance(value, (Mapping, Sequence)) and not isinstance(value, (list, tuple, bytes)):
            value = _behind_proxy(value)
        else:
            return value, dependencies, secret


def _follow(value: Any, steps: list[str], at: str, known: tuple[tuple[str, ...], bool], found: list[Reading]) -> None:
    value, dependencies, secret = opened(value)
    known = dependencies, secret = (known[0] + dependencies, known[1] or secret)
    if value is UNKNOWN:
        found.append(Reading(at, UNKNOWN, dependencies, secret))
    elif isinstance(value, (list, tuple)):
        for place, item in enumerate(value):
            _follow(item, steps, f"{at}[{place}]", known, found)
    elif steps and isinstance(value, Mapping):
        if steps[0] in value:
            # Not value[key]: a proxy would raise for an unknown; dict(...) is what `opened` has left here.
            _follow(value[steps[0]], steps[1:], f"{at}.{steps[0]}" if at else steps[0], known, found)
    elif value is not None and value != "":
        found.append(Reading(at, _opened_throughout(value), dependencies, secret))


def _opened_throughout(value: Any) -> Any:
    """The value with every part of it opened, so that comparing it can meet no proxy."""
    value = opened(value)[0]
    if isinstance(value, Mapping):
        return {key: _opened_throughout(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_opened_throughout(item) for item in value]
    return value


def _behind_proxy(value: Mapping[str, Any] | Sequence[Any]) -> Any:
    """What a proxy of the policy SDK wraps; any other container as a plain dict or list."""
    try:
        return value["__target"]  # type: ignore[call-overload]  # the key that opens both kinds of proxy
    except (KeyError, TypeError):
        return dict(value) if isinstance(value, Mapping) else list(value)


def _disclosed(secret: Mapping[str, Any]) -> Any:
    """What a secret holds, if it is shown. A state keeps the ciphertext only; what that hides is as good as unknown."""
    if "value" in secret:
        return secret["value"]
    try:
        return json.loads(secret["plaintext"])  # as `pulumi stack export --show-secrets` writes it
    except (KeyError, TypeError, ValueError):
        return UNKNOWN


def _means_unknown(value: str) -> bool:
    if len(value) <= _UNKNOWN_LENGTH:
        return value in UNKNOWN_STRINGS or value == BLINDED
    return any(sentinel in value for sentinel in UNKNOWN_STRINGS)
