"""A waiver excuses what it names until its day, is always told, and cannot be had by halves."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.boundary import Boundary
from bailiwick.errors import ConfigurationError
from bailiwick.estate import Estate, Resource
from bailiwick_policies.configuration import configured
from bailiwick_policies.judgement import Exceptions, judge
from bailiwick_policies.pack import policies
from bailiwick_policies.rules import RULES
from bailiwick_policies.waivers import Waiver

BUCKET = "scaleway:object/bucket:Bucket"
OUTSIDE = "residency/location-outside"
FRANCE = Boundary.of("fr-only", ["FR"])
DAY = date(2026, 11, 25)
GRANTED = {
    "rule": OUTSIDE,
    "resource": f"{BUCKET}::archive*",
    "reason": "moves home in March",
    "owner": "data protection officer",
    "expires": "2027-03-31",
}


def waiver(**changes):
    given_ = GRANTED | {"expires": date.fromisoformat(GRANTED["expires"])} | changes
    return Waiver(**given_)


def in_warsaw(name, token=BUCKET):
    urn = f"urn:pulumi:dev::p::{token}::{name}"
    return Estate({urn: Resource(urn, token, name, {"region": "pl-waw"}, {}, provider="urn:provider")})


def stands(estate, *waivers, on=DAY):
    exceptions = Exceptions(waivers, on)
    return [finding.rule for finding in judge(estate, FRANCE) if not exceptions.excuse(finding)], list(
        exceptions.idle()
    )


def test_a_waiver_excuses_what_it_names():
    assert stands(in_warsaw("archive-2019"), waiver()) == ([], [])
    assert stands(in_warsaw("letters"), waiver())[0] == [OUTSIDE]
    assert stands(in_warsaw("archive"), waiver(rule="residency/location-global"))[0] == [OUTSIDE]


def test_a_waiver_is_dead_the_day_after():
    assert stands(in_warsaw("archive"), waiver(expires=DAY)) == ([], [])
    found, idle = stands(in_warsaw("archive"), waiver(expires=date(2026, 11, 24)))
    assert found == [OUTSIDE]
    assert idle == [f"has expired and excuses nothing: {waiver(expires=date(2026, 11, 24))}"]


def test_a_waiver_that_excuses_nothing_is_told():
    estate = in_warsaw("letters")
    assert stands(estate, waiver())[1] == [f"excuses nothing at present: {waiver()}"]


@given(st.dates(), st.dates(), st.sampled_from([rule.id for rule in RULES]), st.text(max_size=5))
def test_only_a_live_waiver_of_the_same_rule_and_resource_excuses(expires, on, rule, pattern):
    granted = waiver(expires=expires, rule=rule, resource=pattern)
    found, _ = stands(in_warsaw("archive"), granted, on=on)
    excused = on <= expires and rule == OUTSIDE and granted.speaks_of(f"urn:pulumi:dev::p::{BUCKET}::archive")
    assert found == ([] if excused else [OUTSIDE])


@pytest.mark.parametrize("missing", GRANTED)
def test_a_waiver_without_a_field_stops_everything(missing):
    row = {key: value for key, value in GRANTED.items() if key != missing}
    with pytest.raises(ConfigurationError, match=rf"waivers\[0\].{missing}: a waiver without {missing} is none"):
        configured({"countries": ["FR"], "waivers": [row]})


def test_everything_that_is_wrong_is_told_at_once():
    rows = [GRANTED | {"rule": "residency/location-outsid", "expires": "soon", "reson": "x"}, "all of them"]
    with pytest.raises(ConfigurationError) as caught:
        configured({"countries": ["UK"], "waivers": rows})
    told = str(caught.value)
    assert "did you mean GB" in told
    assert "did you mean residency/location-outside" in told
    assert "is not a day: got 'soon'" in told
    assert "did you mean reason" in told
    assert "waivers[1]: is no waiver" in told


def test_the_name_of_the_policy_is_as_good_as_the_id_of_the_rule():
    (granted,) = configured({"waivers": [GRANTED | {"rule": "residency-location-outside"}]}).waivers
    assert granted == waiver()


def test_the_pack_lists_what_is_waived_and_refuses_the_rest(sdk):
    far = GRANTED | {"expires": "9999-12-31"}
    run = sdk.Run(policies(), {"name": "fr-only", "countries": ["FR"], "waivers": [far]})
    assert [policy for policy, *_ in run.resource(BUCKET, {"region": "pl-waw"}, "letters")] == [
        "residency-location-outside"
    ]
    ((policy, urn, message),) = run.resource(BUCKET, {"region": "pl-waw"}, "archive")
    assert (policy, urn) == ("exceptions", sdk.urn_of(BUCKET, "archive"))
    assert message.startswith("excepted by waiver of residency/location-outside for ")
    assert "until 9999-12-31: moves home in March. " in message
    archive = sdk.member(BUCKET, {"region": None}, "archive")
    assert run.stack(archive, sdk.member(BUCKET, {"region": None}, "letters")) == []


def test_the_stack_layer_lists_what_excuses_nothing(sdk):
    run = sdk.Run(policies(), {"countries": ["FR"], "waivers": [GRANTED | {"expires": "2020-01-01"}]})
    assert run.resource(BUCKET, {"region": "fr-par"}, "archive") == []
    said = run.stack(sdk.member(BUCKET, {"region": "fr-par"}, "archive"))
    assert [(policy, message[:31]) for policy, _, message in said] == [
        ("exceptions", "has expired and excuses nothing")
    ]
