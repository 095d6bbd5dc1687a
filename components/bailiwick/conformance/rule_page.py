"""The page about the rules of conformance. ``python -m bailiwick.conformance.rule_page`` prints it."""

from __future__ import annotations

import sys

from bailiwick.conformance.rules import RULES

_ABOUT = """# Conformance of map and plan

Written by `make schemas` from the rules themselves. How the two are compared:
[the data map](../datamap.md#whether-map-and-plan-agree).
"""


def rule_page() -> str:
    """The page as Markdown."""
    lines = [_ABOUT]
    for rule in RULES:
        lines += [f"## {rule.id}", "", f"{rule.title}.", "", f"* Why: {rule.why}", f"* Fix: {rule.fix}", ""]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(rule_page())
