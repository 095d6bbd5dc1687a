"""A stack's own configuration narrows the ceiling and never lifts it."""

import json

import pulumi
import pytest

from bailiwick.boundary import Boundary, Tier
from bailiwick.errors import ConfigurationError
from bailiwick_policies.configuration import narrowed
from bailiwick_policies.pack import policies

BUCKET = "scaleway:object/bucket:Bucket"
EUROPE = Boundary.of("eu27", ["EU"])


@pytest.fixture
def setting():
    def put(value):
        pulumi.runtime.set_config("bailiwick:boundary", value if isinstance(value, str) else json.dumps(value))

    yield put
    pulumi.runtime.set_all_config({})


def test_what_the_stack_leaves_out_stays_as_it_is():
    assert narrowed(EUROPE, None) == EUROPE
    assert narrowed(EUROPE, {"tier": "L2"}).countries == EUROPE.countries
    assert narrowed(EUROPE, {"tier": "L2"}).tier is Tier.L2


def test_the_stack_cannot_widen():
    assert narrowed(EUROPE, {"countries": ["FR", "US"]}).countries == {"FR"}
    strict = Boundary.of("strict", ["FR"], tier=Tier.L2)
    assert narrowed(strict, {"tier": "public"}) == strict


def test_a_contradiction_stops_everything():
    with pytest.raises(ConfigurationError, match="no country in common"):
        narrowed(EUROPE, {"countries": ["US"]})
    with pytest.raises(ConfigurationError, match=r"bailiwick:boundary\.countrys: is not a setting"):
        narrowed(EUROPE, {"countrys": ["FR"]})
    with pytest.raises(ConfigurationError, match="is malformed: got 'FR'; expected settings of a boundary"):
        narrowed(EUROPE, "FR")


def test_the_pack_reads_the_stacks_setting(sdk, setting):
    setting({"name": "the hospital's", "countries": ["FR"]})
    run = sdk.Run(policies(), {"name": "eu27", "countries": ["EU"]})
    ((policy, _, message),) = run.resource(BUCKET, {"region": "pl-waw"})
    assert policy == "residency-location-outside"
    assert "outside boundary the hospital's within eu27 (FR)" in message or "boundary the hospital's (FR)" in message


def test_a_malformed_setting_stops_the_pack(sdk, setting):
    setting("France")
    with pytest.raises(ConfigurationError, match="got 'France'"):
        sdk.Run(policies(), {"countries": ["EU"]}).resource(BUCKET, {"region": "fr-par"})
