import json
import os
from pathlib import Path

import jsonschema
import pytest
import yaml

from bailiwick.platform.schema import stack_schema

ROOT = Path(__file__).parents[3]
SCHEMA = ROOT / "schemas" / "stack.schema.json"


def test_the_schema_is_as_committed():
    text = json.dumps(stack_schema(), indent=2, ensure_ascii=False) + "\n"
    if os.environ.get("BAILIWICK_UPDATE_GOLDEN") == "1":
        SCHEMA.write_text(text, encoding="utf-8")
    assert text == SCHEMA.read_text(encoding="utf-8"), "run make schemas"


def test_it_is_a_schema_that_editors_understand():
    jsonschema.Draft7Validator.check_schema(stack_schema())
    text = json.dumps(stack_schema())
    assert "prefixItems" not in text
    assert "unevaluatedProperties" not in text


def test_every_argument_is_described():
    for title, definition in stack_schema()["definitions"].items():
        for field, schema in definition["properties"].items():
            assert schema["description"], f"{title}.{field}"


@pytest.mark.parametrize("stack", sorted((ROOT / "stacks").glob("Pulumi.*.yaml")), ids=lambda path: path.name)
def test_every_stack_names_the_schema_and_satisfies_it(stack):
    text = stack.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../schemas/stack.schema.json\n")
    jsonschema.validate(yaml.safe_load(text), stack_schema(), jsonschema.Draft7Validator)


def test_an_unknown_key_and_an_unquoted_version_do_not():
    text = (ROOT / "stacks" / "Pulumi.fr-scaleway.yaml").read_text(encoding="utf-8")
    for wrong in (text.replace('"1.36"', "1.36"), text.replace("network:", "netwrok:")):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(yaml.safe_load(wrong), stack_schema(), jsonschema.Draft7Validator)
