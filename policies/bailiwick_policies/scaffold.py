"""The files that a new rule begins with, in a clone of the repository."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bailiwick.errors import ConfigurationError, Diagnostic, nearest
from bailiwick_policies.rules import RULES

if TYPE_CHECKING:
    from pathlib import Path

    from bailiwick.boundary import Tier

RULES_FOLDER: Final = "policies/bailiwick_policies/rules"
PAGES: Final = "docs/rules"
CASES: Final = "tests/policies/cases"
_ID: Final = re.compile(r"[a-z]+/[a-z]+(-[a-z]+)*")


@dataclass(frozen=True, slots=True)
class Scaffold:
    """What was written, and what is left to do by hand."""

    written: tuple[str, ...]
    """Paths relative to the clone."""
    steps: tuple[str, ...]
    """What to do next, in order."""


def scaffold(root: Path, identifier: str, title: str, tier: Tier) -> Scaffold:
    """Writes the module, the page and the cases of a new rule.

    Args:
        root: the clone.
        identifier: ``family/name``.
        title: what the rule demands, as a sentence with "must" or "may" and without a full stop.
        tier: the lowest that asks it.

    Raises:
        ConfigurationError: there is no clone, the id or the title is malformed, or one
            of the files exists; nothing was written then.
    """
    problems = list(_problems(root, identifier, title))
    if problems:
        raise ConfigurationError(*problems)
    family, _, name = identifier.partition("/")
    module = name.replace("-", "_")
    package = f"{RULES_FOLDER}/{family}/__init__.py"
    files = {
        f"{RULES_FOLDER}/{family}/{module}.py": _MODULE,
        f"{PAGES}/{identifier}.md": _PAGE,
        f"{CASES}/{identifier}.yaml": _YAML,
    }
    existing = [path for path in files if (root / path).exists()]
    if existing:
        raise ConfigurationError(
            *(Diagnostic("exists and is not overwritten", where=str(root / path)) for path in existing)
        )
    if not (root / package).exists():
        files = {package: f'"""Rules about {family}."""\n', **files}
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        filled = text.replace("<ID>", identifier).replace("<TITLE>", title)
        filled = filled.replace("<NAME>", name).replace("<TIER>", tier.name).replace("<LEVEL>", str(tier))
        (root / path).write_text(filled, encoding="utf-8", newline="\n")
    return Scaffold(tuple(files), _steps(family, module, identifier, title))


def _problems(root: Path, identifier: str, title: str) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    if not all((root / folder).is_dir() for folder in (RULES_FOLDER, PAGES, CASES)):
        step = "clone the repository, and install from the clone"
        found.append(Diagnostic("a rule can be begun in a clone only", where=str(root), next_step=step))
    if not _ID.fullmatch(identifier):
        expected = "family/name, in small letters and hyphens, such as exposure/bucket-public"
        found.append(Diagnostic("is no id of a rule", where="RULE", got=repr(identifier), expected=expected))
    elif identifier in {rule.id for rule in RULES}:
        found.append(Diagnostic("is a rule already", where="RULE", got=repr(identifier)))
    else:
        families = {rule.id.partition("/")[0] for rule in RULES}
        family = identifier.partition("/")[0]
        close = nearest(family, families)
        if family not in families and close:
            problem = "looks like the misspelt name of a family"
            found.append(Diagnostic(problem, where="RULE", got=repr(family), nearest=close))
    if not re.search(r" (must|may) ", title) or title.endswith(".") or '"' in title:
        expected = "a sentence with must or may, without a full stop"
        found.append(Diagnostic("is no title", where="--title", got=repr(title), expected=expected))
    return found


def _steps(family: str, module: str, identifier: str, title: str) -> tuple[str, ...]:
    return (
        f"in {RULES_FOLDER}/__init__.py: from bailiwick_policies.rules.{family} import {module}, and",
        f"    {module}.RULE,  beside the others of its family",
        f"in {PAGES}/README.md: | [{identifier}]({identifier}.md) | {title} |",
        "fill in what says TODO",
        f"add rows of the control to components/bailiwick/atlas/data/controls.json, or write {module}.check",
        "pytest tests/policies",
    )


_MODULE: Final = '''"""TODO: the state of things that the rule demands, as one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.boundary import Tier
from bailiwick_policies.controlled import controlled
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for every input that breaks the rule."""
    yield from controlled(subject, RULE, "<NAME>")


RULE = Rule(
    id="<ID>",
    title="<TITLE>",
    severity=Severity.HIGH,
    objective="TODO",
    why="TODO: why breaking it matters.",
    fix="TODO: what to do in general.",
    frameworks=(Clause("gdpr", "article 32"),),
    tier=Tier.<TIER>,
    check=check,
)
'''
_PAGE: Final = """# <ID>

## Summary

<TITLE>.

## Avoid

```python
TODO
```

## Prefer

```python
TODO
```

## Rationale

TODO: why, with what is easily overlooked.

## Configuration

Asked from tier <LEVEL> on. See [Rules](../README.md#tiers).

## Frameworks

* GDPR, article 32: TODO.

## Related

* [residency/location-outside](../residency/location-outside.md): TODO.
"""
_YAML: Final = """boundary: [FR]
tier: <LEVEL>
fails:
  - why: "TODO: what is wrong"
    resources:
      - {type: "scaleway:object/bucket:Bucket", name: letters, inputs: {region: fr-par}}
    finds: "TODO: a part of the message"
passes:
  - why: "TODO: what is right"
    resources:
      - {type: "scaleway:object/bucket:Bucket", name: letters, inputs: {region: fr-par}}
"""
