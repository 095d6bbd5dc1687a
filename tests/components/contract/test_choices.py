"""A region that was left out is never filled in; the error lists the places that would do."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.cluster.spec import GpuClusterSpec
from bailiwick.contract import ArgumentsError, parse_arguments
from bailiwick.contract.place import BUILT
from bailiwick.kms.spec import LocalKmsSpec
from bailiwick.network.spec import PrivateNetworkSpec
from bailiwick.platform.spec import SovereignPlatformSpec
from bailiwick.storage.spec import ObjectStoreSpec

SPECS = (PrivateNetworkSpec, LocalKmsSpec, ObjectStoreSpec, GpuClusterSpec, SovereignPlatformSpec)
POOL = st.fixed_dictionaries(
    {"segment": st.just("training"), "accelerator": st.sampled_from(["H100", "L4", "A100", "H100-SXM"])},
    optional={"size": st.integers(1, 4), "accelerators_per_node": st.sampled_from([1, 2, 8])},
)


def problems(spec, args):
    try:
        parse_arguments(spec, args, component="it")
    except ArgumentsError as refused:
        return {diagnostic.where: diagnostic for diagnostic in refused.diagnostics()}
    return {}


def region(spec, **args):
    return problems(spec, args)["it: region"]


def suggested(diagnostic):
    return re.findall(r"([\w-]+) at ([a-z]+) \(", diagnostic.expected)


def test_the_places_that_would_do_are_listed_with_their_price():
    pools = [{"segment": "training", "accelerator": "H100", "accelerators_per_node": 2, "size": 4}]
    found = region(GpuClusterSpec, jurisdiction="PL", provider="scaleway", pools=pools)
    assert found.problem == "is missing"
    assert found.expected == "pl-waw at scaleway (Warsaw, PL; 4 x H100-2-80G in pl-waw-2; 22.93 EUR/h)"
    assert found.next_step == (
        "there is no default region; choose one. `bailiwick where --boundary PL --accelerator H100:8 --needs kubernetes"
        " --provider scaleway` says why each other place is out"
    )


def test_pools_of_a_platform_are_found_inside_its_cluster():
    cluster = {"pools": [{"segment": "training", "accelerator": "H100-SXM", "accelerators_per_node": 8}]}
    assert "1 x H100-SXM-8-80G" in region(SovereignPlatformSpec, jurisdiction="FR", cluster=cluster).expected
    none = region(SovereignPlatformSpec, jurisdiction="PL", provider="scaleway", cluster=cluster)
    assert none.problem == "is missing, and no place is known to satisfy the other arguments"
    assert none.expected == ""
    assert "there is no default region" in none.next_step


def test_without_a_jurisdiction_nothing_is_suggested():
    for args in ({}, {"jurisdiction": "Frankreich"}, {"jurisdiction": 5}):
        found = region(LocalKmsSpec, **args)
        assert (found.problem, found.expected) == ("is missing", "")
        assert found.next_step == "there is no default region; name the jurisdiction first, then choose one"


def test_another_missing_argument_is_told_as_before():
    assert problems(LocalKmsSpec, {})["it: provider"].next_step == "add provider"


@given(st.sampled_from(SPECS), st.sampled_from(["FR", "PL", "NL", "DE", "IT"]), st.sampled_from(BUILT), st.lists(POOL))
def test_every_suggestion_is_a_region_that_is_then_accepted(spec, jurisdiction, provider, pools):
    fields = spec.model_fields
    args = {"jurisdiction": jurisdiction, "provider": provider}
    args |= {"pools": pools} if "pools" in fields else {"cluster": {"pools": pools}} if "cluster" in fields else {}
    for code, at in suggested(region(spec, **args)):
        assert at == provider
        assert not any(where.startswith("it: region") for where in problems(spec, args | {"region": code}))


@pytest.mark.parametrize("spec", SPECS)
def test_every_component_says_which_products_it_uses(spec):
    from bailiwick.atlas.vocabulary import product

    assert spec.uses
    assert all(product(name) for name in spec.uses)
