"""Makes CrossGuard policies of rules.

Each rule becomes one policy that takes part in both layers. As a resource
policy it refuses what is plainly wrong before the resource is created, also
under ``pulumi up --skip-preview``. As a stack policy it judges with the whole
graph in view. One name, one configuration and one enforcement level hold for
both; see ``docs/rules/README.md``.

The SDK answers an unknown value that a policy touches by running the policy as
an advisory one. Nothing here touches a value through the SDK's proxies: they
are opened by :mod:`bailiwick.estate.values`, for which an unknown is an answer.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pulumi
from pulumi_policy import (
    EnforcementLevel,
    Policy,
    PolicyComplianceFramework,
    PolicyConfigSchema,
    ResourceValidationPolicy,
    Severity,
    StackValidationPolicy,
)

from bailiwick.atlas.frameworks import framework
from bailiwick_policies.configuration import BOUNDARY_POLICY, MAP_SETTING, SCHEMA, STACK_SETTING
from bailiwick_policies.judgement import EXCEPTIONS_DESCRIPTION, EXCEPTIONS_POLICY

if TYPE_CHECKING:
    from collections.abc import Callable

    from bailiwick_policies.rule import Rule
    from bailiwick_policies.session import Session

    Report = Callable[[str, str | None], None]


class TwoLayerPolicy(ResourceValidationPolicy, StackValidationPolicy):  # type: ignore[misc]  # the SDK is not typed
    """A policy that the engine runs for each resource and again for the stack."""

    def __init__(self, *, level: EnforcementLevel = EnforcementLevel.MANDATORY, **about: Any) -> None:
        # The two bases differ in the order of their arguments and set nothing else that is needed here.
        Policy.__init__(self, enforcement_level=level, **about)

    def has_validation(self) -> bool:
        """Always: both layers are overridden."""
        return True

    def has_remediation(self) -> bool:
        """Never: to refuse and explain is better than to rewrite in silence."""
        return False

    def validate(self, args: Any, report_violation: Report) -> None:
        """Judges one resource or the whole stack, whichever the arguments hold."""
        if hasattr(args, "resources"):
            self.validate_stack(args, report_violation)
        else:
            self.validate_resource(args, report_violation)

    def validate_resource(self, args: Any, report_violation: Report) -> None:
        """Judges one resource by its inputs."""
        raise NotImplementedError

    def validate_stack(self, args: Any, report_violation: Report) -> None:
        """Judges all resources by the graph."""
        raise NotImplementedError


class BoundaryPolicy(TwoLayerPolicy):
    """Reads the boundary for all others from its configuration. Comes first; reports nothing itself."""

    def __init__(self, session: Session) -> None:
        self._session = session
        super().__init__(
            name=BOUNDARY_POLICY,
            description="The boundary that all rules of this pack enforce is the one configured here.",
            config_schema=PolicyConfigSchema(properties=SCHEMA),
            display_name="Boundary",
            tags=["configuration"],
        )

    def validate_resource(self, args: Any, report_violation: Report) -> None:
        """Takes the configuration over."""
        del report_violation
        self._session.configure(args.get_config(), _stack_setting(STACK_SETTING), _stack_setting(MAP_SETTING))

    def validate_stack(self, args: Any, report_violation: Report) -> None:
        """Takes the configuration over, for a stack in which no resource policy ran."""
        self.validate_resource(args, report_violation)


class RulePolicy(TwoLayerPolicy):
    """A rule, as the engine runs it."""

    def __init__(self, rule: Rule, position: int, session: Session) -> None:
        self._rule = rule
        self._position = position
        self._session = session
        super().__init__(
            name=rule.policy_name,
            description=f"{rule.title}.",
            display_name=rule.id,
            severity=Severity[rule.severity.name],
            framework=_compliance(rule),
            tags=[rule.id.partition("/")[0]],
            remediation_steps=rule.fix,
        )

    def validate_resource(self, args: Any, report_violation: Report) -> None:
        """Reports what holds whatever the rest of the graph looks like."""
        for finding in self._session.resource_findings(self._rule, self._position, args):
            report_violation(finding.message, finding.urn)
            self._session.remember(finding)

    def validate_stack(self, args: Any, report_violation: Report) -> None:
        """Reports what only the graph shows."""
        for finding in self._session.stack_findings(self._rule, self._position, args):
            report_violation(finding.message, finding.urn)


class ExceptionsPolicy(TwoLayerPolicy):
    """Lists what the rules found and something excepts. Comes last, when all of them have spoken."""

    def __init__(self, session: Session) -> None:
        self._session = session
        super().__init__(
            name=EXCEPTIONS_POLICY,
            description=EXCEPTIONS_DESCRIPTION,
            level=EnforcementLevel.ADVISORY,
            display_name="Exceptions",
            severity=Severity.LOW,
            tags=["waivers"],
        )

    def validate_resource(self, args: Any, report_violation: Report) -> None:
        """Lists what was excepted for one resource."""
        del args
        for urn, said in self._session.exceptions(of_stack=False):
            report_violation(said, urn)

    def validate_stack(self, args: Any, report_violation: Report) -> None:
        """Lists what only the graph showed, and the waivers that excuse nothing."""
        del args
        for urn, said in self._session.exceptions(of_stack=True):
            report_violation(said, urn)


def _stack_setting(name: str) -> Any:
    """What the stack's configuration says under a key with its namespace; None if nothing."""
    namespace, _, key = name.partition(":")
    text = pulumi.Config(namespace).get(key)
    if text is None:
        return None
    try:
        return json.loads(text)
    except ValueError:
        return text


def _compliance(rule: Rule) -> Any:
    """The first of the rule's provisions; the SDK has room for one. The rule's page names them all."""
    clause = rule.frameworks[0]
    known = framework(clause.framework)
    if known is None:
        raise LookupError(f"{rule.id} refers to framework {clause.framework}, which the atlas does not know")
    return PolicyComplianceFramework(name=known.short, version=known.version, reference=clause.reference)
