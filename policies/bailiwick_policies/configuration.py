"""What the policy pack's own configuration sets: the ceiling for everything else, and what is waived."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from bailiwick.boundary import SCHEMA as BOUNDARY_SCHEMA
from bailiwick.boundary import Boundary, narrowed_boundary, parse_boundary
from bailiwick.errors import ConfigurationError, Diagnostic
from bailiwick_policies import waivers
from bailiwick_policies.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bailiwick_policies.waivers import Waiver

    Where = Callable[[str], str]

BOUNDARY_POLICY: Final = "boundary"
"""Name of the policy whose configuration holds the boundary and the waivers."""
STACK_SETTING: Final = "bailiwick:boundary"
"""The key of a stack's configuration that narrows the ceiling."""
MAP_SETTING: Final = "bailiwick:dataflows"
"""The key of a stack's configuration that holds its data map, or the path of it."""
SCHEMA: Final[dict[str, dict[str, Any]]] = {**BOUNDARY_SCHEMA, waivers.WAIVERS: waivers.SCHEMA}
"""JSON schema of each configuration key."""
_WHERE: Final = f"policy-pack configuration, {BOUNDARY_POLICY}"


@dataclass(frozen=True, slots=True)
class Configured:
    """What the configuration of the policy ``boundary`` says."""

    boundary: Boundary
    waivers: tuple[Waiver, ...] = ()


def default_boundary() -> Boundary:
    """What holds if nobody configures anything: France alone, the narrowest boundary that comes with the pack.

    A pack that nobody configured must not let through what a configured one might
    refuse; see ``docs/adr/0006-unconfigured-pack-is-strict.md``. The name tells a
    reader of any message that it is a default.
    """
    return Boundary.of("fr-by-default", ["FR"])


def configured(configuration: Mapping[str, Any], *, where: Where = lambda key: f"{_WHERE}.{key}") -> Configured:
    """What the policy's configuration sets; the default boundary if it says nothing of one.

    Args:
        configuration: what the policy's entry holds besides its enforcement level.
        where: how messages call the place of a setting.

    Raises:
        ConfigurationError: with every problem found. Nothing may be judged then.
    """
    settings = {key: value for key, value in configuration.items() if key != waivers.WAIVERS}
    problems: list[Diagnostic] = []
    boundary = default_boundary()
    granted: tuple[Waiver, ...] = ()
    try:
        boundary = parse_boundary(settings, where=where) if settings else boundary
    except ConfigurationError as wrong:
        problems += wrong.diagnostics()
    try:
        known = [rule.id for rule in RULES]
        granted = waivers.parse_waivers(configuration.get(waivers.WAIVERS, []), known, where=where)
    except ConfigurationError as wrong:
        problems += wrong.diagnostics()
    if problems:
        raise ConfigurationError(*problems)
    return Configured(boundary, granted)


def narrowed(
    ceiling: Boundary, setting: Any, *, where: Where = lambda key: f"{STACK_SETTING}.{key}".rstrip(".")
) -> Boundary:
    """The ceiling as a stack's setting narrows it; the ceiling itself where the stack says nothing.

    Raises:
        ConfigurationError: the setting is malformed, or contradicts the ceiling.
    """
    if setting is None:
        return ceiling
    if not isinstance(setting, dict):
        raise ConfigurationError(
            Diagnostic("is malformed", where=where(""), got=repr(setting), expected="settings of a boundary")
        )
    return narrowed_boundary(ceiling, {"name": "the stack", **setting}, where=where)
