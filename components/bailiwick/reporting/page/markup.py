"""Builds HTML as a tree, so that text of a map can only ever be text."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterable

Content = str | ET.Element
_OWN_LINE = frozenset(
    {"section", "table", "tr", "tbody", "thead", "p", "li", "details", "div", "h2", "header", "nav", "dl"}
)


def tag(name: str, /, *content: Content, **attributes: str) -> ET.Element:
    """An element; of an attribute's underscores a trailing one is dropped, and others are hyphens: ``aria_label``."""
    made = ET.Element(name, {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()})
    fill(made, content)
    if name in _OWN_LINE:
        made.tail = "\n"
    return made


def fill(parent: ET.Element, content: Iterable[Content]) -> None:
    """Appends text and elements to an element."""
    for item in content:
        if isinstance(item, ET.Element):
            parent.append(item)
        elif len(parent):
            parent[-1].tail = (parent[-1].tail or "") + item
        else:
            parent.text = (parent.text or "") + item


def joined(items: Iterable[ET.Element], between: str = ", ", *, empty: str = "none") -> list[Content]:
    """Elements with text between them."""
    found: list[Content] = []
    for item in items:
        found += [between, item] if found else [item]
    return found or [empty]


def written(root: ET.Element) -> str:
    """An ``html`` element as a document."""
    return f"<!DOCTYPE html>\n{ET.tostring(root, encoding='unicode', method='html')}\n"
