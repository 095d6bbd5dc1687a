"""A YAML text as a tree of what is written where, aliases left as they stand, so that it can be edited in place."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ANCHOR = re.compile(r"&(\S+)\s+")
_INDICATORS = re.compile(r"[,\[\]{}]")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Node:
    """A value as it is written: a scalar, an alias, or a collection."""

    start: int
    """Index of its first character, that of its anchor's ``&`` where it has one."""
    end: int
    """Index after its last character; blank lines and comments behind a block collection are not part of it."""
    column: int
    anchor: str = ""
    alias: str = ""
    """The name, if it is an alias and nothing else."""
    scalar: str | None = None
    flow: bool = True
    """Whether a collection is written in brackets."""
    pairs: list[tuple[Node, Node]] = field(default_factory=list)
    items: list[Node] = field(default_factory=list)
    is_list: bool = False

    def get(self, key: str) -> Node | None:
        """The value of a key that is written in this very mapping."""
        return next((value for name, value in self.pairs if name.scalar == key), None)

    def nodes(self) -> Iterator[Node]:
        """It and all that is in it, in the order of the text."""
        yield self
        for key, value in self.pairs:
            yield key
            yield from value.nodes()
        for item in self.items:
            yield from item.nodes()

    def body(self, text: str) -> int:
        """Index of its first character behind its anchor."""
        found = _ANCHOR.match(text, self.start) if self.anchor else None
        return found.end() if found else self.start


def parse_tree(text: str) -> Node:
    """The root of a YAML document that is known to be valid."""
    events = yaml.parse(text, Loader=_LOADER)
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            return _node(next(events), events)
    raise ValueError(text[:80])


def _node(event: Any, events: Iterator[Any]) -> Node:
    start, end = event.start_mark, event.end_mark
    if isinstance(event, yaml.AliasEvent):
        return Node(start.index, end.index, start.column, alias=event.anchor or "")
    found = Node(start.index, end.index, start.column, anchor=event.anchor or "")
    if isinstance(event, yaml.ScalarEvent):
        found.scalar = event.value
        return found
    found.flow = bool(event.flow_style)
    found.is_list = isinstance(event, yaml.SequenceStartEvent)
    inner: list[Node] = []
    following = next(events)
    while not isinstance(following, yaml.CollectionEndEvent):
        inner.append(_node(following, events))
        following = next(events)
    if found.is_list:
        found.items = inner
    else:
        found.pairs = list(zip(inner[::2], inner[1::2], strict=True))
    if found.flow:
        found.end = following.end_mark.index  # type: ignore[union-attr] # libyaml marks every event
    elif inner:
        found.end = inner[-1].end
    return found


def in_brackets(node: Node, text: str, gone: Mapping[str, Node]) -> str:
    """A value rewritten on one line, without anchors and comments.

    Args:
        node: the value.
        text: the whole text.
        gone: anchored values that will not be there, by the names of their anchors; what they hold is written out.
    """
    if node.alias:
        return in_brackets(gone[node.alias], text, gone) if node.alias in gone else f"*{node.alias}"
    if node.scalar is not None:
        written = text[node.body(text) : node.end]
        # Text over several lines, and what brackets would take for an end, is quoted.
        plain = "\n" not in written and (written[:1] in {'"', "'"} or not _INDICATORS.search(written))
        return written if plain else json.dumps(node.scalar, ensure_ascii=False)
    if node.is_list:
        return f"[{', '.join(in_brackets(item, text, gone) for item in node.items)}]"
    pairs = (f"{in_brackets(key, text, gone)}: {in_brackets(value, text, gone)}" for key, value in node.pairs)
    return f"{{{', '.join(pairs)}}}"
