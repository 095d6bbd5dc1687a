"""Data sources that need no cloud, so that a rehearsal can answer them itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from bailiwick.rehearsal import wire
from bailiwick.rehearsal.deployment import RequestRefusedError

if TYPE_CHECKING:
    from bailiwick.rehearsal.wire import Properties

YAML_DECODE = "kubernetes:yaml:decode"


class _Loader(yaml.SafeLoader):
    """YAML as JSON holds it: a date stays text."""

    yaml_implicit_resolvers = {  # noqa: RUF012 overrides PyYAML's own
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def computed(token: str, arguments: Properties) -> Properties | None:
    """The answer of a data source that only computes; None for all others, and while an argument is unknown.

    Raises:
        RequestRefusedError: the arguments are wrong.
    """
    arguments, _ = wire.without_outputs(arguments)
    if token != YAML_DECODE or wire.has_unknown(arguments):
        return None
    decoded = _decoded(wire.without_secrets(arguments))
    return {"result": wire.secret(decoded) if wire.is_secret(arguments) else decoded}


def _decoded(arguments: Properties) -> list[Properties]:
    """The objects in a YAML text, as the Kubernetes plugin hands them to ``ConfigGroup``."""
    namespace = arguments.get("defaultNamespace")
    try:
        documents = [item for item in yaml.load_all(arguments.get("text", ""), Loader=_Loader) if item]
    except yaml.YAMLError as problem:
        raise RequestRefusedError(f"the YAML given to {YAML_DECODE} is malformed: {problem}") from None
    flat: list[Any] = []
    for document in documents:
        kind = document.get("kind") if isinstance(document, dict) else None
        is_list = isinstance(kind, str) and kind.endswith("List") and isinstance(document.get("items"), list)
        flat += document["items"] if is_list else [document]
    for item in flat:
        if not isinstance(item, dict) or not isinstance(item.get("kind"), str):
            raise RequestRefusedError(f"the YAML given to {YAML_DECODE} holds something that is no Kubernetes object")
        if namespace and isinstance(item.get("metadata"), dict):
            item["metadata"].setdefault("namespace", namespace)
    return flat
