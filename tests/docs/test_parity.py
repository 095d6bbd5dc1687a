"""Every rule that stands in for somebody else's control exists, and nothing is left without an answer."""

import re
from pathlib import Path

from bailiwick_policies.rules import RULES

PAGE = (Path(__file__).parents[2] / "docs" / "parity.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `([^`]+)` \| [^|]+ \| ([^|]+) \| ([^|]*) \|$", PAGE, re.MULTILINE)
KNOWN = {rule.id for rule in RULES}


def test_all_controls_are_there():
    names = [name for name, *_ in ROWS]
    assert len([name for name in names if "Sov-" in name or name == "Deny-L3-IP-Routing"]) == 7
    assert len([name for name in names if name.startswith(("AWS-GR_", "CT."))]) >= 20
    assert len(set(names)) == len(names)


def test_every_control_has_rules_or_a_reason():
    for name, rules, remark in ROWS:
        found = re.findall(r"\[([^\]]+)\]\(rules/([^)]+)\.md\)", rules)
        if rules == "not applicable, because":
            assert remark, name
        else:
            assert found, name
            assert all(shown == linked and shown in KNOWN for shown, linked in found), name
