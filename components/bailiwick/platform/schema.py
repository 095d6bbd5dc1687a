"""The JSON Schema of a stack's file, for editors and for checks before any program runs.

``python -m bailiwick.platform.schema`` prints it.
"""

import ast
import inspect
import json
import sys
from types import ModuleType
from typing import Any

from bailiwick.cluster import args as cluster_args
from bailiwick.platform import args as platform_args
from bailiwick.platform.configuration import KEY, StackConfiguration
from bailiwick.secret_store import args as secret_args

NAMESPACE = "bailiwick"

DESCRIBED_BY = {
    "StackConfiguration": "SovereignPlatformArgs",
    "NetworkSpec": "PlatformNetworkArgs",
    "PlatformKeysSpec": "PlatformKeysArgs",
    "PlatformBucketSpec": "PlatformBucketArgs",
    "ClusterSpec": "PlatformClusterArgs",
    "SystemPoolSpec": "SystemPoolArgs",
    "OidcSpec": "OidcArgs",
    "AuditLogSpec": "AuditLogArgs",
    "NodePoolSpec": "NodePoolArgs",
    "PlatformDatabaseSpec": "PlatformDatabaseArgs",
    "RegistryOptionsSpec": "PlatformRegistryArgs",
    "SecretSpec": "SecretArgs",
}
"""Which public arguments document which specification; their docstrings are written once."""


def stack_schema() -> dict[str, Any]:
    """The schema of ``Pulumi.<stack>.yaml``: draft 7, which is what editors' YAML servers speak."""
    configuration = StackConfiguration.model_json_schema(ref_template="#/definitions/{model}")
    definitions = configuration.pop("$defs") | {"StackConfiguration": configuration}
    described = documented(cluster_args) | documented(secret_args) | documented(platform_args)
    for title, definition in definitions.items():
        _describe(definition, described[DESCRIBED_BY[title]])
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Configuration of a Bailiwick stack",
        "type": "object",
        "properties": {
            "config": {
                "type": "object",
                "properties": {f"{NAMESPACE}:{KEY}": {"$ref": "#/definitions/StackConfiguration"}},
                "required": [f"{NAMESPACE}:{KEY}"],
            }
        },
        "required": ["config"],
        "definitions": dict(sorted(definitions.items())),
    }


def documented(module: ModuleType) -> dict[str, dict[str, str]]:
    """The docstrings of the classes in ``module`` and of their attributes; a class's own stands under ``""``."""
    classes = [node for node in ast.parse(inspect.getsource(module)).body if isinstance(node, ast.ClassDef)]
    return {node.name: {"": ast.get_docstring(node) or ""} | _attributes(node) for node in classes}


def _attributes(node: ast.ClassDef) -> dict[str, str]:
    """Pairs each annotated attribute with the string literal that follows it."""
    found: dict[str, str] = {}
    for attribute, literal in zip(node.body, node.body[1:], strict=False):
        match attribute, literal:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                found[name] = inspect.cleandoc(text)
    return found


def _describe(definition: dict[str, Any], described: dict[str, str]) -> None:
    definition.pop("title", None)
    definition["description"] = described[""]
    for field, schema in definition["properties"].items():
        schema.pop("title", None)
        text = described.get(field, schema.get("description", ""))
        schema["description"] = " ".join(text.split()).replace("``", "`")


def main() -> None:
    """Prints the schema."""
    sys.stdout.write(json.dumps(stack_schema(), indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
