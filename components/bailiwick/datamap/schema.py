"""The JSON Schema of a data map, for editors. ``python -m bailiwick.datamap.schema`` prints it."""

from __future__ import annotations

import json
import sys
from typing import Any

from bailiwick.datamap.papers import AT
from bailiwick.datamap.reading import adapter


def map_schema() -> dict[str, Any]:
    """The schema of ``dataflows.yaml``: draft 7, which is what editors' YAML servers speak."""
    found = adapter().json_schema(ref_template="#/definitions/{model}")
    definitions = found.pop("$defs")
    for part in (found, *definitions.values()):
        part.get("properties", {}).pop(AT, None)
        if "properties" in part:
            part["additionalProperties"] = False
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        **found,
        "title": "Data map",
        "definitions": dict(sorted(definitions.items())),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(map_schema(), indent=2, ensure_ascii=False) + "\n")
