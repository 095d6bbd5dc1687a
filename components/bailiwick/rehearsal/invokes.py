"""Data sources that need no cloud, so that a rehearsal can answer them itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from bailiwick.rehearsal.wire import Properties

YAML_DECODE = "kubernetes:yaml:decode"


def computed(token: str, arguments: Properties) -> Properties | None:
    """The answer of a data source that only computes; None for all others."""
    if token == YAML_DECODE:
        return {"result": _decoded(arguments)}
    return None


def _decoded(arguments: Properties) -> list[Properties]:
    """The objects in a YAML text, as the Kubernetes plugin hands them to ``ConfigGroup``."""
    namespace = arguments.get("defaultNamespace")
    objects = [item for item in yaml.safe_load_all(arguments.get("text", "")) if item]
    flat = [part for item in objects for part in (item["items"] if item.get("kind", "").endswith("List") else [item])]
    for item in flat:
        if namespace and isinstance(item.get("metadata"), dict):
            item["metadata"].setdefault("namespace", namespace)
    return flat
