"""Bad maps: everything wrong at once, with line and column; good YAML of every kind is read."""

import json
from pathlib import Path

import pytest

from bailiwick.datamap.document import LARGEST_FILE
from bailiwick.datamap.reading import read_map
from bailiwick.datamap.schema import map_schema
from bailiwick.errors import ConfigurationError

ROOT = Path(__file__).parents[2]
BASE = (Path(__file__).parent / "base.yaml").read_text(encoding="utf-8")


def wrong(tmp_path, text):
    file = tmp_path / "m.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ConfigurationError) as caught:
        read_map(file)
    return [str(item).replace(f"{tmp_path}/", "") for item in caught.value.diagnostics()]


def test_all_that_is_wrong_is_told_at_once(tmp_path):
    text = BASE.replace("country: FR, region: fr-par, segment: training}", "country: France, segment: trainin}", 1)
    text = text.replace("id: weights", "id: letters").replace("sector: other", "sector: othr")
    text = text.replace("as_of: 2026-11-23", "as_of: yesterday").replace("retention: P2Y", "retention: long", 1)
    told = wrong(tmp_path, text)
    assert len(told) >= 6
    for part in ("did you mean FR?", "did you mean training?", "is the id of a second element", "did you mean other?",
                 "is not a date", "is not a duration"):  # fmt: skip
        assert any(part in line for line in told), part
    assert all(line.startswith("m.yaml:") and line.split(":")[2].isdigit() for line in told)
    assert told[0].startswith("m.yaml:3:8: as_of is not a date")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a:\n\t- b\n", "m.yaml:2:1: is indented with a tab"),
        (b"name: d\xff\n", "m.yaml:1:8: is not UTF-8"),
        ("[" * 100_000, "is nested too deeply"),
        ("- " * 100_000, "is nested too deeply"),
        ("name: x\nname: y\n", "m.yaml:2:1: key 'name' stands twice"),
        ("a: &a [*a]\n", "holds itself through an anchor"),
        ("name: !foo x\n", "m.yaml:1:7: carries the tag !foo"),
        ("", "is not a mapping"),
        ("- a\n", "is not a mapping"),
        ("{}\n", "schema is missing"),
    ],
)
def test_what_is_no_map(tmp_path, text, told):
    assert any(told in line for line in wrong(tmp_path, text))


def test_a_huge_file_is_refused_unread(tmp_path):
    assert "is too large for a map" in wrong(tmp_path, b"#" * (LARGEST_FILE + 1))[0]


def test_a_bomb_of_aliases_is_refused(tmp_path):
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    assert "once its aliases are followed" in wrong(tmp_path, "\n".join(lines))[0]


def test_cycles_are_told_with_their_ring(tmp_path):
    text = BASE.replace("retention: P2Y", "retention: P2Y\n    derived_from: [weights]", 1)
    (told,) = wrong(tmp_path, text)
    assert "is derived from itself" in told


def test_merge_keys_keep_the_place_where_a_value_is_written(tmp_path):
    text = BASE.replace("- {id: me,", "- &me {id: me,").replace("country: FR, access_from: [FR]}", "country: FX}", 1)
    text = text.replace("  - {id: host, name", "  - {<<: *me, id: again}\n  - {id: host, name")
    told = wrong(tmp_path, text)
    assert len(told) == 2
    assert {line.partition(": ")[0] for line in told} == {"m.yaml:6:37"}


def test_norway_is_a_country(tmp_path):
    file = tmp_path / "m.yaml"
    file.write_text(
        BASE.replace("{id: abroad, name: Abroad Inc, country: US", "{id: abroad, name: Abroad, country: NO")
    )
    found = read_map(file)
    assert found.parties[2].country == "NO"
    assert found.parties[2].at.where("country").endswith(":8:41")


def test_the_schema_is_the_one_in_the_repository():
    text = (ROOT / "schemas" / "dataflows.schema.json").read_text(encoding="utf-8")
    assert json.loads(text) == map_schema(), "run make schemas"
