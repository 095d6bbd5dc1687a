"""Whether a resource satisfies the controls that the atlas knows for its type."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, Final

from bailiwick.atlas.controls import Want, controls_of
from bailiwick.estate.values import readings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.atlas.controls import Control
    from bailiwick.estate.estate import Estate
    from bailiwick.estate.resource import Resource
    from bailiwick.estate.values import Reading

WIDEST_RANGE: Final = {4: 8, 6: 16}
"""The shortest prefix, by version of the protocol, that still counts as a list of the named: no registry gives one
organisation more."""


class Outcome(StrEnum):
    """The answer to a control."""

    SATISFIED = "satisfied"
    VIOLATED = "violated"
    UNKNOWN = "unknown"
    """A value that decides is not known."""
    UNDECIDED = "undecided"
    """Only the rest of the graph, which has not been shown yet, can tell."""
    NOT_OFFERED = "not offered"
    """The provider has nothing that would satisfy it."""
    UNDOCUMENTED = "undocumented"
    """Nothing can be set, and nothing tells whether the provider satisfies it."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """How one resource answers one control."""

    control: Control
    outcome: Outcome
    at: str = ""
    """The input that decided, with list positions."""
    seen: str = ""
    """What was seen there, as a clause without its secrets: ``publicIpDisabled is false``."""


_SETTLED: Final = {
    Want.NOTHING: Outcome.SATISFIED,
    Want.IMPOSSIBLE: Outcome.NOT_OFFERED,
    Want.UNDOCUMENTED: Outcome.UNDOCUMENTED,
}
"""What is the same whatever the resource says."""


def assess(question: str, resource: Resource, estate: Estate) -> Iterator[Assessment]:
    """How the resource answers each control of the question that the atlas has for its type."""
    for control in controls_of(question, resource.type):
        yield _assessed(control, resource, estate)


def _assessed(control: Control, resource: Resource, estate: Estate) -> Assessment:
    if (settled := _SETTLED.get(control.wants)) is not None:
        return Assessment(control, settled)
    if not control.beside:
        return _by_inputs(control, resource, estate, "")
    if not estate.complete:
        return Assessment(control, Outcome.UNDECIDED)
    attached = estate.attached(resource.urn, control.beside, control.by)
    if attached and control.input:
        return _worst(_by_inputs(control, item, estate, f"{item.short_label}: ") for item in attached)
    return _by_company(control, attached)


def _by_company(control: Control, attached: tuple[Resource, ...]) -> Assessment:
    """The answer where it matters only whether anything is attached, or where nothing is."""
    absent = control.wants is Want.ABSENT
    satisfied = not absent if attached else absent or control.omitted
    kind = control.beside.rpartition(":")[2]
    seen = f"{attached[0].short_label} names it" if attached else f"no {kind} names it"
    return Assessment(control, Outcome.SATISFIED if satisfied else Outcome.VIOLATED, control.beside, seen)


def _worst(found: Iterator[Assessment]) -> Assessment:
    order = (Outcome.SATISFIED, Outcome.UNDECIDED, Outcome.UNKNOWN, Outcome.VIOLATED)
    return max(found, key=lambda item: order.index(item.outcome))


def _by_inputs(control: Control, resource: Resource, estate: Estate, whose: str) -> Assessment:
    """The answer of the inputs; of the outputs only where the inputs were not shown."""
    shown = resource.inputs if resource.inputs is not None else resource.outputs
    # An empty list or mapping says as little as nothing at all.
    found = [item for item in readings(shown, control.input) if item.unknown or item.value not in ([], {})]
    if not found:
        satisfied = control.omitted or control.wants is Want.ABSENT
        outcome = Outcome.SATISFIED if satisfied else Outcome.VIOLATED
        return Assessment(control, outcome, control.input, f"{whose}{control.input} is not set")
    wrong = [item for item in found if not item.unknown and not _accepts(control, item.value)]
    if wrong:
        return Assessment(control, Outcome.VIOLATED, wrong[0].at, f"{whose}{wrong[0].at} is {_told(wrong[0])}")
    unknown = next((item for item in found if item.unknown), None)
    if unknown is None:
        return Assessment(control, Outcome.SATISFIED, found[0].at)
    outcome = _of_unknown(control, resource, estate, unknown)
    return Assessment(control, outcome, unknown.at, f"{whose}{unknown.at} is not known in preview")


def _of_unknown(control: Control, resource: Resource, estate: Estate, reading: Reading) -> Outcome:
    """An unknown value satisfies nothing, unless anything will do and another resource of the stack hands it over."""
    if control.wants is not Want.PRESENT:
        return Outcome.UNKNOWN
    if not estate.complete:
        return Outcome.UNDECIDED
    name = reading.at.partition(".")[0].partition("[")[0]
    handed_over = reading.dependencies or resource.property_dependencies.get(name)
    return Outcome.SATISFIED if handed_over else Outcome.UNKNOWN


def _accepts(control: Control, value: Any) -> bool:
    match control.wants:
        case Want.ONE_OF:
            return any(_same(value, item) for item in control.values)
        case Want.NONE_OF:
            return not any(_same(value, item) for item in control.values)
        case Want.NARROW:
            return is_narrow(value)
        case Want.PRESENT:
            return True
        case _:
            return value is False


def is_narrow(value: Any) -> bool:
    """Whether a value is an address or a range that is not open to everybody."""
    try:
        network = ipaddress.ip_network(value, strict=False) if isinstance(value, str) else None
    except ValueError:
        return False
    return network is not None and network.prefixlen >= WIDEST_RANGE[network.version]


def _same(value: Any, expected: Any) -> bool:
    if isinstance(value, str) and isinstance(expected, str):
        return fnmatchcase(value.casefold(), expected.casefold())
    # True is not 1 here, and 1 is not True.
    return isinstance(value, bool) is isinstance(expected, bool) and bool(value == expected)


def _told(reading: Reading) -> str:
    if reading.secret:
        return "a secret that does not satisfy it"
    text = str(reading.value).lower() if isinstance(reading.value, bool) else repr(reading.value)
    return text if len(text) <= _LONGEST_ECHO else f"{text[:_LONGEST_ECHO]}..."


_LONGEST_ECHO: Final = 60
