"""Placement: every region is judged, only a yes is a yes, and asking for more never finds more."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.atlas import locate, providers, regions
from bailiwick.atlas.capabilities import capability
from bailiwick.atlas.capability_rows import Answer
from bailiwick.atlas.countries import bloc
from bailiwick.atlas.machines import machines
from bailiwick.atlas.vocabulary import features, products
from bailiwick.boundary import Boundary, KeyCustody, Tier
from bailiwick.errors import ConfigurationError
from bailiwick.placement import Accelerators, Demand, Need, rank, read_accelerators, read_needs

DAY = date(2026, 11, 25)
KINDS = sorted({machine.accelerator for machine in machines() if machine.accelerator})
PLACES = {(site.provider, site.region) for provider in providers() for site in regions(provider)}
FEATURES = [term.id for term in features() if term.group != "accelerator" and term.id != "offered"]
PRODUCTS = [term.id for term in products()]

FLEETS = st.builds(Accelerators, st.sampled_from(KINDS), st.integers(1, 40), st.none() | st.sampled_from([1, 2, 4, 8]))
NEEDS = st.one_of(
    st.builds(Need, st.sampled_from(PRODUCTS)),
    st.builds(Need, st.just(""), st.sampled_from(FEATURES)),
    st.builds(Need, st.sampled_from(PRODUCTS), st.sampled_from(FEATURES)),
)
COUNTRIES = st.frozensets(st.sampled_from([*sorted(bloc("EU").members), "CH", "GB", "CA", "US"]), min_size=1)
BOUNDARIES = st.builds(
    Boundary,
    st.just("some"),
    COUNTRIES | st.just(frozenset({"FR", "PL", "DE"})),
    tier=st.sampled_from(Tier),
    laws=st.none() | COUNTRIES,
    custody=st.none() | st.sampled_from(KeyCustody),
    certifications=st.frozensets(st.sampled_from(["hds", "iso-27001", "secnumcloud"]), max_size=1),
    accelerators=st.frozensets(st.sampled_from(["H100", "L4"]), max_size=1),
    confidential=st.just(False),
)
DEMANDS = st.builds(
    Demand,
    st.none() | BOUNDARIES,
    st.lists(FLEETS, max_size=2).map(tuple),
    st.lists(NEEDS, max_size=2).map(tuple),
    st.none() | st.sets(st.sampled_from(providers()), min_size=1).map(frozenset),
    st.sampled_from(["kubernetes", "instances"]),
)


def france(**more):
    return Boundary("fr", frozenset({"FR"}), **more)


def codes(ranking):
    return [(option.site.provider, option.site.region) for option in ranking.options]


def rejection(ranking, provider, region):
    return next(row for row in ranking.rejections if (row.site.provider, row.site.region) == (provider, region))


@given(DEMANDS)
def test_every_region_is_an_option_or_a_rejection(demand):
    ranking = rank(demand, on=DAY)
    rejected = [(row.site.provider, row.site.region) for row in ranking.rejections]
    assert sorted(codes(ranking) + rejected) == sorted(PLACES)
    assert all(row.reasons for row in ranking.rejections)
    assert all(reason.answer is not Answer.YES for row in ranking.rejections for reason in row.reasons)


@given(DEMANDS)
def test_an_option_is_inside_and_sells_what_is_demanded_in_its_zones(demand):
    for option in rank(demand, on=DAY).options:
        assert demand.boundary is None or option.site.country in demand.boundary.countries
        assert demand.providers is None or option.site.provider in demand.providers
        assert [fleet.wanted for fleet in option.fleets] == list(demand.fleets)
        for fleet in option.fleets:
            for group in fleet.choices:
                assert group.machine.accelerator == fleet.wanted.name
                assert demand.compute in group.machine.products
                assert group.accelerators >= fleet.wanted.count
                assert group.accelerators - fleet.wanted.count < group.machine.accelerators
                assert fleet.wanted.per_node in {None, group.machine.accelerators}
                assert group.zones
                for zone in group.zones:
                    assert locate(option.site.provider, zone).region == option.site.region
                    assert zone in group.machine.places


@given(DEMANDS)
def test_an_option_rests_on_yes_alone(demand):
    for option in rank(demand, on=DAY).options:
        for need in demand.needs:
            if need.product and need.feature != "offered":
                where = option.site.provider, need.feature
                assert capability(*where, product=need.product, place=option.site.region, on=DAY)
        assert all(remark.fact is not None for remark in option.relied_on)


@given(DEMANDS, NEEDS, FLEETS)
def test_asking_for_more_never_adds_an_option(demand, need, fleet):
    before = set(codes(rank(demand, on=DAY)))
    more = (
        Demand(demand.boundary, demand.accelerators, (*demand.needs, need), demand.providers, demand.compute),
        Demand(demand.boundary, (*demand.accelerators, fleet), demand.needs, demand.providers, demand.compute),
    )
    for wider in more:
        assert set(codes(rank(wider, on=DAY))) <= before


@given(DEMANDS, BOUNDARIES)
def test_narrowing_the_boundary_never_adds_an_option(demand, other):
    try:
        narrower = demand.boundary.narrow(other) if demand.boundary else other
    except ConfigurationError:
        return
    before = set(codes(rank(demand, on=DAY)))
    after = Demand(narrower, demand.accelerators, demand.needs, demand.providers, demand.compute)
    assert set(codes(rank(after, on=DAY))) <= before


@given(DEMANDS)
def test_the_cheapest_comes_first(demand):
    prices = [option.eur_per_hour for option in rank(demand, on=DAY).options]
    known = [price for price in prices if price is not None]
    assert known == sorted(known)
    assert prices == known + [None] * (len(prices) - len(known))


def test_eight_h100_in_france():
    ranking = rank(Demand(france(), (Accelerators("H100", 8),)), on=DAY)
    assert codes(ranking) == [("ovh", "GRA"), ("scaleway", "fr-par")]
    gravelines, paris = ranking.options
    assert (str(gravelines.fleets[0].best), gravelines.zones, gravelines.eur_per_hour) == (
        "2 x h100-1520",
        ("GRA11",),
        22.4,
    )
    assert (str(paris.fleets[0].best), paris.zones, paris.eur_per_hour) == ("4 x H100-2-80G", ("fr-par-2",), 22.932)


def test_one_machine_is_taken_where_it_is_the_cheapest():
    ranking = rank(Demand(france(), (Accelerators("H100-SXM", 8),)), on=DAY)
    assert [str(group) for group in ranking.options[0].fleets[0].choices] == [
        "1 x H100-SXM-8-80G",
        "2 x H100-SXM-4-80G",
        "4 x H100-SXM-2-80G",
    ]


def test_a_number_per_machine_that_none_has_is_refused_with_those_there_are():
    ranking = rank(Demand(france(), (Accelerators("H100", 8, per_node=8),), providers=frozenset({"scaleway"})), on=DAY)
    (reason,) = rejection(ranking, "scaleway", "fr-par").reasons
    assert reason.why == "a machine there has 1, 2 of them, never 8"
    assert reason.fact


def test_what_is_sold_as_an_instance_only_is_named():
    ranking = rank(Demand(france(), (Accelerators("H200", 8),)), on=DAY)
    assert not ranking.options
    (reason,) = rejection(ranking, "ovh", "EU-WEST-PAR").reasons
    assert reason.answer is Answer.UNKNOWN
    assert reason.instead == "h200-1920, sold there for instances"
    (paris,) = rank(Demand(france(), (Accelerators("H200", 8),), compute="instances"), on=DAY).options
    assert paris.site.region == "EU-WEST-PAR"


def test_a_certification_must_cover_every_product_and_what_lacks_evidence_alone_is_told_apart():
    hds = france(certifications=frozenset({"hds"}))
    assert codes(rank(Demand(hds, (Accelerators("H100"),)), on=DAY)) == [("ovh", "GRA"), ("scaleway", "fr-par")]
    with_registry = rank(Demand(hds, (Accelerators("H100"),), (Need("container-registry"),)), on=DAY)
    assert codes(with_registry) == [("ovh", "GRA")]
    paris = rejection(with_registry, "scaleway", "fr-par")
    assert [reason.about for reason in paris.reasons] == ["hds for container-registry"]
    assert paris.undecided


def test_a_condition_of_a_yes_is_told():
    hds = france(certifications=frozenset({"hds"}))
    option = rank(Demand(hds, (Accelerators("H100"),)), on=DAY).options[0]
    assert any("the HDS option of the project" in remark.says for remark in option.conditions)


def test_keys_of_the_customers_own_are_meant_of_object_storage_and_their_limits_are_told():
    ranking = rank(Demand(france(), needs=read_needs(["cmk,postgres"])), on=DAY)
    assert codes(ranking) == [("scaleway", "fr-par")]
    (paris,) = ranking.options
    assert [(remark.about, remark.says) for remark in paris.limits] == [("customer-managed-keys", "not for databases")]
    assert any(remark.about == "backups of keys" for remark in paris.doubts)
    assert not rank(Demand(france(), needs=read_needs(["databases/cmk"])), on=DAY).options


def test_keys_whose_backups_leave_the_boundary_reject():
    kms = read_needs(["kms"])
    germany = rank(Demand(Boundary.of("de", ["DE"]), needs=kms), on=DAY)
    assert [reason.about for reason in rejection(germany, "ovh", "DE").reasons] == ["backups of keys"]
    assert ("ovh", "DE") in codes(rank(Demand(Boundary.of("both", ["DE", "FR"]), needs=kms), on=DAY))


def test_the_law_that_reaches_the_operator_rejects_where_the_boundary_speaks_of_law():
    wanted = (Accelerators("H100"),)
    assert codes(rank(Demand(france(laws=frozenset({"FR"})), wanted), on=DAY)) == [("scaleway", "fr-par")]
    gravelines = rejection(rank(Demand(france(laws=frozenset({"FR"})), wanted), on=DAY), "ovh", "GRA")
    assert [(reason.about, reason.answer) for reason in gravelines.reasons] == [
        ("law of CA", Answer.NO),
        ("law of US", Answer.UNKNOWN),
    ]


def test_confidential_computing_is_to_be_had_on_no_node():
    ranking = rank(Demand(france(confidential=True), (Accelerators("H100"),)), on=DAY)
    assert not ranking.options
    (reason,) = rejection(ranking, "scaleway", "fr-par").reasons
    assert reason.about == "confidential computing for kubernetes"
    assert reason.fact


def test_what_a_provider_has_somewhere_is_not_known_to_be_here():
    ranking = rank(Demand(france(), needs=read_needs(["snc-platform"])), on=DAY)
    assert codes(ranking) == [("ovh", f"eu-west-{site}-snc") for site in ("gra", "rbx", "sbg")]
    assert rejection(ranking, "ovh", "GRA").reasons[0].answer is Answer.UNKNOWN


def test_a_certificate_ends_on_its_last_day():
    demand = Demand(france(), needs=read_needs(["hosted-private-cloud/secnumcloud"]))
    assert ("ovh", "GRA") in codes(rank(demand, on=date(2026, 12, 29)))
    assert ("ovh", "GRA") not in codes(rank(demand, on=date(2026, 12, 30)))


def test_facts_due_for_review_are_doubted():
    demand = Demand(france(), (Accelerators("H100"),))
    assert not any("due for review" in remark.says for remark in rank(demand, on=DAY).options[0].doubts)
    assert any("due for review" in remark.says for remark in rank(demand, on=date(2030, 1, 1)).options[0].doubts)


def test_a_country_that_nobody_knows_is_inside_no_boundary():
    ranking = rank(Demand(Boundary.of("fr", ["FR"])), on=DAY)
    (reason,) = rejection(ranking, "ovh", "AP-SOUTH-LZ-ICD").reasons
    assert (reason.about, reason.answer) == ("country", Answer.UNKNOWN)


@pytest.mark.parametrize(("written", "read"), [("H100:8", Accelerators("H100", 8)), ("h100", Accelerators("H100"))])
def test_accelerators_are_read(written, read):
    assert read_accelerators([written]) == (read,)


@pytest.mark.parametrize(
    "written", ["H100:", "H100:0", "H100:-1", "H100:x", "H100:²", "H100:1000000000", ":8", "", "kms"]
)
def test_malformed_accelerators_are_refused(written):
    with pytest.raises(ConfigurationError):
        read_accelerators([written])


def test_needs_are_read():
    assert read_needs(["cmk, registry", "postgres/cmk"]) == (
        Need("", "customer-managed-keys"),
        Need("container-registry"),
        Need("databases", "customer-managed-keys"),
    )


@pytest.mark.parametrize("written", ["", "cmk,,kms", "registry/", "/cmk", "registry/h100", "a/b/c"])
def test_malformed_needs_are_refused(written):
    with pytest.raises(ConfigurationError):
        read_needs([written])


def test_every_feature_is_meant_of_something():
    from bailiwick.atlas.vocabulary import product, subject

    for term in features():
        if term.group in {"accelerator", "certification", "availability"}:
            continue
        meant = subject(term)
        assert meant.products, term.id
        assert all(product(name) for name in (*meant.products, *meant.needs))
