"""A draft loads, is asked about by the rules of the map, and agrees with its plan but for what people must decide."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bailiwick.atlas import providers
from bailiwick.atlas.implied_flows import role_of
from bailiwick.atlas.resource_types import classified_tokens
from bailiwick.conformance import compare
from bailiwick.conformance.drafting import draft
from bailiwick.datamap.judging import judge
from bailiwick.datamap.reading import parse_map
from bailiwick.datamap.situation import Situation
from bailiwick.estate import Estate, Keeping, Resource

DAY = date(2026, 11, 25)
TOKENS = sorted({token for provider in providers() for token in classified_tokens(provider) if role_of(token)})
TOKENS += ["aws:s3/bucket:Bucket", "nobody:index:Knows", "kubernetes:core/v1:Secret"]
DECISIONS = {"DC003", "DC020", "DC021", "DC022", "DC023", "DC031"}
"""What a plan alone cannot settle: places that it hides, exports, pulls, a state of which it says little, ways out."""
UNATTACHED = {"DC010"}
"""A part whose whole is in another stack."""


STACK = Resource("urn:pulumi:dev::demo::pulumi:pulumi:Stack::demo-dev", "pulumi:pulumi:Stack", "demo-dev")
OUTER = Resource("urn:pulumi:dev::demo::my:index:Outer::outer", "my:index:Outer", "outer", parent=STACK.urn)
INNER = Resource("urn:pulumi:dev::demo::my:index:Inner::inner", "my:index:Inner", "inner", parent=OUTER.urn)


def resource(token, name, inputs=None, parent=STACK.urn, **links):
    urn = "urn:pulumi:dev::demo::{}::{}"
    return Resource(
        urn.format(token, name),
        token,
        name,
        inputs or {},
        {},
        parent=parent,
        provider=urn.format("pulumi:providers:any", "any"),
        property_dependencies={key: tuple(urn.format(*other) for other in value) for key, value in links.items()},
    )


def drafted(resources, backend="file://~"):
    estate = Estate({item.urn: item for item in resources}, keeping=Keeping(backend))
    data_map = parse_map(draft(estate, "dev", DAY), Path("dataflows.yaml"))
    return data_map, {item.rule for item in compare(data_map, estate)}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(TOKENS),
            st.from_regex(r"[A-Za-z_. -]{1,12}", fullmatch=True),
            st.sampled_from([{}, {"region": "fr-par"}, {"region": "GRA"}, {"zone": "nl-ams-1"}]),
            st.sampled_from([STACK.urn, OUTER.urn, INNER.urn]),
        ),
        unique_by=lambda item: item[:2],
    ),
    st.sampled_from([None, "", "file://~", "s3://b?endpoint=s3.nl-ams.scw.cloud", "https://api.pulumi.com", "gs://b"]),
)
def test_a_draft_of_any_plan_loads_and_leaves_decisions_only(rows, backend):
    _, left = drafted([STACK, OUTER, INNER, *(resource(*row) for row in rows)], backend)
    assert left <= DECISIONS | UNATTACHED


def test_a_component_with_something_in_another_place_does_not_stand_for_it():
    rows = [
        resource("ovh:CloudProjectDatabase/databaseInstance:DatabaseInstance", "users", {"region": "GRA"}, OUTER.urn),
        resource("scaleway:databases/databaseBackup:DatabaseBackup", "backup", {"region": "fr-par"}, OUTER.urn),
    ]
    data_map, left = drafted([STACK, OUTER, INNER, *rows])
    assert "DC002" not in left
    assert [place.resource for place in data_map.places if place.kind == "databases"] == ["backup"]


def test_what_is_drafted_is_asked_about():
    data_map, left = drafted([resource("scaleway:object/bucket:Bucket", "letters", {"region": "fr-par"})])
    assert left == set()
    about = {item.subject for item in judge(Situation(data_map, DAY)) if item.rule == "DM005"}
    assert about == {"controller", "party controller", "segment platform", "element letters"}
    assert not any(item.frameworks or item.categories or item.subjects or item.retention for item in data_map.elements)


def test_a_backup_is_a_flow_from_its_original():
    database = ("scaleway:databases/instance:Instance", "db")
    replica = "scaleway:databases/readReplica:ReadReplica"
    inputs = {"region": "fr-par", "disableBackup": True, "privateNetwork": {"pnId": "x", "privateNetworkId": "x"}}
    rows = [resource(*database, inputs), resource(replica, "copy", inputs, instanceId=[database])]
    data_map, left = drafted(rows)
    assert left == set()
    ((flow),) = data_map.flows
    assert (flow.source, flow.target, flow.access) == ("db", "copy", "replication")


def test_copies_that_a_setting_sends_elsewhere_have_a_place_of_their_own():
    glacier = [{"transitions": [{"storageClass": "GLACIER"}]}]
    inputs = {"region": "nl-ams", "lifecycleRules": glacier}
    data_map, left = drafted([resource("scaleway:object/bucket:Bucket", "letters", inputs)])
    assert left == set()
    assert [(place.id, place.country) for place in data_map.places] == [("letters", "NL"), ("letters-copies", "FR")]


@pytest.mark.parametrize(
    ("backend", "country", "left"),
    [("s3://b?endpoint=s3.nl-ams.scw.cloud", "NL", set()), ("https://api.pulumi.com", "FR", {"DC023"})],
)
def test_the_state_is_a_place(backend, country, left):
    row = resource("scaleway:object/bucket:Bucket", "letters", {"region": "fr-par"})
    data_map, found = drafted([row], backend)
    (state,) = (place for place in data_map.places if place.kind == "state-backend")
    assert (state.country, found) == (country, left)
