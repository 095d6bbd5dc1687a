"""Writes the changes of a map into the text of its file, and touches nothing else.

A value that several things share through an anchor or a merge key must not change
for all of them: the text is read back after each round of edits, and what changed
beside the aim is written down where it belongs, until the text says what it should.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bailiwick.datamap.reading import parse_map
from bailiwick.errors import BailiwickError, ConfigurationError, Diagnostic
from bailiwick.relocation.yaml_tree import in_brackets, parse_tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bailiwick.datamap.model import DataMap, Transport
    from bailiwick.relocation.yaml_tree import Node

_MOST_ROUNDS: Final = 8
_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9_/-]*")
_NOT_TEXT: Final = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_FIELDS: Final = {
    "segments": ("countries",),
    "places": ("party", "country", "region"),
    "elements": ("storage", "processing", "destinations"),
    "flows": ("transport",),
}
"""What relocation changes of the things in each list."""


@dataclass(frozen=True, slots=True)
class _Edit:
    start: int
    end: int
    text: str


def rewritten(text: str, wanted: DataMap, path: Path) -> str:
    """The text of a map's file, changed so that it holds the wanted map; comments and layout stay.

    Args:
        text: what the file holds now.
        wanted: the map that relocation made of it.
        path: the file, for errors.

    Raises:
        ConfigurationError: the way in which the file is written does not let it be changed in place.
    """
    for _ in range(_MOST_ROUNDS):
        try:
            current = parse_map(text, path)
        except BailiwickError:
            break
        if current == wanted:
            return text
        text = _applied(text, list(_edits(text, parse_tree(text), current, wanted)))
    raise ConfigurationError(
        Diagnostic(
            "cannot be changed in place: its anchors hang together in too many ways",
            where=f"{path}:1:1",
            next_step="print the changes with --format text and make them by hand",
        )
    )


def _applied(text: str, edits: list[_Edit]) -> str:
    """The text after the edits; of two that overlap the second waits for the next round."""
    reached = len(text) + 1
    for edit in sorted(edits, key=lambda item: (item.start, item.end), reverse=True):
        if edit.end <= reached:
            text = text[: edit.start] + edit.text + text[edit.end :]
            reached = edit.start
    return text


def _edits(text: str, root: Node, current: DataMap, wanted: DataMap) -> Iterator[_Edit]:
    for key, fields in _FIELDS.items():
        rows = root.get(key)
        aims = {item.id: item for item in getattr(wanted, key)}
        if rows is None:
            continue
        gone: list[int] = []
        for index, (row, item) in enumerate(zip(rows.items, getattr(current, key), strict=True)):
            if item.id not in aims:
                gone.append(index)
                continue
            for name in fields:
                old, new = getattr(item, name), getattr(aims[item.id], name)
                if old != new:
                    yield from _field(text, row, name, new)
        if gone:
            yield from _removed(text, root, rows, gone)
    known = {item.id for item in current.parties}
    added = [
        f"{{id: {_scalar(item.id)}, name: {_scalar(item.name)}, country: {_scalar(item.country)}, "
        f"provider: {_scalar(item.provider or '')}}}"
        for item in wanted.parties
        if item.id not in known
    ]
    parties = root.get("parties")
    if added and parties is not None:
        yield _appended(text, parties, added)


def _field(text: str, row: Node, name: str, new: object) -> Iterator[_Edit]:
    if name == "transport":
        yield from _transport(text, row, new)  # type: ignore[arg-type] # the field's own type
    elif isinstance(new, tuple):
        yield from _set(text, row, name, f"[{', '.join(map(_scalar, new))}]")
    else:
        yield from _set(text, row, name, _scalar(str(new)))


def _transport(text: str, row: Node, new: Transport) -> Iterator[_Edit]:
    own = row.get("transport")
    if own is not None and not own.alias:
        yield from _set(text, own, "tls", json.dumps(new.tls))
        return
    mtls = ", mtls: true" if new.mtls else ""
    whole = f"{{protocol: {_scalar(new.protocol)}, network: {new.network.value}, tls: {json.dumps(new.tls)}{mtls}}}"
    yield from _set(text, row, "transport", whole)


def _set(text: str, row: Node, key: str, value: str) -> Iterator[_Edit]:
    """Gives a mapping a value of its own."""
    own = row.get(key)
    if own is not None:
        body = own.body(text)
        if body == own.end and body and text[body - 1] == ":":
            value = f" {value}"
        yield _Edit(body, own.end, value)
        return
    if not row.pairs:
        return
    first_key, first = row.pairs[0]
    if row.flow:
        yield _Edit(first.end, first.end, f", {key}: {value}")
        return
    simple = first.alias or (first.scalar is not None and "\n" not in text[first.start : first.end])
    line_end = text.find("\n", first.end) if simple else -1
    newline = _newline(text)
    indent = " " * first_key.column
    if line_end >= 0:
        at = line_end - 1 if text[line_end - 1 : line_end] == "\r" else line_end
        yield _Edit(at, at, f"{newline}{indent}{key}: {value}")
    else:
        yield _Edit(first_key.start, first_key.start, f"{key}: {value}{newline}{indent}")


def _removed(text: str, root: Node, rows: Node, gone: Sequence[int]) -> Iterator[_Edit]:
    """Takes items out of a list; an anchor in them goes to the first alias that stays."""
    yield from _inherited(text, root, [rows.items[index] for index in gone])
    if len(gone) == len(rows.items):
        yield _Edit(rows.body(text), rows.end, "[]")
        return
    for index in gone:
        item = rows.items[index]
        if rows.flow:
            last = index == len(rows.items) - 1
            if last:
                yield _Edit(rows.items[index - 1].end, item.end, "")
            else:
                yield _Edit(item.start, rows.items[index + 1].start, "")
            continue
        dash = text.rfind("-", 0, item.start)
        start = text.rfind("\n", 0, dash) + 1
        end = text.find("\n", item.end)
        yield _Edit(start, len(text) if end < 0 else end + 1, "")


def _inherited(text: str, root: Node, items: Sequence[Node]) -> Iterator[_Edit]:
    """Gives each anchor in what is removed to the first alias of it that stays."""
    removed = [node for item in items for node in item.nodes()]
    gone = {node.anchor: node for node in removed if node.anchor}
    if not gone:
        return
    going = {id(node) for node in removed}
    heirs: dict[str, Node] = {}
    for node in root.nodes():
        if node.alias in gone and id(node) not in going:
            heirs.setdefault(node.alias, node)
    for name, heir in heirs.items():
        yield _Edit(heir.start, heir.end, f"&{name} {in_brackets(gone[name], text, gone)}")


def _appended(text: str, rows: Node, added: Sequence[str]) -> _Edit:
    """Puts items behind the last one of a list."""
    last = rows.items[-1]
    if rows.flow:
        return _Edit(last.end, last.end, "".join(f", {item}" for item in added))
    newline, indent = _newline(text), " " * rows.column
    found = text.find("\n", last.end)
    end = len(text) if found < 0 else found
    if found > 0 and text[found - 1] == "\r":
        end -= 1
    return _Edit(end, end, "".join(f"{newline}{indent}- {item}" for item in added))


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _scalar(value: str) -> str:
    """A value as YAML, quoted where some reader of YAML would take it for something else than text."""
    plain = _PLAIN.fullmatch(value) and value.casefold() not in _NOT_TEXT
    return value if plain else json.dumps(value, ensure_ascii=False)
