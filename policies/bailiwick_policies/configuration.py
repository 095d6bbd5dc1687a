"""The boundary that the policy pack's own configuration sets: the ceiling for everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bailiwick.boundary import Boundary
from bailiwick.errors import ConfigurationError, Diagnostic, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

BOUNDARY_POLICY: Final = "boundary"
"""Name of the policy whose configuration holds the boundary."""
KEYS: Final = ("name", "countries")
_WHERE: Final = f"policy-pack configuration, {BOUNDARY_POLICY}"
SCHEMA: Final[dict[str, dict[str, Any]]] = {
    "name": {"type": "string", "minLength": 1, "description": "What messages call the boundary."},
    "countries": {
        "type": "array",
        "items": {"type": "string"},
        "minItems": 1,
        "description": "ISO 3166-1 alpha-2 codes, or EU, EEA, EEA-ADEQUATE.",
    },
}
"""JSON schema of each configuration key."""


def default_boundary() -> Boundary:
    """What holds if nobody configures anything: France alone, the narrowest boundary that comes with the pack.

    A pack that nobody configured must not let through what a configured one might
    refuse; see ``docs/adr/0006-unconfigured-pack-is-strict.md``. The name tells a
    reader of any message that it is a default.
    """
    return Boundary.of("fr-by-default", ["FR"])


def configured_boundary(
    configuration: Mapping[str, Any], *, where: Callable[[str], str] = lambda key: f"{_WHERE}.{key}"
) -> Boundary:
    """The boundary in the configuration of the policy ``boundary``; the default if that is empty.

    Args:
        configuration: what the policy's entry holds besides its enforcement level.
        where: how messages call the place of a key.

    Raises:
        ConfigurationError: with every problem found. Nothing may be judged then.
    """
    if not configuration:
        return default_boundary()
    problems = [_unknown_key(key, where(key)) for key in configuration if key not in KEYS]
    name = configuration.get("name", "configured")
    if not isinstance(name, str) or not name:
        problems.append(_wrong(where("name"), name, "a word or two that messages can call the boundary by"))
    countries = configuration.get("countries")
    if not isinstance(countries, list) or not countries or not all(isinstance(item, str) for item in countries):
        problems.append(_wrong(where("countries"), countries, 'a list of country codes such as ["FR"], not empty'))
    if problems:
        raise ConfigurationError(*problems)
    return Boundary.of(name, countries or (), where=where("countries"))


def _unknown_key(key: str, where: str) -> Diagnostic:
    return Diagnostic(
        "is not a setting",
        where=where,
        got=repr(key),
        expected=" or ".join(KEYS),
        nearest=nearest(key, KEYS),
    )


def _wrong(where: str, value: Any, expected: str) -> Diagnostic:
    return Diagnostic("is malformed", where=where, got=repr(value), expected=expected)
