"""How a plain YAML scalar reaches a program: as Go's YAML reader sees it, not as Python's does.

Pulumi's CLI reads stack files with go-yaml and hands each value to the program as
text. ``010`` becomes ``8`` there, ``1e3`` becomes ``1000``, ``yes`` stays ``yes``,
a 32-digit number becomes a float and a date a timestamp. Recording: ``settings``.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from decimal import Decimal
from typing import Any

import yaml

WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
DATE = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)")
MERGE = "tag:yaml.org,2002:merge"
INTEGER_BASES = (("0b", 2), ("0o", 8), ("0x", 16))
LARGEST = 2**64


def go_value(node: yaml.Node) -> Any:
    """The value of a node as Go holds it: text, int, float, bool, None, list or dict."""
    if isinstance(node, yaml.MappingNode):
        return {key: go_value(item) for key, item in members(node).items()}
    if isinstance(node, yaml.SequenceNode):
        return [go_value(item) for item in node.value]
    assert isinstance(node, yaml.ScalarNode)
    return node.value if node.style is not None else _plain(node.value)


def members(node: yaml.MappingNode) -> dict[str, yaml.Node]:
    """The values of a mapping by key, those that a merge key (``<<``) brings in included; its own come first."""
    own: dict[str, yaml.Node] = {}
    merged: dict[str, yaml.Node] = {}
    for key, item in node.value:
        if key.tag != MERGE:
            own[str(key.value)] = item
            continue
        for source in item.value if isinstance(item, yaml.SequenceNode) else [item]:
            if isinstance(source, yaml.MappingNode):
                merged = members(source) | merged
    return merged | own


def go_text(value: Any) -> str:
    """The text that a program gets for a configuration value."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return _number(value)
    return _json(value)


def _plain(text: str) -> Any:
    if text in WORDS:
        return WORDS[text]
    whole = _integer(text)
    if whole is not None:
        return whole if -(2**63) <= whole < LARGEST else float(whole)
    if FLOAT.fullmatch(text):
        number = float(text)
        return text if math.isinf(number) else number
    date = DATE.fullmatch(text)
    if date:
        try:
            moment = dt.date(*map(int, date.groups()))
        except ValueError:
            return text
        return f"{moment.isoformat()} 00:00:00 +0000 UTC"
    return text


def _integer(text: str) -> int | None:
    digits = text.replace("_", "")
    sign = -1 if digits.startswith("-") else 1
    digits = digits.lstrip("+-").lower()
    for prefix, base in INTEGER_BASES:
        if digits.startswith(prefix):
            return _parsed(digits[len(prefix) :], base, sign)
    if len(digits) > 1 and digits.startswith("0"):
        return _parsed(digits, 8, sign)
    return _parsed(digits, 10, sign)


def _parsed(digits: str, base: int, sign: int) -> int | None:
    if not digits.isalnum() or not digits.isascii():
        return None
    try:
        return sign * int(digits, base)
    except ValueError:
        return None


def _number(value: float) -> str:
    """The shortest digits that name the number, as Go's JSON has them: no exponent from 1e-6 to below 1e21."""
    if isinstance(value, int):
        return str(value)
    text = repr(value)
    if value == 0 or 1e-6 <= abs(value) < 1e21:
        return format(Decimal(text), "f").removesuffix(".0")
    return text.replace("e-0", "e-").removesuffix(".0")


def _json(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ",".join(f"{json.dumps(key)}:{_json(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_json, value)) + "]"
    if isinstance(value, float) and not isinstance(value, bool):
        return _number(value)
    return json.dumps(value, ensure_ascii=False)
