"""A state or a preview is judged like the plan it describes, and every resource of it gets a verdict."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.atlas import providers, regions
from bailiwick.atlas.resource_types import Category, classified_tokens, classify
from bailiwick.boundary import Boundary
from bailiwick.errors import ConfigurationError
from bailiwick.estate import Estate, read_preview, read_state
from bailiwick.rehearsal.plan import Level, PlannedResource
from bailiwick.rehearsal.report.verdicts import Verdict, verdicts
from bailiwick_policies.configuration import default_boundary
from bailiwick_policies.examination import Ceiling, examine, read_ceiling
from bailiwick_policies.judgement import judge
from bailiwick_policies.rules import RULES
from states import BUCKET, SECRET, UNKNOWN, exported, leaky, preview, provider_of, row, state, urn_of, written

FRANCE = Ceiling(Boundary.of("fr-only", ["FR"]))
PLACED = [
    kind
    for provider in providers()
    for token in sorted(classified_tokens(provider))
    if (kind := classify(token)) is not None and kind.category is Category.PLACED
]


@pytest.fixture
def folder(tmp_path_factory):
    return tmp_path_factory.getbasetemp()


def examined(folder, rows, ceiling=FRANCE):
    return examine(read_state(written(folder / "state.json", state(rows))), ceiling, root=folder)


def test_every_resource_has_a_verdict(folder):
    plan = examined(folder, leaky())
    judged = {item.name: verdicts(plan)[item.urn] for item in plan.resources}
    assert judged == {
        "demo-dev": Verdict.NOT_APPLICABLE,
        "default": Verdict.NOT_APPLICABLE,
        "models": Verdict.PASSED,
        "letters": Verdict.REFUSED,
        "inference": Verdict.REFUSED,
        "gpu": Verdict.REFUSED,
        "archive": Verdict.REFUSED,
    }
    assert all(item.reason for item in plan.not_applicable)
    assert any(item.message.startswith(f"{BUCKET} 'old' is not judged: it is marked") for item in plan.diagnostics)
    assert not plan.succeeded


def test_source_lines_are_those_of_the_program_where_it_is_there(folder):
    (folder / "__main__.py").write_text("")
    sources = {item.name: item.source for item in examined(folder, leaky()).resources}
    assert sources["letters"] == f"{folder}/__main__.py:14"
    assert sources["models"].startswith(f"{folder}/state.json:")
    (folder / "__main__.py").unlink()


@given(st.sampled_from(PLACED), st.data())
def test_a_state_made_from_a_plan_is_judged_like_the_plan(tmp_path_factory, kind, data):
    folder = tmp_path_factory.getbasetemp()
    code = data.draw(st.sampled_from([*(site.code for site in regions(kind.provider)), UNKNOWN, "mars-1", None, ""]))
    value = code
    for step in reversed(kind.primary.split(".")):
        value = {step: value}
    provider = PlannedResource(provider_of(kind.provider), f"pulumi:providers:{kind.provider}", "default", custom=True)
    planned = PlannedResource(
        urn_of(kind.token, "it"), kind.token, "it", custom=True, provider=f"{provider.urn}::{UNKNOWN}", inputs=value
    )
    rows = exported([provider, planned])
    expected = set(judge(Estate.from_records([provider, planned]), FRANCE.boundary))
    of_state = read_state(written(folder / "s.json", state(rows))).estate
    of_preview = read_preview(written(folder / "p.json", preview([("create", item) for item in rows]))).estate
    assert set(judge(of_state, FRANCE.boundary)) == expected
    assert set(judge(of_preview, FRANCE.boundary)) == expected


@given(st.sampled_from(PLACED), st.sampled_from([None, "", [], {}, UNKNOWN, "[secret]", SECRET, 7, "mars-1"]))
def test_no_state_passes_without_its_place(tmp_path_factory, kind, nothing):
    inputs = nothing
    for step in reversed(kind.primary.split(".")):
        inputs = {step: inputs}
    assert not examined(tmp_path_factory.getbasetemp(), [row(kind.token, "it", inputs)]).succeeded


def test_the_ceiling_comes_from_the_pack_configuration():
    profile = Path(__file__).parents[2] / "policies" / "config" / "fr-only.json"
    ceiling = read_ceiling(profile)
    assert ceiling.boundary == FRANCE.boundary
    assert {ceiling.level(rule.id) for rule in RULES} == {Level.MANDATORY}
    assert read_ceiling(None).boundary == default_boundary()


def test_levels_are_those_of_the_configuration(folder):
    config = {"boundary": {"countries": ["FR"]}, "all": "advisory", "residency-location-outside": "remediate"}
    ceiling = read_ceiling(written(folder / "c.json", config))
    assert ceiling.level("residency/location-outside") is Level.MANDATORY
    assert ceiling.level("residency/location-unresolved") is Level.ADVISORY
    assert ceiling.boundary.countries == {"FR"}


def test_a_rule_that_is_switched_off_is_told(folder):
    config = {"boundary": {"countries": ["FR"]}, "residency-location-outside": "disabled"}
    plan = examined(folder, leaky(), read_ceiling(written(folder / "c.json", config)))
    assert {item.policy for item in plan.violations} == {"residency-location-unresolved"}
    assert "rule residency-location-outside is switched off by the configuration" in [
        item.message for item in plan.diagnostics
    ]


def test_a_boundary_that_is_switched_off_leaves_the_strict_default(folder):
    config = {"boundary": {"enforcementLevel": "disabled", "countries": ["EU"]}}
    assert read_ceiling(written(folder / "c.json", config)).boundary == default_boundary()


@pytest.mark.parametrize(
    ("config", "told"),
    [
        ({"boundary": {"countries": ["UK"]}}, "c.json:3: countries[0]: is not a country: got 'UK'"),
        ({"boundary": {"countries": []}}, "c.json:3: countries: is malformed"),
        ({"boundary": {"countrys": ["FR"]}}, "c.json:3: countrys: is not a setting"),
        ({"residency-location-outsid": "advisory"}, "did you mean residency-location-outside?"),
        ({"boundary": "loud"}, "enforcement level of boundary: got 'loud'"),
    ],
)
def test_a_malformed_configuration_is_told_with_its_line(folder, config, told):
    with pytest.raises(ConfigurationError) as caught:
        read_ceiling(written(folder / "c.json", config))
    assert told in str(caught.value).replace(f"{folder}/", "")
