"""What decides about protection and is not known is never judged to be in order, by any rule."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.atlas import providers
from bailiwick.atlas.controls import Want, controls, controls_of
from bailiwick.atlas.resource_types import Bearing, classified_tokens, classify
from bailiwick.atlas.stored_with import stored_with
from bailiwick.boundary import Boundary, KeyCustody, Tier
from bailiwick.estate import Estate, Resource
from bailiwick.estate.values import MARKER, OUTPUT, SECRET, UNKNOWN_STRINGS
from bailiwick_policies.judgement import judge

CERTIFICATES = frozenset({row.id.removeprefix("certified-") for row in controls() if row.id.startswith("certified-")})
STRICT = replace(
    Boundary.of("strict", ["EU"]), tier=Tier.L3, custody=KeyCustody.EXTERNAL, tls="1.3", certifications=CERTIFICATES
)
AT_HOME = {"ovh": "GRA11", "scaleway": "fr-par"}
UNKNOWN = st.sampled_from(sorted(UNKNOWN_STRINGS))
NOTHING = st.sampled_from([None, "", [], {}])
FORMS = st.sampled_from(
    [
        lambda value: value,
        lambda value: {MARKER: SECRET, "value": value},
        lambda value: {MARKER: OUTPUT, "value": value, "dependencies": []},
    ]
)
ASKED = [row for row in controls() if row.input and row.id != "deletion-protection"]
"""Deletion protection may also be an option of the resource; tests/policies/cases/integrity has it."""
STORES = [
    token
    for provider in providers()
    for token in sorted(classified_tokens(provider))
    if (kind := classify(token)).bears is Bearing.DATA and not kind.alias_of
]
PARTS = {row.token: row for row in stored_with()}


def nested(path, value):
    for step in reversed(path.split(".")):
        value = {step: value}
    return value


def found(row, given_inputs):
    """What is said about a control of a resource that is at home, and has the inputs itself or beside it."""
    kind = classify(row.token)
    own = nested(kind.primary, AT_HOME[kind.provider]) if kind.primary else {}
    own |= {} if row.beside else given_inputs
    resources = [Resource("urn:it", row.token, "it", own, {}, id="fr-par/1")]
    if row.beside:
        resources.append(Resource("urn:by", row.beside, "by", {row.by: "fr-par/1", **given_inputs}, {}))
    estate = Estate({item.urn: item for item in resources})
    about = f"{row.id} {row.beside} {row.input}"
    return [finding for finding in judge(estate, STRICT) if finding.about == about]


def satisfying(row):
    """A value that satisfies a control, or None where only leaving it out does."""
    match row.wants:
        case Want.ONE_OF:
            return row.values[0].replace("*", "") if isinstance(row.values[0], str) else row.values[0]
        case Want.NARROW:
            return "192.0.2.0/28"
        case Want.ABSENT:
            return None
        case _:
            return "something else"


@pytest.mark.parametrize("row", ASKED, ids=lambda row: f"{row.id} {row.token} {row.beside} {row.input}")
def test_a_rule_asks_every_control_and_is_content_with_what_satisfies_it(row):
    assert found(row, nested(row.input, min(UNKNOWN_STRINGS)))
    assert not found(row, nested(row.input, satisfying(row)))


@given(st.sampled_from(ASKED), UNKNOWN, FORMS, st.data())
def test_an_unknown_value_is_never_in_order(row, unknown, form, data):
    steps = row.input.split(".")
    cut = data.draw(st.integers(1, len(steps)))
    assert found(row, nested(".".join(steps[:cut]), form(unknown)))


@given(st.sampled_from(ASKED), NOTHING, FORMS)
def test_taking_a_value_away_is_in_order_only_where_the_atlas_says_so(row, nothing, form):
    said = found(row, nested(row.input, form(nothing)))
    assert bool(said) == (not row.omitted and row.wants is not Want.ABSENT)


@pytest.mark.parametrize("question", ["encryption-at-rest", "customer-managed-key"])
def test_of_everything_that_keeps_content_it_is_known_or_said_not_to_be_known_how(question):
    silent = [token for token in STORES if not controls_of(question, token) and token not in PARTS]
    assert silent == []


def test_what_is_kept_by_another_has_a_keeper_that_answers():
    assert {row.keeper for row in PARTS.values()} <= set(STORES)
    assert not {row.keeper for row in PARTS.values()} & set(PARTS)
    assert set(PARTS) <= set(STORES)
