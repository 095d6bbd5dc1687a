"""What is drawn of a map, and what is drawn together because there is too much of it."""

from datetime import date

import pytest

from bailiwick.datamap.crossing import crosses
from bailiwick.datamap.judging import judge
from bailiwick.datamap.reading import read_map
from bailiwick.datamap.situation import Situation
from bailiwick.drawing import draw
from bailiwick.reporting.mermaid import render_mermaid
from bailiwick.reporting.page import render_page
from bailiwick.reporting.picture import MOST_PLACES, picture_of
from bailiwick.reporting.threat_dragon import render_threat_dragon

HEAD = """schema: bailiwick/dataflows/v1
name: many
as_of: 2026-11-23
controller: {party: me, sector: other, ai_risk: limited}
parties:
  - {id: me, name: Me, country: FR, access_from: [FR]}
  - {id: host, name: Host, country: FR, access_from: [FR]}
segments: [{id: all, countries: [FR, DE]}]
"""


@pytest.fixture
def many(tmp_path):
    """Makes a map of many places in three countries, one flow from each to the next."""

    def make(count):
        text = HEAD + "places:\n"
        for n in range(count):
            kind, country = ("object-storage", "kubernetes")[n % 2], ("FR", "DE", "US")[n % 3]
            text += f"  - {{id: p{n}, party: {('me', 'host')[n % 2]}, kind: {kind}, country: {country}}}\n"
        text += "elements:\n  - {id: e, kind: code, classification: public, personal_data: none, origin: {place: p0}}\n"
        text += "flows:\n"
        for n in range(count - 1):
            text += f"  - {{id: f{n}, elements: [e], from: p{n}, to: p{n + 1}, access: copy, purpose: x,"
            text += " transport: {protocol: https, network: private}}\n"
        file = tmp_path / "many.yaml"
        file.write_text(text)
        situation = Situation(read_map(file), date(2026, 11, 25))
        return situation, judge(situation)

    return make


@pytest.mark.parametrize("count", [2, MOST_PLACES, MOST_PLACES + 1, 500])
def test_every_flow_is_in_one_bundle_and_every_place_is_drawn(many, count):
    situation, findings = many(count)
    picture = picture_of(situation, findings)
    assert sorted(flow.id for bundle in picture.bundles for flow in bundle.flows) == sorted(
        flow.id for flow in situation.map.flows
    )
    for bundle in picture.bundles:
        assert {crosses(situation, flow) for flow in bundle.flows} == {bundle.crosses}
    drawn = [node for area in picture.graph.areas for node in area.nodes]
    assert picture.condensed == (count > MOST_PLACES)
    assert len(drawn) == count if not picture.condensed else sum(int(node.detail.split()[0]) for node in drawn) == count


def test_a_condensed_picture_says_so_and_stays_small(many):
    situation, findings = many(500)
    page = render_page(situation, findings, "0")
    assert f"More than {MOST_PLACES} places" in page
    assert len(list(draw(picture_of(situation, findings).graph, "x").iter("rect"))) < 40
    assert all(f'id="place-p{n}"' in page for n in range(500))
    assert len(render_mermaid(situation, picture_of(situation, findings)).splitlines()) < 60
    assert "Findings that no cell shows" in render_threat_dragon(situation, findings)


def test_a_country_that_no_segment_may_be_in_is_outside(many):
    situation, _ = many(3)
    kinds = {area.id: (area.kind, area.title) for area in picture_of(situation).graph.areas}
    assert kinds["FR"] == ("", "France (FR)")
    assert kinds["US"][0] == "outside"
    assert kinds["US"][1].endswith("outside")


def test_the_order_of_findings_does_not_matter(many):
    situation, findings = many(5)
    assert picture_of(situation, findings).graph == picture_of(situation, tuple(reversed(findings))).graph
