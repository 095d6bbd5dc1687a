"""The private network as a Pulumi component."""

import pulumi

from bailiwick.contract import built_by, parse_arguments, place_facts
from bailiwick.network.args import PrivateNetworkArgs
from bailiwick.network.spec import NetworkParts, PrivateNetworkSpec


class PrivateNetwork(pulumi.ComponentResource):
    """A private network inside one country; if asked for, its machines reach the outside through a single gateway.

    Machines on it need no public address: the gateway translates theirs and
    announces itself as the default route. Without one, nothing leaves.

    Raises:
        ArgumentsError: the arguments cannot be honoured; nothing was registered.
    """

    network_id: pulumi.Output[str]
    """Id of the private network, at OVHcloud its OpenStack id in the region. Known before the way out exists."""
    subnet_id: pulumi.Output[str]
    """Id of the network's subnet, which clusters and databases at OVHcloud need too."""
    egress_id: pulumi.Output[str]
    """Id of the gateway's attachment; empty without one. Known once machines on the network can reach the outside."""
    egress_ip: pulumi.Output[str]
    """The one public IPv4 address that traffic from the network comes from; empty without a gateway, and for one that
    existed."""

    def __init__(self, name: str, args: PrivateNetworkArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        spec = parse_arguments(PrivateNetworkSpec, args, component=f'PrivateNetwork "{name}"')
        super().__init__("bailiwick:index:PrivateNetwork", name, spec.as_props(), opts)
        parts: NetworkParts = built_by("bailiwick.network", spec.provider).build(name, spec, self)
        self.network_id = parts.network_id
        self.subnet_id = parts.subnet_id
        self.egress_id = parts.egress_id
        self.egress_ip = parts.egress_ip
        facts: dict[str, object] = {
            **place_facts(spec),
            "zone": spec.home_zone,
            "egress": spec.egress,
            "adopted": spec.existing_network_id is not None,
        }
        self.register_outputs(
            {
                "network_id": self.network_id,
                "subnet_id": self.subnet_id,
                "egress_id": self.egress_id,
                "egress_ip": self.egress_ip,
                "compliance": facts,
            }
        )
