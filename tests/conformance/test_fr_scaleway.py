"""The hospital's map and its stack: they agree, and whatever is changed in either is found, and nothing else is."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bailiwick.atlas import providers
from bailiwick.atlas.implied_flows import Role, listed_roles, role_of
from bailiwick.atlas.resource_types import classified_tokens
from bailiwick.conformance import Comparison, compare
from bailiwick.datamap.reading import read_map
from bailiwick.estate import Estate, Keeping, Resource

MAP = read_map(Path(__file__).parents[2] / "stacks" / "dataflows.fr-scaleway.yaml")
IN_STACK = [place.id for place in MAP.places if place.resource]
STORES = [place.id for place in MAP.places if place.kind in {"object-storage", "key-manager"}]
BUCKETS = [place.id for place in MAP.places if place.kind == "object-storage"]
TOKENS = sorted(
    {token for provider in providers() for token in classified_tokens(provider) if role_of(token)}
    | {role.token for role in listed_roles()}
    | {"aws:s3/bucket:Bucket", "nobody:index:Knows", "scaleway:object/bucketOfTomorrow:BucketOfTomorrow"}
)
EXPECTED = {Role.EXPORT: ["DC021"], Role.NOTHING: []}
quick = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def found(data_map, estate):
    return [(item.rule, item.about if item.rule == "DC002" else item.urn) for item in compare(data_map, estate)]


def without_elements(data_map, names):
    """The map without any element at some places; what came from there comes from the wards."""

    def moved(item):
        origin = replace(item.origin, place="wards") if item.origin.place in names else item.origin
        lists = {
            key: tuple(name for name in getattr(item, key) if name not in names)
            for key in ("storage", "processing", "destinations")
        }
        return replace(item, origin=origin, **lists)

    return replace(data_map, elements=tuple(moved(item) for item in data_map.elements))


def without_places(data_map, names):
    """The map without some places and all that leads there."""
    left = without_elements(data_map, names)
    flows = tuple(flow for flow in left.flows if not {flow.source, flow.target} & names)
    return replace(left, places=tuple(place for place in left.places if place.id not in names), flows=flows)


def with_place(data_map, name, **change):
    return replace(data_map, places=tuple(replace(one, **change) if one.id == name else one for one in data_map.places))


def held_at(plan, names):
    """URNs of the buckets and keys of some places, in the order of the plan."""
    comparison = Comparison(MAP, plan)
    return [
        item.urn
        for item, role in comparison.holders()
        if role.role is Role.STORE and {place.id for place in comparison.places_of(item)} & names
    ]


def with_resource(plan, *added):
    return Estate(dict(plan.resources) | {item.urn: item for item in added}, keeping=plan.keeping)


def test_the_map_and_the_stack_agree(hospital, plan):
    assert compare(hospital, plan) == ()


def test_every_store_of_the_stack_is_told_by_the_map(plan):
    assert len(held_at(plan, set(STORES))) == len(STORES) == 10


@pytest.mark.parametrize("name", STORES)
@pytest.mark.parametrize("take_away", [without_elements, without_places])
def test_a_claim_that_is_removed_is_exactly_one_finding(plan, name, take_away):
    assert found(take_away(MAP, {name}), plan) == [("DC010", urn) for urn in held_at(plan, {name})]


@quick
@given(st.sets(st.sampled_from(STORES), min_size=1))
def test_any_claims_that_are_removed_are_exactly_their_findings(plan, names):
    assert found(without_elements(MAP, names), plan) == [("DC010", urn) for urn in held_at(plan, names)]


@pytest.mark.parametrize("name", STORES)
def test_a_place_that_no_longer_names_its_resource_misses_it_on_both_sides(plan, name):
    told = found(with_place(MAP, name, resource=""), plan)
    assert told == [("DC001", plan.root), *(("DC010", urn) for urn in held_at(plan, {name}))]


@pytest.mark.parametrize("name", IN_STACK)
@pytest.mark.parametrize("to", [("DE", ""), ("NL", "nl-ams"), ("FR", "fr-par-3"), ("FR", "nowhere")])
def test_a_place_that_moves_in_the_map_is_exactly_one_finding(plan, name, to):
    country, region = to
    told = found(with_place(MAP, name, country=country, region=region), plan)
    # A region holds its zones: of a bucket nobody says in which of them it is.
    agreed = region == "fr-par-3" and not name.endswith("-pool")
    assert told == ([] if agreed else [("DC002", name)])


def test_a_state_that_moves_is_exactly_one_finding(hospital, plan):
    assert found(with_place(hospital, "state", country="NL", region="nl-ams"), plan) == [("DC023", plan.root)]
    away = Estate(plan.resources, keeping=Keeping("https://api.pulumi.com"))
    assert found(hospital, away) == [("DC023", plan.root)]


@pytest.mark.parametrize("name", IN_STACK)
def test_a_place_that_moves_in_the_plan_is_exactly_one_finding(hospital, plan, name):
    there = {"region": "pl-waw", "zone": "pl-waw-2"}
    members = Comparison(MAP, plan).members[name]
    moved = [
        replace(item, inputs={**item.inputs, **{key: there[key] for key in there if key in item.inputs}})
        for item in members
    ]
    assert moved
    assert found(hospital, with_resource(plan, *moved)) == [("DC002", name)]


@quick
@given(st.sampled_from(IN_STACK))
def test_a_place_whose_region_is_not_known_is_no_pass(hospital, plan, name):
    unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
    hidden = [
        replace(item, inputs={**item.inputs, "region": unknown, "zone": unknown}, outputs={})
        for item in Comparison(MAP, plan).members[name]
    ]
    ((rule, urn),) = found(hospital, with_resource(plan, *hidden))
    assert rule == "DC003"
    assert urn in {item.urn for item in hidden}


def added(token, name="added"):
    urn = f"urn:pulumi:fr-scaleway::bailiwick::{token}::{name}"
    return Resource(urn, token, name, {}, {}, provider="urn:pulumi:fr-scaleway::bailiwick::pulumi:providers:any::any")


@pytest.mark.parametrize("token", TOKENS)
def test_a_resource_that_nobody_claims_is_exactly_one_finding(hospital, plan, token):
    resource = added(token)
    expected = EXPECTED.get(role_of(token).role, ["DC010"])
    assert found(hospital, with_resource(plan, resource)) == [(rule, resource.urn) for rule in expected]


@quick
@given(st.lists(st.tuples(st.sampled_from(TOKENS), st.from_regex(r"[a-z]{1,8}", fullmatch=True)), unique=True))
def test_any_resources_that_nobody_claims_are_exactly_their_findings(hospital, plan, what):
    resources = [added(token, f"added-{name}") for token, name in what]
    expected = [(rule, item.urn) for item in resources for rule in EXPECTED.get(role_of(item.type).role, ["DC010"])]
    assert sorted(found(hospital, with_resource(plan, *resources))) == sorted(expected)


@pytest.mark.parametrize("name", BUCKETS)
def test_a_bucket_with_another_key_is_exactly_one_finding(hospital, plan, name):
    other = next(place for place in MAP.places if place.kind == "key-manager" and not place.id.startswith(f"{name}-"))
    elsewhere = tuple(
        replace(item, encryption=replace(item.encryption, key_place=other.id)) if name in item.storage else item
        for item in MAP.elements
    )
    ((rule, urn),) = found(replace(MAP, elements=elsewhere), plan)
    assert (rule, urn) == ("DC004", held_at(plan, {name})[0])
