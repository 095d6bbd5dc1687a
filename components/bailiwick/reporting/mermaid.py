"""The picture as a Mermaid flowchart, for READMEs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.datamap.situation import Situation
    from bailiwick.drawing import Area
    from bailiwick.reporting.picture import Bundle, Picture

_ENTITIES: Final = {ord(mark): f"#{ord(mark)};" for mark in '"#&;<>`|\\'}
"""Mermaid's own escapes for what would end a text, begin markup or be taken for Markdown."""
_LISTED: Final = 2


def render_mermaid(situation: Situation, picture: Picture) -> str:
    """A ``flowchart`` without a fence: countries hold operators, thick labelled lines cross a border."""
    lines = [
        "flowchart LR",
        f"  accTitle: Data flows of {situation.map.name}",
        f"  accDescr: Places by country and operator, as of {situation.map.as_of}. Thick lines cross a border.",
    ]
    names = {node.id: f"p{place}" for place, node in enumerate(n for area in picture.graph.areas for n in area.nodes)}
    for place, area in enumerate(picture.graph.areas):
        lines += _area(area, f"c{place}", names)
    lines += [_line(bundle, names) for bundle in picture.bundles]
    return "\n".join(lines) + "\n"


def _area(area: Area, name: str, names: dict[str, str]) -> Iterator[str]:
    yield f"  subgraph {name}[{_text(area.title)}]"
    for place, group in enumerate(dict.fromkeys(node.group for node in area.nodes)):
        yield f"    subgraph {name}o{place}[{_text(group)}]"
        for node in area.nodes:
            if node.group == group:
                yield f"      {names[node.id]}[{_text(node.title)[:-1]}<br>{_text(node.detail)[1:]}]"
        yield "    end"
    yield "  end"


def _line(bundle: Bundle, names: dict[str, str]) -> str:
    told = ", ".join(flow.id for flow in bundle.flows[:_LISTED])
    more = f" and {len(bundle.flows) - _LISTED} more" if len(bundle.flows) > _LISTED else ""
    source, target = names[bundle.source.id], names[bundle.target.id]
    if bundle.crosses:
        return f"  {source} ==>|{_text(f'across the border: {told}{more}')}| {target}"
    return f"  {source} -->|{_text(told + more)}| {target}"


def _text(words: str) -> str:
    return f'"{" ".join(words.split()).translate(_ENTITIES)}"'
