"""Whatever valid arguments a platform gets, nothing that it registers lies elsewhere."""

import warnings

import pulumi
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bailiwick import atlas
from bailiwick.contract import offers
from bailiwick.platform import SovereignPlatform

PRODUCTS = ("key-manager", "object-storage", "kubernetes", "private-network")
NAMES = st.from_regex(r"[a-z][a-z0-9]{0,8}", fullmatch=True)


def whole_stack_regions() -> list[atlas.Site]:
    everywhere = frozenset.intersection(*(offers.places_of("scaleway", product)[0] for product in PRODUCTS))
    return [site for site in atlas.regions("scaleway") if site.region in everywhere]


@st.composite
def pools(draw, region: str, zone: str, names: list[str]):
    """Pools of machines that are sold in the zones of the region."""
    found = []
    for name in names:
        own_zone = draw(st.sampled_from([None, *(site.code for site in atlas.zones("scaleway", region))]))
        sold = [machine for machine in offers.node_types("scaleway") if (own_zone or zone) in machine.zones]
        machine = draw(st.sampled_from(sold))
        size = draw(st.integers(1, 5))
        pool = {"segment": name, "size": size, "max_size": size + draw(st.integers(0, 3))}
        if machine.accelerator and draw(st.booleans()):
            pool |= {"accelerator": machine.accelerator, "accelerators_per_node": machine.accelerators}
        else:
            pool["node_type"] = machine.name
        found.append(pool | ({"zone": own_zone} if own_zone else {}))
    return found


@st.composite
def platforms(draw):
    home = draw(st.sampled_from(whole_stack_regions()))
    gateways, _ = offers.places_of("scaleway", "public-gateway")
    zone = draw(
        st.sampled_from(sorted(site.code for site in atlas.zones("scaleway", home.region) if site.code in gateways))
    )
    segments = draw(st.lists(NAMES.filter(lambda name: name != "system"), min_size=1, max_size=3, unique=True))
    buckets = draw(st.lists(NAMES, min_size=1, max_size=3, unique=True))
    return {
        "jurisdiction": home.country,
        "provider": "scaleway",
        "region": home.region,
        "zone": zone,
        "network": {"cidr": f"172.{draw(st.integers(16, 31))}.0.0/{draw(st.integers(20, 28))}"},
        "buckets": [
            {"name": name, "segment": draw(st.sampled_from(segments)), "lock_days": draw(st.integers(0, 400))}
            for name in buckets
        ],
        "cluster": {
            "version": draw(st.sampled_from(["1.36", "1.36.3"])),
            "api_access": ["192.0.2.0/28"],
            "pools": draw(pools(home.region, zone, segments)),
        },
    }


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(args=platforms())
def test_every_location_is_explicit_and_inside_the_jurisdiction(register, monkeypatch, args):
    monkeypatch.setattr(pulumi.log, "warn", lambda *_, **__: None)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        registered = register(lambda: SovereignPlatform("any", args) and None)
    at_provider = [resource for resource in registered.resources if resource.typ.startswith("scaleway:")]
    assert at_provider
    for resource in at_provider:
        places = [resource.inputs[key] for key in ("region", "zone") if key in resource.inputs]
        assert places, f"{resource.typ} names neither region nor zone"
        for place in places:
            site = atlas.locate("scaleway", place)
            assert site is not None
            assert site.country == args["jurisdiction"]
    for pool in registered.of("kubernetes/pool:Pool"):
        assert {"region", "zone"} <= set(pool)
        assert pool["publicIpDisabled"] is True
