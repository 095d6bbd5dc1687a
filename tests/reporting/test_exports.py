"""What goes to authorities and other tools: reviewed, valid by the other side's own schema, and harmless."""

import csv
import io
import json
import re
import uuid

import jsonschema
import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.datamap.crossing import crosses
from bailiwick.reporting.cyclonedx import render_cyclonedx
from bailiwick.reporting.mermaid import render_mermaid
from bailiwick.reporting.picture import picture_of
from bailiwick.reporting.processing_record import processing_record
from bailiwick.reporting.table import UNSAID, Table, as_csv, as_markdown
from bailiwick.reporting.threat_dragon import render_threat_dragon
from bailiwick.reporting.transfers import transfer_register
from golden import assert_golden

VERSION = "0.0.0"
FORMATS = {
    "mmd": lambda situation, findings: render_mermaid(situation, picture_of(situation, findings)),
    "art30.csv": lambda situation, _: as_csv(processing_record(situation)),
    "art30.md": lambda situation, _: as_markdown(processing_record(situation)),
    "transfers.csv": lambda situation, _: as_csv(transfer_register(situation)),
    "transfers.md": lambda situation, _: as_markdown(transfer_register(situation)),
    "cdx.json": lambda situation, _: render_cyclonedx(situation, VERSION),
    "threat-dragon.json": render_threat_dragon,
}
# What Threat Dragon 2.6 asks of a model, in our words; the keys that it requires are all there.
NUMBER, WORD, FLAG = {"type": "number"}, {"type": "string"}, {"type": "boolean"}
THREAT = {
    "type": "object",
    "required": ["description", "mitigation", "severity", "status", "title", "type"],
    "properties": {
        "severity": {"enum": ["High", "Medium", "Low"]},
        "status": {"enum": ["Open"]},
        "number": {"type": "integer", "minimum": 1},
        "title": WORD,
    },
}
CELL = {
    "type": "object",
    "required": ["id", "shape", "zIndex", "data"],
    "properties": {
        "id": {"type": "string", "minLength": 2},
        "zIndex": {"type": "integer"},
        "shape": {"enum": ["actor", "process", "store", "flow", "trust-boundary-box"]},
        "position": {"type": "object", "required": ["x", "y"], "properties": {"x": NUMBER, "y": NUMBER}},
        "size": {
            "type": "object",
            "required": ["height", "width"],
            "properties": {"height": {"type": "number", "minimum": 10}, "width": {"type": "number", "minimum": 10}},
        },
        "attrs": {
            "properties": {
                "line": {"type": "object", "required": ["targetMarker"]},
                "body": {"type": "object", "required": ["stroke", "strokeWidth", "strokeDasharray"]},
            }
        },
        "data": {
            "type": "object",
            "required": ["hasOpenThreats", "type"],
            "properties": {"hasOpenThreats": FLAG, "threats": {"type": "array", "items": THREAT}},
        },
    },
}
DIAGRAM = {
    "type": "object",
    "required": ["diagramType", "id", "thumbnail", "title", "version", "cells"],
    "properties": {"id": {"type": "integer"}, "diagramType": {"const": "LINDDUN"}, "cells": {"items": CELL}},
}
THREAT_DRAGON = {
    "type": "object",
    "required": ["version", "summary", "detail"],
    "properties": {
        "version": {"type": "string", "maxLength": 10},
        "summary": {"type": "object", "required": ["title"]},
        "detail": {
            "type": "object",
            "required": ["contributors", "diagrams", "diagramTop", "reviewer", "threatTop"],
            "properties": {"diagrams": {"items": DIAGRAM, "minItems": 1}, "threatTop": {"type": "integer"}},
        },
    },
}


@pytest.mark.parametrize("suffix", FORMATS)
def test_each_format_of_each_map_is_as_reviewed(named, suffix):
    name, situation, findings = named
    assert_golden(f"reporting/{name}.{suffix}", FORMATS[suffix](situation, findings))


def test_cyclonedx_is_valid_by_its_own_schema(named):
    _, situation, _ = named
    text = render_cyclonedx(situation, VERSION)
    validator = JsonStrictValidator(SchemaVersion.V1_7)
    assert validator.validate_str(text) is None
    assert validator.validate_str(text.replace('"classification"', '"klassification"')) is not None


def test_cyclonedx_classifies_all_data_and_refers_only_to_itself(named):
    _, situation, _ = named
    bill = json.loads(render_cyclonedx(situation, VERSION))
    refs = {item["bom-ref"] for item in (*bill["components"], *bill["services"])}
    assert len(refs) == len(situation.map.elements) + len(situation.map.places)
    for item in bill["components"]:
        nature = situation.natures[item["name"]]
        told = {row["name"]: row["value"] for row in item["properties"]}
        assert told["bailiwick:classification"] == nature.classification.value
        assert all(row["classification"] == nature.classification.value for row in item.get("data", ()))
        assert {row["ref"] for row in item.get("modelCard", {}).get("modelParameters", {}).get("datasets", ())} <= refs
    ends = [end for item in bill["services"] for row in item.get("data", ()) for key in ("source", "destination")
            for end in row.get(key, ())]  # fmt: skip
    assert {end.partition("#")[2] for end in ends} <= refs
    assert len(ends) == 2 * sum(len(flow.elements) for flow in situation.map.flows)
    assert all(end.startswith(bill["serialNumber"].replace("urn:uuid:", "urn:cdx:") + "/1#") for end in ends)


def test_threat_dragon_can_read_it_and_no_finding_is_lost(named):
    _, situation, findings = named
    model = json.loads(render_threat_dragon(situation, findings))
    jsonschema.Draft202012Validator(THREAT_DRAGON).validate(model)
    (diagram,) = model["detail"]["diagrams"]
    ids = [cell["id"] for cell in diagram["cells"]]
    assert len(ids) == len(set(ids))
    assert all(uuid.UUID(one) for one in ids)
    flows = [cell for cell in diagram["cells"] if cell["shape"] == "flow"]
    assert {flow[end]["cell"] for flow in flows for end in ("source", "target")} <= set(ids)
    threats = [one for cell in diagram["cells"] for one in cell["data"].get("threats", ())]
    shown = model["summary"]["description"] + " ".join(one["description"] for one in threats)
    assert all(item.message in shown for item in findings)
    assert sorted(one["number"] for one in threats) == list(range(1, model["detail"]["threatTop"] + 1))


def test_mermaid_names_every_place_and_marks_every_crossing(named):
    _, situation, findings = named
    picture = picture_of(situation, findings)
    lines = render_mermaid(situation, picture).splitlines()
    assert lines[0] == "flowchart LR"
    text = r'"[^"`<>|]*(<br>[^"`<>|]*)?"'
    line = re.compile(rf"  (acc(Title|Descr): .*|subgraph c\d+\[{text}\]|end|p\d+ (-->|==>)\|{text}\| p\d+)"
                      rf"|    (subgraph c\d+o\d+\[{text}\]|end)|      p\d+\[{text}\]")  # fmt: skip
    assert [one for one in lines[1:] if not line.fullmatch(one)] == []
    assert sum("==>" in one for one in lines) == sum(bundle.crosses for bundle in picture.bundles)
    assert sum(bool(re.match(r"      p\d+\[", one)) for one in lines) == len(situation.map.places)
    assert sum(one.strip().startswith("subgraph") for one in lines) == sum(one.strip() == "end" for one in lines)


def test_the_register_has_every_crossing(named):
    _, situation, _ = named
    rows = transfer_register(situation).rows
    crossing = [flow for flow in situation.map.flows if crosses(situation, flow)]
    assert {row[0] for row in rows} == {flow.id for flow in crossing}
    assert len(rows) == sum(max(1, len(flow.transfers)) for flow in crossing)


def test_the_register_tells_what_carries_and_what_does_not(clinic):
    register = transfer_register(clinic[0])
    state = register.headings.index("State")
    told = {(row[0], row[register.headings.index("Mechanism")].split()[0]): row[state] for row in register.rows}
    assert told["traces-out", "scc"].startswith("carries it under GDPR")
    assert told["support", "derogation"].startswith("does not carry it: a derogation carries occasional transfers only")
    assert told["to-lab", "adequacy"].startswith("carries it under GDPR")
    assert told["image-in", "none"] == "no law of its elements asks for a mechanism"


def test_the_record_has_the_fields_of_the_article_and_leaves_none_blank(named):
    _, situation, _ = named
    record = processing_record(situation)
    letters = {letter for title in record.headings for letter in re.findall(r"\b[a-g]\b", title.rpartition("(")[2])}
    assert letters == set("abcdefg")
    assert all(cell for row in record.rows for cell in row)
    personal = {item.id for item in situation.map.elements if situation.natures[item.id].is_personal}
    listed = {name for row in record.rows for name in row[record.headings.index("Elements in the map")].split("; ")}
    assert personal == listed
    assert record.rows[0][record.headings.index("Data protection officer (a)")] == UNSAID


def test_a_recipient_outside_the_eea_is_a_third_country_whatever_took_the_data_there(clinic):
    record = processing_record(clinic[0])
    third = record.headings.index("Third countries (d, e)")
    told = {row[0]: row[third] for row in record.rows}
    assert told["research"] == "Japan (JP)"
    assert told["keeping it running"] == "United States (US); India (IN)"
    assert told["training"] == "none"


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)))


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1))
def test_no_cell_of_a_csv_file_begins_like_a_formula(rows):
    read = list(csv.reader(io.StringIO(as_csv(Table("t", (), ("a", "b"), tuple(rows))), newline="")))
    assert len(read) == len(rows) + 1
    for written, cells in zip(rows, read[1:], strict=True):
        for word, cell in zip(written, cells, strict=True):
            assert cell.lstrip()[:1] not in {"=", "+", "-", "@"}
            assert cell[:1] not in {"\t", "\r", "\n"}
            assert cell.removeprefix("'") == word.removeprefix("'")


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1))
def test_no_cell_of_a_markdown_table_breaks_out_of_it(rows):
    lines = as_markdown(Table("t", (), ("a", "b"), tuple(rows))).split("\n")
    table = [line for line in lines if line.startswith("|")]
    assert len(table) == 3 * len(rows)
    assert sum(line.startswith("#") for line in lines) == 1 + len(rows)
    for line in table:
        assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) == 3
        assert "<" not in line


def test_an_empty_table_says_so():
    assert as_markdown(Table("t", (), ("a", "b"), ())) == "# t\n\nNone.\n"
