"""The schema and the errors, as a caller in another language reads them."""

import json

import pytest

from bailiwick.published import schema
from bailiwick.published.spelling import Spelling, readable

SCHEMA = {
    "language": {"go": {}},
    "resources": {
        "p:index:Ward": {
            "description": "A ward.\n\n    Beds by ``bed_count``.",
            "inputProperties": {
                "bedCount": {"type": "integer"},
                "rows": {"items": {"$ref": "#/types/p:index:RowArgs"}},
            },
            "properties": {"apiUrl": {"type": "string"}},
        }
    },
    "types": {"p:index:RowArgs": {"properties": {"lockDays": {"description": "See ``bed_count``."}}}},
}


@pytest.mark.parametrize(
    ("python", "other"),
    [
        ("rows[0].lock_days: is missing", "rows[0].lockDays: is missing"),
        ("give bed_count or lock_days", "give bedCount or lockDays"),
        ("known from api_url", "known from apiUrl"),
        ("the file bed_count_of_ward.json", "the file bed_count_of_ward.json"),
        ("pulumiverse_scaleway is not installed", "pulumiverse_scaleway is not installed"),
    ],
)
def test_names_are_the_schemas_and_only_whole_names(python, other):
    assert Spelling(SCHEMA).respelled(python) == other


def test_descriptions_are_unindented_and_types_lose_their_ending():
    found = readable(SCHEMA)
    assert found["resources"]["p:index:Ward"]["description"] == "A ward.\n\nBeds by ``bedCount``."
    assert found["resources"]["p:index:Ward"]["inputProperties"]["rows"]["items"]["$ref"] == "#/types/p:index:Row"
    assert found["types"] == {"p:index:Row": {"properties": {"lockDays": {"description": "See ``bedCount``."}}}}


def test_every_type_that_the_schema_refers_to_is_in_it():
    text = json.dumps(schema())
    named = {part.partition('"')[0] for part in text.split('"$ref": "#/types/')[1:]}
    assert named == set(schema()["types"])


def test_no_description_speaks_of_a_python_name_of_an_argument():
    text = json.dumps(schema())
    assert Spelling(schema()).respelled(text) == text
