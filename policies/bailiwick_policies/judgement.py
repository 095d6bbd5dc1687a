"""Applies rules to an estate without any policy engine, and tells what is excepted from what stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

from bailiwick_policies.rule import Finding, Rule, Subject
from bailiwick_policies.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bailiwick.boundary import Boundary
    from bailiwick.datamap.model import DataMap
    from bailiwick.estate import Estate
    from bailiwick_policies.waivers import Waiver

EXCEPTIONS_POLICY: Final = "exceptions"
"""Name of the policy under which exceptions are listed. It only speaks, so its level is advisory."""
EXCEPTIONS_DESCRIPTION: Final = "What is excepted from a rule is listed, with who answers for it and why."


def today() -> date:
    """The day by which waivers are judged, in UTC so that it does not depend on who runs the pack."""
    return datetime.now(UTC).date()


def judge(
    estate: Estate,
    boundary: Boundary,
    rules: Iterable[Rule] = RULES,
    *,
    waivers: tuple[Waiver, ...] = (),
    data_map: DataMap | None = None,
) -> Iterator[Finding]:
    """Every finding of ``rules`` about ``estate``, resource by resource, whether or not something excepts it."""
    asked = Asked(rules, boundary)
    for resource in estate:
        subject = Subject(resource, estate.location(resource.urn), estate, boundary, waivers, data_map)
        for rule in asked.of(resource.type):
            yield from rule.check(subject)


class Asked:
    """Which rules a boundary asks of which type of resource."""

    def __init__(self, rules: Iterable[Rule], boundary: Boundary) -> None:
        self._rules = tuple(rule for rule in rules if rule.applies(boundary))
        self._by_type: dict[str, tuple[Rule, ...]] = {}

    def of(self, token: str) -> tuple[Rule, ...]:
        """The rules that can find anything about resources of a type, in the order of all rules."""
        found = self._by_type.get(token)
        if found is None:
            found = self._by_type[token] = tuple(rule for rule in self._rules if rule.speaks_of(token))
        return found


@dataclass(slots=True)
class Exceptions:
    """Which findings fail nothing, and why: somebody waived them, or the provider offers nothing better."""

    waivers: tuple[Waiver, ...] = ()
    on: date = field(default_factory=today)
    _used: set[Waiver] = field(default_factory=set)

    def excuse(self, finding: Finding) -> str:
        """Why the finding fails nothing, as a sentence without a full stop; ``""`` if it stands."""
        for waiver in self.waivers:
            if waiver.rule == finding.rule and waiver.holds(self.on) and waiver.speaks_of(finding.urn):
                self._used.add(waiver)
                return f"excepted by {waiver}. {finding.message}"
        return f"excepted, because {finding.exception}. {finding.message}" if finding.exception else ""

    def idle(self) -> Iterator[str]:
        """What is to be said of the waivers that excused nothing, once everything has been judged."""
        for waiver in self.waivers:
            if not waiver.holds(self.on):
                yield f"has expired and excuses nothing: {waiver}"
            elif waiver not in self._used:
                yield f"excuses nothing at present: {waiver}"
