"""Reads a map from a file and refuses it with everything that is wrong with it at once."""

from __future__ import annotations

import re
from functools import cache
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from bailiwick.datamap.document import parse_document, read_document
from bailiwick.datamap.model import DataMap
from bailiwick.datamap.papers import AT
from bailiwick.errors import ConfigurationError, Diagnostic, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pydantic_core import ErrorDetails

    from bailiwick.datamap.position import Origin

LISTS = {"party": "parties", "segment": "segments", "place": "places", "element": "elements", "flow": "flows"}
"""Where the things with an id are listed."""
_QUOTED = re.compile(r"'([^']*)'")
_LONGEST_ECHO = 80


@cache
def adapter() -> TypeAdapter[DataMap]:
    """What validates a map and describes its schema."""
    return TypeAdapter(DataMap)


def read_map(path: Path) -> DataMap:
    """The map in a file.

    Raises:
        ConfigurationError: with one diagnostic, file, line and column included, for every problem found.
    """
    return _validated(read_document(path))


def parse_map(text: str, path: Path) -> DataMap:
    """The map in a text, of which JSON is as good as YAML; ``path`` is what messages call it.

    Raises:
        ConfigurationError: as in :func:`read_map`.
    """
    return _validated(parse_document(text, path))


def _validated(document: dict[str, Any]) -> DataMap:
    known = {what: {row["id"]: row for row in _rows(document, key)} for what, key in LISTS.items()}
    problems: list[Diagnostic] = []
    found: DataMap | None = None
    try:
        found = adapter().validate_python(document, context=known, by_alias=True)
    except ValidationError as error:
        details = error.errors(include_url=False)
        trails = {detail["loc"][:-1] for detail in details}
        # A list whose items are wrong is called too short as well.
        details = [item for item in details if item["type"] != "too_short" or item["loc"] not in trails]
        problems += [_explained(detail, document) for detail in details]
    problems += [*_repeated(document), *_cycles(document), *_disordered(document)]
    if problems or found is None:
        raise ConfigurationError(*sorted(problems, key=_in_file))
    return found


def _rows(document: dict[str, Any], key: str) -> list[dict[str, Any]]:
    rows = document.get(key)
    if not isinstance(rows, list):
        return []
    return [row for row in rows if isinstance(row, dict) and isinstance(row.get("id"), str)]


def _repeated(document: dict[str, Any]) -> Iterator[Diagnostic]:
    for what, key in LISTS.items():
        first: dict[str, Origin] = {}
        for row in _rows(document, key):
            other = first.setdefault(row["id"], row[AT])
            if other is not row[AT]:
                yield Diagnostic(
                    f"is the id of a second {what}",
                    where=row[AT].where("id"),
                    got=repr(row["id"]),
                    next_step=f"rename one of them; the other is on line {other.place('id')[0]}",
                )


def _cycles(document: dict[str, Any]) -> Iterator[Diagnostic]:
    rows = {row["id"]: row for row in _rows(document, "elements")}
    parents = {
        name: [one for one in row.get("derived_from") or () if isinstance(one, str) and one in rows]
        for name, row in rows.items()
        if isinstance(row.get("derived_from"), list)
    }
    while True:
        try:
            TopologicalSorter(parents).prepare()
        except CycleError as cycle:
            ring = list(reversed(cycle.args[1]))
            yield Diagnostic(
                "is derived from itself",
                where=rows[ring[0]][AT].where("derived_from"),
                got=" from ".join(ring),
                next_step="remove one of these derivations",
            )
            parents[ring[0]] = [one for one in parents[ring[0]] if one not in ring]  # look for the next ring
        else:
            return


def _disordered(document: Any) -> Iterator[Diagnostic]:
    """Periods that end before they begin."""
    if isinstance(document, list):
        for item in document:
            yield from _disordered(item)
    elif isinstance(document, dict):
        start, end = document.get("date", document.get("signed")), document.get("valid_until")
        if isinstance(start, str) and isinstance(end, str) and end < start:
            yield Diagnostic(
                "ends before it begins", where=document[AT].where("valid_until"), got=end, expected=f"after {start}"
            )
        for item in document.values():
            if isinstance(item, dict | list):
                yield from _disordered(item)


def _explained(detail: ErrorDetails, document: dict[str, Any]) -> Diagnostic:
    """A complaint of pydantic in our words."""
    trail = detail["loc"]
    context = detail.get("ctx", {})
    got = repr(detail["input"])
    got = got if len(got) <= _LONGEST_ECHO else f"{got[: _LONGEST_ECHO - 3]}..."
    path = ".".join(str(step) for step in trail)
    match detail["type"]:
        case "missing" | "missing_keyword_only":
            where = _where(document, trail[:-1])
            return Diagnostic(f"{path} is missing", where=where, next_step=f"add {trail[-1]}")
        case "unexpected_keyword_argument" | "extra_forbidden":
            parent = _value(document, trail[:-1])
            fields = _fields_beside(trail)
            return Diagnostic(
                f"{path} is not a field",
                where=_where(document, trail) if isinstance(parent, dict) else "",
                expected=f"one of {', '.join(fields)}",
                nearest=nearest(str(trail[-1]), fields),
            )
        case "refused":
            words = {key: str(word) for key, word in context.items() if key != "problem"}
            return Diagnostic(f"{path} {context['problem']}", where=_where(document, trail), got=got, **words)
        case "dataclass_type":
            return Diagnostic(f"{path} is not a mapping", where=_where(document, trail), got=got)
        case "too_short":
            return Diagnostic(f"{path} is empty", where=_where(document, trail), expected="at least one")
        case _:
            expected = detail["msg"].removeprefix("Input should be ").removeprefix("Value error, ")
            accepted = _QUOTED.findall(expected)
            return Diagnostic(
                f"{path} is not valid",
                where=_where(document, trail),
                got=got,
                expected=expected,
                nearest=nearest(str(detail["input"]), accepted),
            )


def _fields_beside(trail: tuple[int | str, ...]) -> list[str]:
    """What may stand where ``trail`` ends, out of the schema."""
    schema = adapter().json_schema()
    here = schema
    for step in trail[:-1]:
        here = _resolved(here, schema)
        here = here["properties"].get(step, {}) if isinstance(step, str) else here.get("items", {})
    return sorted(key for key in _resolved(here, schema).get("properties", {}) if key != AT)


def _resolved(part: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    for option in (part, *part.get("anyOf", ())):
        if "$ref" in option:
            return dict(schema["$defs"][option["$ref"].rpartition("/")[2]])
        if option.get("type") == "array":
            return dict(option)
    return part


def _value(document: Any, trail: tuple[int | str, ...]) -> Any:
    for step in trail:
        try:
            document = document[step]
        except (KeyError, IndexError, TypeError):
            return None
    return document


def _where(document: dict[str, Any], trail: tuple[int | str, ...]) -> str:
    """The place of a value: its own if it is a mapping, else what the mapping around it remembers."""
    here: Any = document
    origin: Origin = document[AT]
    found = origin.where()
    key = ""
    for step in trail:
        if isinstance(here, dict):
            origin, key = here[AT], str(step)
            found = origin.where(key)
        elif isinstance(step, int):
            found = origin.where(key, step)
        here = _value(here, (step,))
    return found


def _in_file(problem: Diagnostic) -> tuple[int, int]:
    _, line, column = problem.where.rsplit(":", 2)
    return int(line), int(column)
