"""What there is to know about the rules: which there are, who asks them, where their pages are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from bailiwick.atlas.frameworks import framework, frameworks
from bailiwick.boundary import Boundary, KeyCustody, Tier
from bailiwick.errors import ConfigurationError, Diagnostic, nearest
from bailiwick.estate.json_file import read_json
from bailiwick_policies.configuration import BOUNDARY_POLICY, configured
from bailiwick_policies.profiles import pack_folder, profiles
from bailiwick_policies.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bailiwick_policies.rule import Rule

_SILENT: Final = Boundary.of("silent", ["FR"], tier=Tier.PUBLIC)
_NAMED: Final[dict[str, dict[str, Any]]] = {
    "laws": {"laws": frozenset({"FR"})},
    "keyCustody": {"custody": KeyCustody.EXTERNAL},
    "certifications": {"certifications": frozenset({"hds"})},
    "accelerators": {"accelerators": frozenset({"H100"})},
    "confidentialComputing": {"confidential": True},
    "tls": {"tls": "1.3"},
}
"""Every dimension that can ask a rule below its tier, named."""


def find_rule(named: str) -> Rule:
    """The rule of an id, or of its policy's name.

    Raises:
        ConfigurationError: there is none, with the nearest.
    """
    for rule in RULES:
        if named in (rule.id, rule.policy_name):
            return rule
    raise _unknown("is no rule", "RULE", named, [rule.id for rule in RULES])


def select(*, family: str = "", tier: str = "", framework_named: str = "") -> tuple[Rule, ...]:
    """The rules of a family, that a tier asks, and that help to keep a framework; ``""`` for all.

    Raises:
        ConfigurationError: one of them is not known, with the nearest; all that is wrong.
    """
    problems: list[Diagnostic] = []
    families = {rule.id.partition("/")[0] for rule in RULES}
    known = {name.casefold(): item.id for item in frameworks() for name in (item.id, item.short)}
    for option, value, accepted in (
        ("--family", family, families),
        ("--tier", tier, {str(item) for item in Tier}),
        ("--framework", framework_named, {item.id for item in frameworks()}),
    ):
        words = known if option == "--framework" else {item.casefold() for item in accepted}
        if value and value.casefold() not in words:
            problems += _unknown(f"is no {option.removeprefix('--')}", option, value, accepted).diagnostics()
    if problems:
        raise ConfigurationError(*problems)
    asked = tier_named(tier) if tier else None
    law = known[framework_named.casefold()] if framework_named else ""
    return tuple(
        rule
        for rule in RULES
        if (not family or rule.id.partition("/")[0] == family.casefold())
        and (asked is None or rule.tier <= asked)
        and (not law or law in {clause.framework for clause in rule.frameworks})
    )


def tier_named(word: str) -> Tier:
    """The tier of a name, whatever its case.

    Raises:
        ConfigurationError: there is none.
    """
    known = {str(item).casefold(): item for item in Tier}
    if word.casefold() not in known:
        raise _unknown("is no tier", "--tier", word, [str(item) for item in Tier])
    return known[word.casefold()]


def described(rule: Rule) -> dict[str, Any]:
    """All that a rule says about itself, and who asks it."""
    return {
        "id": rule.id,
        "title": rule.title,
        "severity": str(rule.severity),
        "objective": rule.objective,
        "policy": rule.policy_name,
        "tier": str(rule.tier),
        "also asked by": demanded_by(rule),
        "profiles": asking_profiles(rule),
        "frameworks": [f"{_short(clause.framework)} {clause.reference}" for clause in rule.frameworks],
        "why": rule.why,
        "fix": rule.fix,
        "page": f"docs/rules/{rule.id}.md",
    }


def demanded_by(rule: Rule) -> list[str]:
    """The settings of a boundary that ask the rule at any tier."""
    if rule.tier is Tier.PUBLIC:
        return []
    return [name for name, named in _NAMED.items() if rule.demanded(replace(_SILENT, **named))]


def asking_profiles(rule: Rule) -> list[str]:
    """The names of the profiles that ask the rule."""
    return [name for name, file in profiles().items() if rule.applies(_boundary(file))]


def page_of(rule: Rule) -> Path | None:
    """The rule's page: in a clone below ``docs``, in a wheel beside the pack; None where there is none."""
    folder = pack_folder()
    for root in (folder.parent / "docs", folder / "docs"):
        page = root / "rules" / f"{rule.id}.md"
        if page.is_file():
            return page
    return None


def _boundary(file: Path) -> Boundary:
    settings = dict(read_json(file).value[BOUNDARY_POLICY])
    settings.pop("enforcementLevel", None)
    return configured(settings).boundary


def _short(identifier: str) -> str:
    known = framework(identifier)
    return known.short if known is not None else identifier


def _unknown(problem: str, where: str, got: str, accepted: Iterable[str]) -> ConfigurationError:
    names = sorted(accepted)
    expected = f"one of {', '.join(names)}" if len(names) <= _FEW else ""
    return ConfigurationError(
        Diagnostic(problem, where=where, got=repr(got), expected=expected, nearest=nearest(got, names))
    )


_FEW: Final = 10
