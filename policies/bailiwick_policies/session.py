"""What one process of the policy pack knows: the boundary, what it has seen, and what it has said.

The policy SDK calls every policy by itself, with arguments decoded anew. Within
one request all of them ask about the same thing, so the first one to ask has it
read and located, and the others are given the same answer.
"""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bailiwick.estate import Sightings
from bailiwick.estate.keeping import UNSEEN
from bailiwick_policies.configuration import configured, default_boundary, narrowed
from bailiwick_policies.judgement import Exceptions
from bailiwick_policies.map_setting import STACK_FOLDER, map_of_setting
from bailiwick_policies.rule import Finding, Rule, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bailiwick.datamap.model import DataMap
    from bailiwick.estate import Estate, Keeping, Location, Resource


@dataclass(slots=True)
class _Request:
    """What the policies of one request share."""

    key: str
    position: int
    """Place in the pack of the policy that asked last."""
    subjects: tuple[Subject, ...]
    excepted: list[tuple[str, str]] = field(default_factory=list)
    """URN and message of what has been excepted in this request."""


class Session:
    """The memory of one policy pack process."""

    def __init__(self, keeping: Keeping = UNSEEN) -> None:
        self._sightings = Sightings(keeping)
        self._configuration: tuple[Mapping[str, Any], Any, Any] = ({}, None, None)
        self._data_map: DataMap | None = None
        self.boundary = default_boundary()
        self._exceptions = Exceptions()
        self._said: set[tuple[str, str, str]] = set()
        # The SDK serves requests on several threads and each request on one, so the request in hand is the thread's.
        self._thread = threading.local()

    def configure(self, configuration: Mapping[str, Any], narrowing: Any = None, data_map: Any = None) -> None:
        """Takes over the configuration of the policy ``boundary``, and what the stack's own narrows it by.

        Args:
            configuration: of the policy.
            narrowing: the stack's setting of the boundary.
            data_map: the stack's setting of its data map: a path, or the map itself.

        Raises:
            ConfigurationError: one of them is malformed, or they contradict each
                other. The engine then stops, which is the point: nothing is judged
                by half a configuration.
        """
        if (configuration, narrowing, data_map) != self._configuration:
            ceiling = configured(configuration)
            self.boundary = narrowed(ceiling.boundary, narrowing)
            self._exceptions = Exceptions(ceiling.waivers)
            self._data_map = map_of_setting(data_map, os.environ.get(STACK_FOLDER))
            self._configuration = (dict(configuration), narrowing, data_map)

    def resource_findings(self, rule: Rule, position: int, args: Any) -> Iterator[Finding]:
        """What ``rule`` finds in a resource policy's arguments: only what the rest of the graph cannot change."""
        request = self._request_in_hand(args.urn, position)
        if request is None:
            resource, estate = self._sightings.see(args)
            location = estate.location(resource.urn).settled()
            request = self._take(args.urn, position, (self._subject(resource, location, estate),))
        yield from self._standing(rule, request)

    def stack_findings(self, rule: Rule, position: int, args: Any) -> Iterator[Finding]:
        """What ``rule`` finds in a stack policy's arguments and has not been told for the resource itself."""
        request = self._request_in_hand("", position)
        if request is None:
            estate = self._sightings.survey(args)
            subjects = tuple(self._subject(item, estate.location(item.urn), estate) for item in estate)
            request = self._take("", position, subjects)
        for finding in self._standing(rule, request):
            if (finding.rule, finding.urn, finding.about) not in self._said:
                yield finding

    def exceptions(self, *, of_stack: bool) -> Iterator[tuple[str, str]]:
        """What has been excepted in the request in hand, as URN and message; of a stack, idle waivers as well."""
        request: _Request | None = getattr(self._thread, "request", None)
        if request is None:
            return
        yield from request.excepted
        if of_stack and request.subjects:
            root = request.subjects[0].estate.root
            yield from ((root, said) for said in self._exceptions.idle())

    def _subject(self, resource: Resource, location: Location, estate: Estate) -> Subject:
        return Subject(resource, location, estate, self.boundary, self._exceptions.waivers, self._data_map)

    def _standing(self, rule: Rule, request: _Request) -> Iterator[Finding]:
        """What the rule finds and nothing excepts."""
        if not rule.applies(self.boundary):
            return
        for subject in request.subjects:
            if not rule.speaks_of(subject.resource.type):
                continue
            for finding in rule.check(subject):
                excuse = self._exceptions.excuse(finding)
                if not excuse:
                    yield finding
                elif (finding.rule, finding.urn, finding.about) not in self._said:
                    request.excepted.append((finding.urn, excuse))
                    self.remember(finding)

    def _request_in_hand(self, key: str, position: int) -> _Request | None:
        """The current request, if this policy stands behind the one that asked last; a request passes the pack once."""
        request: _Request | None = getattr(self._thread, "request", None)
        if request is None or request.key != key or request.position >= position:
            return None
        request.position = position
        return request

    def _take(self, key: str, position: int, subjects: tuple[Subject, ...]) -> _Request:
        """Begins a request."""
        self._thread.request = request = _Request(key, position, subjects)
        return request

    def remember(self, finding: Finding) -> None:
        """Notes that ``finding`` has been told for its resource, so that the stack policy need not repeat it."""
        self._said.add((finding.rule, finding.urn, finding.about))
