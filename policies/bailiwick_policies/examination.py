"""Judges what a state export or a preview describes, and gives every resource in it a verdict.

The outcome has the shape of a rehearsal's plan, so that the same reports show both.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bailiwick.estate import Standing
from bailiwick.estate.json_file import read_json
from bailiwick.rehearsal.plan import Diagnostic, Level, NotApplicable, Plan, PlannedResource, Severity, Violation
from bailiwick.rehearsal.policy.pack_config import PolicyInfo, read_config, reconcile
from bailiwick_policies.configuration import BOUNDARY_POLICY, configured, default_boundary, narrowed
from bailiwick_policies.judgement import EXCEPTIONS_DESCRIPTION, EXCEPTIONS_POLICY, Exceptions, judge
from bailiwick_policies.rules import RULES
from bailiwick_policies.stack_setting import steps

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bailiwick.boundary import Boundary
    from bailiwick.datamap.model import DataMap
    from bailiwick.estate import Resource, Snapshot
    from bailiwick_policies.stack_setting import Setting
    from bailiwick_policies.waivers import Waiver

PACK = "bailiwick"


@dataclass(frozen=True, slots=True)
class Ceiling:
    """What the pack's configuration demands: the boundary, how much each rule matters, and what is waived."""

    boundary: Boundary
    levels: Mapping[str, Level] = field(default_factory=dict)
    """By rule id; a rule that is not named is mandatory."""
    waivers: tuple[Waiver, ...] = ()

    def narrowed_by(self, setting: Setting | None) -> Ceiling:
        """The ceiling as a stack's own configuration narrows it.

        Raises:
            ConfigurationError: the setting is malformed, or contradicts the ceiling.
        """
        if setting is None:
            return self
        return replace(self, boundary=narrowed(self.boundary, setting.value, where=setting.where))

    def level(self, rule: str) -> Level:
        """How much a breach of the rule matters. Nothing can be repaired in a file, so ``remediate`` is mandatory."""
        found = self.levels.get(rule, Level.MANDATORY)
        return Level.MANDATORY if found is Level.REMEDIATE else found


def read_ceiling(path: Path | None) -> Ceiling:
    """The ceiling in a pack's configuration file; without one, what holds for a pack that nobody configured.

    Raises:
        ConfigurationError: the file is missing or malformed; all that is wrong.
    """
    if path is None:
        return Ceiling(default_boundary())
    source = read_json(path)
    names = (BOUNDARY_POLICY, *(rule.policy_name for rule in RULES), EXCEPTIONS_POLICY)
    known = tuple(PolicyInfo(name, Level.MANDATORY) for name in names)
    settings = reconcile(known, {}, read_config(path), where=source.where())
    own = settings[BOUNDARY_POLICY]
    # As in the policy pack: what is switched off does not speak, so the strict default holds.
    given: Mapping[str, Any] = {} if own.level is Level.DISABLED else own.properties
    set_ = configured(given, where=lambda path: f"{source.where(BOUNDARY_POLICY, *steps(path))}: {path}")
    levels = {rule.id: settings[rule.policy_name].level or Level.MANDATORY for rule in RULES}
    return Ceiling(set_.boundary, levels, set_.waivers)


def examine(snapshot: Snapshot, ceiling: Ceiling, *, root: Path, data_map: DataMap | None = None) -> Plan:
    """The verdict on every resource of the snapshot.

    Args:
        snapshot: what was read.
        ceiling: what to judge it by.
        root: the folder below which the program's source is looked for.
        data_map: what the plan is compared with; None for a stack without a map.
    """
    plan = Plan(snapshot.project, snapshot.stack, packs=[PACK])
    plan.resources = [_record(item, snapshot, root) for item in snapshot.estate]
    known = {rule.id: rule for rule in RULES}
    rules = [rule for rule in RULES if ceiling.level(rule.id) is not Level.DISABLED]
    exceptions = Exceptions(ceiling.waivers)
    for finding in judge(snapshot.estate, ceiling.boundary, rules, waivers=ceiling.waivers, data_map=data_map):
        rule = known[finding.rule]
        level, told = ceiling.level(rule.id), f"{rule.title}."
        excuse = exceptions.excuse(finding)
        plan.violations.append(
            _excepted(finding.urn, excuse)
            if excuse
            else Violation(PACK, "", rule.policy_name, level, finding.urn, finding.message, told, rule.severity.value)
        )
    plan.violations += [_excepted(snapshot.estate.root, said) for said in exceptions.idle()]
    plan.not_applicable = [
        NotApplicable(PACK, "", item.urn, location.why)
        for item in snapshot.estate
        if (location := snapshot.estate.location(item.urn)).standing is Standing.NOT_APPLICABLE
    ]
    plan.diagnostics = [
        Diagnostic(Severity.INFO, f"judged by boundary {ceiling.boundary}, {_asked(ceiling.boundary)}"),
        *(
            Diagnostic(Severity.WARNING, f"rule {rule.policy_name} is switched off by the configuration")
            for rule in RULES
            if rule not in rules
        ),
        *(Diagnostic(Severity.WARNING, remark) for remark in snapshot.remarks),
        *(
            Diagnostic(Severity.WARNING, f"{_label(item.urn)} is not judged: it {item.why}")
            for item in snapshot.left_out
        ),
    ]
    return plan


def _asked(boundary: Boundary) -> str:
    """How many rules the boundary asks, and what it would take to ask the others."""
    asked = sum(rule.applies(boundary) for rule in RULES)
    return f"which asks {asked} of {len(RULES)} rules" if asked < len(RULES) else "which asks all rules"


def _excepted(urn: str, said: str) -> Violation:
    return Violation(PACK, "", EXCEPTIONS_POLICY, Level.ADVISORY, urn, said, EXCEPTIONS_DESCRIPTION, "low")


def _label(urn: str) -> str:
    _, _, kind, name = urn.split("::", 3)
    return f"{kind.rpartition('$')[2]} '{name}'"


def _record(item: Resource, snapshot: Snapshot, root: Path) -> PlannedResource:
    declared = snapshot.sources.get(item.urn, "")
    if not declared or not (root / declared.rpartition(":")[0]).is_file():
        path, _, line = snapshot.where(item.urn).rpartition(":")
        source = f"{Path(path).resolve()}:{line}"
    else:
        source = f"{root.resolve()}/{declared}"
    return PlannedResource(
        item.urn,
        item.type,
        item.name,
        custom=bool(item.provider) or item.type.startswith("pulumi:providers:"),
        operation="exists",
        parent=item.parent,
        provider=item.provider,
        inputs=dict(item.inputs or {}),
        outputs=dict(item.outputs or {}),
        dependencies=item.dependencies,
        property_dependencies=dict(item.property_dependencies),
        source=source,
        identifier=item.id,
    )
