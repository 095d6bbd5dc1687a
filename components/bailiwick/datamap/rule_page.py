"""The page about the rules of the map. ``python -m bailiwick.datamap.rule_page`` prints it."""

from __future__ import annotations

import sys

from bailiwick.atlas.frameworks import framework
from bailiwick.datamap.rules import RULES


def rule_page() -> str:
    """The page as Markdown."""
    lines = ["# Rules of the data map", "", "Written by `make schemas` from the rules themselves.", ""]
    for rule in RULES:
        named = [law.short for name in rule.laws if (law := framework(name)) is not None]
        lines += [f"## {rule.id}", "", f"{rule.title}.", "", f"* Severity of a plain breach: {rule.severity}"]
        lines += [f"* Helps to keep: {', '.join(named)}"] if named else []
        lines += [f"* Why: {rule.why}", f"* Fix: {rule.fix}", ""]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(rule_page())
