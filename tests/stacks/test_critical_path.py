"""What can be created side by side is, and the benchmark would tell if it were not."""

from pathlib import Path

import pytest

from bailiwick.rehearsal import Plan, Rehearsal, rehearse
from deployments import Bench

ROOT = Path(__file__).parents[2]
KEY = "scaleway:keymanager/key:Key"
CLUSTER, NETWORK, VPC = (
    "scaleway:kubernetes/cluster:Cluster",
    "scaleway:network/privateNetwork:PrivateNetwork",
    "scaleway:network/vpc:Vpc",
)


@pytest.fixture
def benchmark(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    import critical_path

    return critical_path


@pytest.mark.parametrize("stack", sorted(path.name.split(".")[1] for path in ROOT.glob("stacks/Pulumi.*.yaml")))
def test_no_stack_waits_without_need(stack, benchmark):
    result = benchmark.measured(rehearse(Rehearsal(ROOT, stack)))
    assert result.needless == ()
    assert result.ratio <= benchmark.GOAL
    assert result.worst <= benchmark.GOAL


def plan_of(bench):
    return Plan("demo", "dev", resources=list(bench.deployment.resources.values()))


def test_a_needless_wait_shows_in_the_ratio(benchmark):
    bench = Bench()
    vpc = bench.add(VPC, "vpc")
    network = bench.add(NETWORK, "network", dependencies=(vpc.urn,))
    cluster = bench.add(CLUSTER, "cluster", dependencies=(network.urn,))
    fine = benchmark.measured(plan_of(bench))
    assert (fine.up, fine.least, fine.needless) == (125, 125, ())
    bench.add("scaleway:network/publicGatewayIp:PublicGatewayIp", "ip")
    bench.add("scaleway:network/publicGateway:PublicGateway", "gateway", dependencies=(cluster.urn,))
    slow = benchmark.measured(plan_of(bench))
    assert (slow.up, slow.least) == (185, 125)
    assert slow.needless == (("scaleway:network/publicGateway:PublicGateway", CLUSTER),)


def test_a_component_that_waits_makes_its_children_wait(benchmark):
    bench = Bench()
    cluster = bench.add(CLUSTER, "cluster")
    group = bench.group("kms", dependencies=(cluster.urn,))
    bench.add(KEY, "key", parent=group.urn)
    result = benchmark.measured(plan_of(bench))
    assert (result.up, result.least, result.needless) == (122, 120, ((KEY, CLUSTER),))


def test_a_type_without_a_time_is_no_guess(benchmark):
    bench = Bench()
    bench.add("scaleway:redis/cluster:Cluster", "redis")
    with pytest.raises(KeyError, match="redis"):
        benchmark.measured(plan_of(bench))
