"""Whatever valid arguments a component gets, nothing that it registers is refused by the boundary they describe."""

import inspect

import pulumi
import pytest
from hypothesis import HealthCheck, Phase, given, reject, settings
from hypothesis import strategies as st

import component_arguments as arguments
from bailiwick.atlas.countries import resolve_countries
from bailiwick.boundary import Boundary, Tier
from bailiwick.cluster import GpuCluster
from bailiwick.contract import ArgumentsError
from bailiwick.contract.place import BUILT
from bailiwick.database import Database
from bailiwick.estate import Estate
from bailiwick.kms import LocalKms
from bailiwick.landing_zone import LandingZone
from bailiwick.network import PrivateNetwork
from bailiwick.platform import SovereignPlatform
from bailiwick.registry import ContainerRegistry
from bailiwick.secret_store import SecretStore
from bailiwick.storage import ObjectStore
from bailiwick_policies.judgement import judge
from in_process import rehearsed

COMPONENTS = {
    PrivateNetwork: arguments.network_arguments,
    LocalKms: arguments.key_arguments,
    ObjectStore: arguments.store_arguments,
    GpuCluster: arguments.cluster_arguments,
    Database: arguments.database_arguments,
    ContainerRegistry: arguments.registry_arguments,
    SecretStore: arguments.secret_arguments,
    LandingZone: arguments.landing_arguments,
    SovereignPlatform: arguments.platform_arguments,
}


def own_boundary(args: dict, tier: Tier) -> Boundary:
    """The jurisdiction, and what the arguments allow beside it for backups of keys."""
    also = [*args.get("key_backup_countries", ()), *args.get("keys", {}).get("key_backup_countries", ())]
    return Boundary.of("own", [args["jurisdiction"], *sorted(resolve_countries(also) if also else ())], tier=tier)


def given_up(args: dict) -> set[str]:
    """The rules of tier L2 that arguments break in so many words; who uses them needs a waiver there."""
    parts = [args, args.get("network", {}), args.get("keys", {}), args.get("cluster", {}), *args.get("buckets", ())]
    parts += [*args.get("databases", ()), args.get("registry", {})]
    rules = set()
    if any(part.get("key_custody") == "imported" for part in parts):
        rules.add("encryption/key-rotation")  # only the owner of the key can make another
    if any("vrack_id" in part for part in parts):
        rules.add("exposure/cross-border-link")
    if any(part.get("deletion_protection") is False for part in parts):
        rules |= {"encryption/key-unprotected", "integrity/store-unprotected"}
    if any(part.get("oidc", {}).get("issuer_url") == arguments.OWN_ISSUER for part in parts):
        rules.add("integrity/identity-foreign")
    return rules


@pytest.mark.parametrize("provider", BUILT)
@pytest.mark.parametrize("component", COMPONENTS, ids=lambda component: component.__name__)
@settings(
    max_examples=25, deadline=None, phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck)
)
@given(data=st.data())
def test_nothing_that_a_component_registers_is_refused_by_its_own_boundary(component, provider, monkeypatch, data):
    monkeypatch.setattr(pulumi.log, "warn", lambda *_, **__: None)
    args = data.draw(arguments.places(provider).flatmap(COMPONENTS[component]), label="args")
    try:
        resources, misfits = rehearsed(lambda: component("any", args))
    except ArgumentsError:
        reject()
    assert misfits == []
    estate = Estate.from_records(resources)
    accepted = {Tier.L1: set(), Tier.L2: given_up(args)}
    for tier, rules in accepted.items():
        found = [item for item in judge(estate, own_boundary(args, tier)) if not item.exception]
        assert [item.message for item in found if item.rule not in rules] == []


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda component: component.__name__)
def test_every_argument_is_tried(component):
    drawn = set()

    @settings(max_examples=200, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(args=st.sampled_from(BUILT).flatmap(arguments.places).flatmap(COMPONENTS[component]))
    def draw(args):
        drawn.update(args)

    draw()
    assert drawn == set(inspect.get_annotations(inspect.signature(component).parameters["args"].annotation))
