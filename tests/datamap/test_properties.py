"""Whatever map complies: a flow that does not is found in it, and what is compiled from it never widens."""

import copy
from datetime import date
from pathlib import Path

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bailiwick.atlas.countries import resolve_countries
from bailiwick.boundary import Tier
from bailiwick.datamap.compiling import compile_map
from bailiwick.datamap.finding import Severity
from bailiwick.datamap.judging import judge
from bailiwick.datamap.placement import allowed
from bailiwick.datamap.reading import parse_map
from bailiwick.datamap.situation import Situation
from maps import BASES, SOUND, maps

TODAY = date(2026, 11, 25)


def situation(document):
    return Situation(parse_map(yaml.safe_dump(document, sort_keys=False), Path("m.yaml")), TODAY)


def errors(document):
    return {(item.rule, item.subject) for item in judge(situation(document)) if item.severity is Severity.ERROR}


LEAVES = {"to": "far", "access": "support", "transport": SOUND, **BASES}
BAD = {
    "leaves uncarried": ("DM020", st.fixed_dictionaries({
        "access": st.sampled_from(["copy", "replication", "backup", "remote-access", "support", "telemetry"]),
        "transfers": st.sampled_from([
            [], [{"mechanism": "scc"}], [{"mechanism": "bcr", "signed": "2026-01-01", "reference": "x"}],
            [{"mechanism": "cac-certification", "signed": "2026-01-01", "reference": "x"}],
            [{"mechanism": "scc", "module": "c2p", "signed": "2026-12-01", "reference": "x",
              "tia": {"date": "2026-01-01", "reference": "x"}}],
            [{"mechanism": "derogation", "derogation": "49-1-a"}],
        ]),
    })),
    "in the open": ("DM040", st.fixed_dictionaries({
        "to": st.just("office"),
        "transport": st.sampled_from([{**SOUND, "tls": tls} for tls in ("", "1.0", "1.1")]),
    })),
    "without a basis": ("DM042", st.sampled_from([
        {"to": "office", "legal_basis": ""}, {"to": "office", "special_basis": ""},
    ])),
    "from where nothing is": ("DM004", st.just({"from": "far", "to": "office"})),
    "arrives unsaid": ("DM006", st.fixed_dictionaries({"access": st.sampled_from(["copy", "replication", "backup"])})),
}  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(maps(), st.sampled_from(sorted(BAD)), st.data())
def test_a_flow_that_does_not_comply_is_found_in_any_map_that_does(document, what, data):
    assert errors(document) == set()
    rule, changes = BAD[what]
    item = data.draw(st.sampled_from(document["elements"]))
    added = {**LEAVES, "id": "added", "elements": [item["id"]], "from": item["storage"][0], "purpose": "x",
             **data.draw(changes)}  # fmt: skip
    document["flows"].append(added)
    assert (rule, "flow added") in errors(document)


STRICTER = st.fixed_dictionaries({}, optional={
    "frameworks": st.lists(st.sampled_from(["gdpr", "eu-ai-act", "hds", "secnumcloud", "c5", "dora", "sgb-v-393"])),
    "classification": st.sampled_from(["internal", "confidential"]),
    "encryption": st.sampled_from([{"mode": "customer", "key_place": "office"}, {"mode": "client-side"}]),
    "personal_data": st.just("pseudonymised"),
})  # fmt: skip


def narrower_or_equal(after, before):
    narrowed = before.narrow(after)
    return (
        narrowed.countries == after.countries
        and narrowed.certifications == after.certifications
        and (narrowed.tier, narrowed.tls, narrowed.key_custody) == (after.tier, after.tls, after.key_custody)
        and after.home <= before.home
    )


@settings(max_examples=200, deadline=None)
@given(maps(), STRICTER)
def test_a_further_element_only_narrows(document, changes):
    before = compile_map(situation(document))
    more = copy.deepcopy(document)
    more["elements"].append({**more["elements"][0], "id": "more", "derived_from": [], **changes})
    for old, new in zip(before, compile_map(situation(more)), strict=True):
        assert narrower_or_equal(new.boundary, old.boundary)


@settings(max_examples=200, deadline=None)
@given(maps())
def test_what_is_compiled_is_within_what_segment_and_law_allow(document):
    made = situation(document)
    for segment, compiled in zip(made.map.segments, compile_map(made), strict=True):
        assert compiled.boundary.countries <= resolve_countries(segment.countries)
        assert compiled.boundary.tier >= Tier.L1
        for item in made.map.elements:
            if any(place.segment == segment.id for place in made.homes(item)):
                assert all(compiled.boundary.countries <= inside for _, _, inside in allowed(made, item))
