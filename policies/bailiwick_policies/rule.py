"""What a rule is: facts about itself, and a pure function from a resource to findings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bailiwick.estate.estate import STACK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bailiwick.boundary import Boundary, Tier
    from bailiwick.datamap.model import DataMap
    from bailiwick.estate import Estate, Location, Resource
    from bailiwick_policies.waivers import Waiver


class Severity(StrEnum):
    """How bad it is to break a rule."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


@dataclass(frozen=True, slots=True)
class Clause:
    """A provision that a rule helps to keep."""

    framework: str
    """Id of a framework in the atlas, e.g. ``gdpr``."""
    reference: str
    """Where in it, e.g. ``article 44``."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a rule judges: one resource, where it is, and what surrounds it."""

    resource: Resource
    location: Location
    """In a resource policy, without what only the whole graph could tell."""
    estate: Estate
    boundary: Boundary
    waivers: tuple[Waiver, ...] = ()
    """What the pack's configuration excuses."""
    data_map: DataMap | None = None
    """The stack's data map, if there is one."""

    @property
    def stands_for_the_stack(self) -> bool:
        """Whether a finding about the stack as a whole belongs to this resource.

        Before the rest of the graph is there, to the stack's own resource alone.
        """
        if not self.estate.complete:
            return self.resource.type == STACK
        return self.resource.urn == self.estate.root


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach of one rule by one resource."""

    rule: str
    urn: str
    about: str
    """What exactly is wrong, as a key that stays the same however it was found out."""
    message: str
    """What, where, which boundary, how to fix: one paragraph."""
    exception: str = ""
    """Why nobody can do better, with date and source, where a provider offers nothing that would satisfy the rule.

    Such a finding is listed as an exception and fails nothing.
    """


def _only_by_tier(boundary: Boundary) -> bool:
    del boundary
    return False


def _every_type(token: str) -> bool:
    del token
    return True


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, as people read about it and as machines apply it."""

    id: str
    """``family/name``; also the path of its page below ``docs/rules/``."""
    title: str
    """What the rule demands, as one sentence without a full stop."""
    severity: Severity
    objective: str
    """What the rule is for, as a noun phrase."""
    why: str
    """Why breaking it matters, in one or two sentences."""
    fix: str
    """What to do in general; a finding says what to do in its case."""
    frameworks: tuple[Clause, ...]
    tier: Tier
    """The lowest tier of a boundary that demands it."""
    check: Callable[[Subject], Iterator[Finding]]
    demanded: Callable[[Boundary], bool] = _only_by_tier
    """Whether a boundary demands it whatever its tier."""
    speaks_of: Callable[[str], bool] = _every_type
    """Whether it can find anything about a type, by its token; asked once for each type, so that most resources meet
    only the rules that concern them."""

    def applies(self, boundary: Boundary) -> bool:
        """Whether the rule is asked under ``boundary``."""
        return boundary.tier >= self.tier or self.demanded(boundary)

    @property
    def policy_name(self) -> str:
        """The name under which the policy engine knows the rule."""
        return self.id.replace("/", "-")
