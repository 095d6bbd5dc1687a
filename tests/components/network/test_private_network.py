import pytest

from bailiwick.network import PrivateNetwork

ARGS = {
    "jurisdiction": "FR",
    "provider": "scaleway",
    "region": "fr-par",
    "zone": "fr-par-2",
    "cidr": "172.16.32.0/22",
    "egress": "gateway",
}


def test_machines_leave_through_one_gateway_that_announces_itself(register):
    def build():
        network = PrivateNetwork("net", ARGS)
        return {"network": network.network_id, "egress": network.egress_id}

    registered = register(build)
    attachment = registered.one("network/gatewayNetwork:GatewayNetwork")
    assert attachment["enableMasquerade"] is True
    assert attachment["ipamConfigs"] == [{"pushDefaultRoute": True}]
    assert attachment["privateNetworkId"] == registered.outputs["network"]
    assert registered.outputs["egress"] == "fr-par-2/net-egress-id"


@pytest.mark.parametrize("egress", [{}, {"egress": "none"}])
def test_nothing_leaves_unless_somebody_asked_for_a_gateway(register, egress):
    args = {field: value for field, value in ARGS.items() if field != "egress"} | egress

    def build():
        network = PrivateNetwork("net", args)
        return {"egress": network.egress_id, "address": network.egress_ip}

    registered = register(build)
    assert registered.outputs == {"egress": "", "address": ""}
    assert not registered.of("PublicGateway") + registered.of("PublicGatewayIp") + registered.of("GatewayNetwork")
    assert registered.one("privateNetwork:PrivateNetwork")


def test_the_network_is_not_in_the_projects_default_vpc(register):
    registered = register(lambda: PrivateNetwork("net", ARGS) and None)
    assert registered.one("privateNetwork:PrivateNetwork")["vpcId"] == "fr-par/net-vpc-id"
    assert registered.one("privateNetwork:PrivateNetwork")["ipv4Subnet"] == {"subnet": "172.16.32.0/22"}


def test_there_is_no_way_in(register):
    gateway = register(lambda: PrivateNetwork("net", ARGS) and None).one("network/publicGateway:PublicGateway")
    assert gateway["bastionEnabled"] is False
    assert gateway["enableSmtp"] is False


@pytest.mark.parametrize(
    ("wrong", "path", "said"),
    [
        ({"cidr": "172.16.32.0/33"}, "cidr", "is not an IPv4 range"),
        ({"cidr": "172.16.32.1/22"}, "cidr", "host bits"),
        ({"egress": "public"}, "egress", "expected one of none, gateway"),
        ({"egress": "none", "gateway_type": "VPC-GW-M"}, "gateway_type", "is the size of no gateway"),
        ({"cidr": 5}, "cidr", "is not an address range"),
        ({"cidr": "100.64.0.0/22"}, "cidr", "is not a private range"),
        ({"cidr": "10.0.0.0/8"}, "cidr", "a prefix from /20 to /28"),
        ({"zone": "fr-par-3"}, "zone", "does not have public-gateway"),
        ({"zone": "pl-waw-2"}, "zone", "is outside the region fr-par"),
        ({"zone": "fr-par"}, "zone", "is not a zone of scaleway"),
        ({"zone": "fr-par-22"}, "zone", "did you mean fr-par-2?"),
        ({"zone": "FR-PAR-2"}, "zone", "did you mean fr-par-2?"),
    ],
)
def test_each_wrong_argument_is_refused(refused, wrong, path, said):
    problems = refused(PrivateNetwork, ARGS | wrong)
    assert said in problems[path]
    assert list(problems) == [path]
