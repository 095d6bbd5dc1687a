"""Which configuration each policy of a pack gets.

Three layers, later ones win: what the policy itself says (its level, and the
defaults of its configuration schema), the pack's initial configuration, the
user's file. ``all`` in a layer sets the level of every policy before the
policies' own entries of that layer. Source: ``pkg/resource/analyzer/config.go``
of pulumi/pulumi.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from bailiwick.errors import ConfigurationError, Diagnostic, nearest
from bailiwick.rehearsal.plan import Level

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

ALL = "all"


@dataclass(frozen=True, slots=True)
class PolicyInfo:
    """A policy, as its pack describes it."""

    name: str
    level: Level
    description: str = ""
    schema: Mapping[str, Any] | None = None
    """JSON schemas by property; None for a policy without configuration."""
    required: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PolicyConfig:
    """A level and properties; an absent level changes nothing."""

    level: Level | None = None
    properties: Mapping[str, Any] = field(default_factory=dict)


def read_config(path: Path) -> dict[str, PolicyConfig]:
    """A ``--policy-pack-config`` file.

    Raises:
        ConfigurationError: it is missing or malformed; all that is wrong.
    """
    try:
        text = path.read_text(encoding="utf-8")
        document = json.loads(text)
    except OSError as problem:
        raise ConfigurationError(Diagnostic(f"cannot be read ({problem.strerror})", where=str(path))) from None
    except UnicodeDecodeError:
        raise ConfigurationError(Diagnostic("is not UTF-8", where=str(path))) from None
    except json.JSONDecodeError as problem:
        where = f"{path}:{problem.lineno}:{problem.colno}"
        raise ConfigurationError(Diagnostic(f"is not valid JSON ({problem.msg})", where=where)) from None
    if not isinstance(document, dict):
        raise ConfigurationError(Diagnostic("is not an object", where=f"{path}:1", expected='{"policy-name": ...}'))
    problems: list[Diagnostic] = []
    found: dict[str, PolicyConfig] = {}
    for name, entry in document.items():
        where = f"{path}:{_line_of(text, name)}"
        properties = dict(entry) if isinstance(entry, dict) else {}
        level = properties.pop("enforcementLevel", None) if isinstance(entry, dict) else entry
        if level is not None and level not in list(Level):
            problems.append(
                Diagnostic(
                    f"enforcement level of {name}",
                    where=where,
                    got=repr(level),
                    expected=f"one of {', '.join(Level)}",
                    nearest=nearest(str(level), list(Level)),
                )
            )
            continue
        found[name] = PolicyConfig(Level(level) if level else None, properties)
    if problems:
        raise ConfigurationError(*problems)
    return found


def _line_of(text: str, key: str) -> int:
    place = text.find(json.dumps(key))
    return text.count("\n", 0, place) + 1 if place >= 0 else 1


def reconcile(
    policies: tuple[PolicyInfo, ...],
    initial: Mapping[str, PolicyConfig],
    given: Mapping[str, PolicyConfig],
    *,
    where: str,
) -> dict[str, PolicyConfig]:
    """The complete configuration of a pack.

    Raises:
        ConfigurationError: the user names a policy that the pack lacks, or a value
            does not fit its policy's schema; all that is wrong.
    """
    names = [policy.name for policy in policies]
    unknown = [
        Diagnostic(
            "no such policy", where=where, got=name, nearest=nearest(name, names), expected=f"one of {', '.join(names)}"
        )
        for name in given
        if name != ALL and name not in names
    ]
    result = {policy.name: PolicyConfig(policy.level, _defaults(policy)) for policy in policies}
    for layer in (initial, given):
        _apply(result, layer)
    problems = unknown + [problem for policy in policies for problem in _misfits(policy, result[policy.name], where)]
    if problems:
        raise ConfigurationError(*problems)
    return {name: result[name] for name in names}


def _defaults(policy: PolicyInfo) -> dict[str, Any]:
    return {key: item["default"] for key, item in (policy.schema or {}).items() if "default" in item}


def _apply(result: dict[str, PolicyConfig], layer: Mapping[str, PolicyConfig]) -> None:
    everywhere = layer.get(ALL)
    if everywhere is not None and everywhere.level is not None:
        for name, config in result.items():
            result[name] = replace(config, level=everywhere.level)
    for name, entry in layer.items():
        if name == ALL:
            continue
        before = result.get(name, PolicyConfig())
        result[name] = PolicyConfig(entry.level or before.level, {**before.properties, **entry.properties})


def _misfits(policy: PolicyInfo, config: PolicyConfig, where: str) -> list[Diagnostic]:
    if policy.schema is None:
        return []
    import jsonschema  # noqa: PLC0415 a tenth of a second, and few policies have a schema

    schema = {"type": "object", "properties": dict(policy.schema), "required": list(policy.required)}
    validator = jsonschema.Draft7Validator(schema)
    return [
        Diagnostic(
            f"configuration of policy {policy.name}: {error.message}",
            where=where,
            next_step=f"correct {'.'.join(map(str, error.absolute_path)) or 'the entry'} in the pack's configuration",
        )
        for error in sorted(validator.iter_errors(dict(config.properties)), key=lambda item: list(item.absolute_path))
    ]
