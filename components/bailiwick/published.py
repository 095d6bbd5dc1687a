"""Which components programs in other languages can use, and the schema that their SDKs are generated from.

``python -m bailiwick.published`` prints the schema.
"""

import importlib
import json
import sys
from typing import Any, Final

import pulumi
from pulumi.provider.experimental.component import ComponentProvider

from bailiwick import HOMES, __version__

NAME: Final = "bailiwick"
"""The name of the package in every language, and the first part of its types' tokens."""


def components() -> list[type[pulumi.ComponentResource]]:
    """All components, in alphabetical order. Their modules import no provider's SDK."""
    found = (getattr(importlib.import_module(f"bailiwick.{home}"), name) for name, home in sorted(HOMES.items()))
    return [item for item in found if isinstance(item, type) and issubclass(item, pulumi.ComponentResource)]


def schema() -> dict[str, Any]:
    """The package's schema, as Pulumi infers it from the annotations and docstrings of the arguments."""
    provider = ComponentProvider(components(), NAME, version=__version__)
    inferred: dict[str, Any] = json.loads(provider.schema or "")
    return inferred


if __name__ == "__main__":
    sys.stdout.write(json.dumps(schema(), indent=2) + "\n")
