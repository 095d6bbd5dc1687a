"""The changed file: what changes stands in it, everything else stands as it stood."""

import difflib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bailiwick.boundary import Boundary
from bailiwick.datamap.model import Party
from bailiwick.datamap.reading import parse_map
from bailiwick.datamap.situation import Situation
from bailiwick.errors import ConfigurationError
from bailiwick.relocation.editing import rewritten
from bailiwick.relocation.relocating import relocate

ROOT = Path(__file__).parents[2]
FILE = Path("dataflows.yaml")
TODAY = date(2026, 11, 25)
MAPS = {
    "hospital": ROOT / "stacks" / "dataflows.fr-scaleway.yaml",
    "insurer": ROOT / "examples" / "maps" / "insurer.de.yaml",
    "silos": ROOT / "examples" / "maps" / "silos.cn-eu.yaml",
    "clinic": ROOT / "tests" / "reporting" / "clinic.yaml",
    "base": ROOT / "tests" / "datamap" / "base.yaml",
}
TEXTS = {name: path.read_text(encoding="utf-8") for name, path in MAPS.items()}


def lines_changed(before, after):
    told = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in told if line[0] in "+-"]


def place_moved(data_map, name, **values):
    places = tuple(replace(item, **values) if item.id == name else item for item in data_map.places)
    return replace(data_map, places=places)


def without_flow(data_map, name):
    return replace(data_map, flows=tuple(item for item in data_map.flows if item.id != name))


def test_an_unchanged_map_is_written_as_it_was():
    for text in TEXTS.values():
        assert rewritten(text, parse_map(text, FILE), FILE) == text


def test_a_move_changes_its_values_and_no_comment():
    text = TEXTS["base"].replace("  - {id: bucket,", "  # the letters\n  - {id: bucket,").replace(
        "segment: training}\n  - {id: cluster", "segment: training} # here\n  - {id: cluster"
    )  # fmt: skip
    wanted = place_moved(parse_map(text, FILE), "bucket", country="NO", region="GRA11")
    done = rewritten(text, wanted, FILE)
    minus, plus = lines_changed(text, done)
    assert plus == minus.replace("-", "+", 1).replace("country: FR", 'country: "NO"').replace("fr-par", "GRA11")
    assert "# the letters" in done
    assert "# here" in done


def test_block_mappings_get_what_they_lack_under_their_first_line():
    text = TEXTS["base"].replace(
        "  - {id: far, party: abroad, kind: saas, country: US}\n",
        "  - id: far # console\n    party: abroad\n    kind: saas\n    country: US\n",
    )
    done = rewritten(text, place_moved(parse_map(text, FILE), "far", region="us-1"), FILE)
    assert "  - id: far # console\n    region: us-1\n    party: abroad\n" in done


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_new_party_and_a_severed_flow(newline):
    text = TEXTS["base"].replace("\n", newline)
    current = parse_map(text, FILE)
    party = Party(id="ovh", name='OVH Groupe SA: "x"', country="FR", provider="ovh")
    wanted = without_flow(replace(current, parties=(*current.parties, party)), "train")
    elements = tuple(replace(item, processing=()) for item in current.elements)
    wanted = replace(wanted, elements=elements)
    done = rewritten(text, wanted, FILE)
    assert parse_map(done, FILE) == wanted
    assert done.count("\n") == text.count("\n")  # one line more, one line less
    assert done.count("\r") == text.count("\r")


def test_a_merged_value_changes_for_one_only():
    text = TEXTS["base"].replace("- {id: bucket, party: host,", "- &store {id: bucket, party: host,")
    text = text.replace("{id: cluster, party: host, kind: kubernetes, country: FR, region: fr-par, segment: training}",
                        "{<<: *store, id: cluster, kind: kubernetes}")  # fmt: skip
    current = parse_map(text, FILE)
    for name in ("bucket", "cluster"):
        wanted = place_moved(current, name, country="DE", region="DE1")
        assert parse_map(rewritten(text, wanted, FILE), FILE) == wanted


def test_an_anchored_scalar_keeps_its_anchor():
    text = TEXTS["base"].replace("country: FR, region: fr-par", "country: &c FR, region: fr-par", 1).replace(
        "kind: kubernetes, country: FR", "kind: kubernetes, country: *c"
    )  # fmt: skip
    wanted = place_moved(parse_map(text, FILE), "bucket", country="DE")
    done = rewritten(text, wanted, FILE)
    assert "&c DE" in done
    assert parse_map(done, FILE) == wanted


def test_an_anchor_of_a_severed_flow_goes_to_its_first_heir():
    current = parse_map(TEXTS["hospital"], FILE)
    wanted = without_flow(current, "letters-in")
    done = rewritten(TEXTS["hospital"], wanted, FILE)
    assert parse_map(done, FILE) == wanted
    assert done.count("&into-training") == 1
    assert "# access_from is not known: ask before signing" in done


def test_all_flows_can_go():
    for name in ("base", "hospital"):
        wanted = replace(parse_map(TEXTS[name], FILE), flows=())
        done = rewritten(TEXTS[name], wanted, FILE)
        assert parse_map(done, FILE) == wanted
        assert "flows:" in done


def test_a_list_in_brackets_loses_one():
    text = TEXTS["base"]
    start, end = text.index("flows:"), text.index("not_applicable:")
    rows = [line.strip().removeprefix("- ") for line in text[start:end].splitlines()[1:]]
    text = f"{text[:start]}flows: [{', '.join(rows)}]\n{text[end:]}"
    current = parse_map(text, FILE)
    for flow in current.flows:
        wanted = without_flow(current, flow.id)
        assert parse_map(rewritten(text, wanted, FILE), FILE) == wanted


def test_a_shared_transport_changes_for_one_only():
    text = TEXTS["base"].replace(
        "transport: {protocol: https, network: public", "transport: &t {protocol: https, network: public", 1
    )
    text = text.replace('transport: {protocol: https, network: private, tls: "1.3"}', "transport: *t")
    current = parse_map(text, FILE)
    for index, _ in enumerate(current.flows):
        flows = list(current.flows)
        flows[index] = replace(flows[index], transport=replace(flows[index].transport, tls="1.2"))
        wanted = replace(current, flows=tuple(flows))
        assert parse_map(rewritten(text, wanted, FILE), FILE) == wanted


def test_what_cannot_be_written_is_an_error_and_not_half_done():
    current = parse_map(TEXTS["base"], FILE)
    with pytest.raises(ConfigurationError) as caught:
        rewritten(TEXTS["base"], replace(current, name="another"), FILE)
    assert "cannot be changed in place" in str(caught.value)


@pytest.mark.parametrize("name", ["hospital", "insurer", "silos", "clinic"])
@pytest.mark.parametrize("inside", [["FR"], ["PL"], ["DE"], ["EU"]])
def test_the_maps_of_the_house_wherever_they_go(name, inside):
    current = parse_map(TEXTS[name], FILE)
    wanted = relocate(Situation(current, TODAY), Boundary.of("asked", inside)).after
    done = rewritten(TEXTS[name], wanted, FILE)
    assert parse_map(done, FILE) == wanted
    comments = [line for line in TEXTS[name].splitlines() if line.lstrip().startswith("#")]
    assert all(line in done.splitlines() for line in comments)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(TEXTS)), st.data())
def test_any_flows_cut_and_places_moved(name, data):
    current = parse_map(TEXTS[name], FILE)
    cut = data.draw(st.sets(st.sampled_from([item.id for item in current.flows])))
    somewhere = st.sampled_from([("NO", "a1"), ("FR", ""), ("PL", "x y"), ("DE", "1.3")])
    moved = data.draw(st.dictionaries(st.sampled_from([item.id for item in current.places]), somewhere))
    places = tuple(
        replace(item, country=moved[item.id][0], region=moved[item.id][1]) if item.id in moved else item
        for item in current.places
    )
    wanted = replace(current, places=places, flows=tuple(item for item in current.flows if item.id not in cut))
    assert parse_map(rewritten(TEXTS[name], wanted, FILE), FILE) == wanted
