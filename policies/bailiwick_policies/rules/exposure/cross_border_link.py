"""Links out of the private network are declared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bailiwick.atlas.resource_types import classify
from bailiwick.boundary import Tier
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


LINKS: Final = {
    "scaleway:interlink/link:Link": "leads to a partner's network",
    "scaleway:s2svpn/connection:Connection": "leads to a gateway of somebody's own",
    "scaleway:network/connector:Connector": "joins two VPCs",
    "ovh:Vrack/cloudProject:CloudProject": "joins a project to a vRack, which spans all regions",
    "ovh:Vrack/dedicatedServer:DedicatedServer": "joins a server to a vRack, which spans all regions",
    "ovh:Vrack/dedicatedServerInterface:DedicatedServerInterface": "joins a server to a vRack, which spans all regions",
    "ovh:Vrack/vrackDedicatedCloud:VrackDedicatedCloud": "joins a private cloud to a vRack, which spans all regions",
    "ovh:Vrack/ipLoadbalancing:IpLoadbalancing": "joins a load balancer to a vRack, which spans all regions",
    "ovh:Vrack/oVHcloudConnect:OVHcloudConnect": "leads to a network of somebody's own",
}
"""Types that link networks, with what they do. Source: the SDKs' descriptions of these types."""


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for every link whose other end a plan does not show."""
    kind = classify(subject.resource.type)
    does = LINKS.get(kind.alias_of or kind.token) if kind is not None else None
    if does:
        yield Finding(
            RULE.id,
            subject.resource.urn,
            "link",
            f"{subject.resource.label} {does}, and boundary {subject.boundary} cannot tell in which country its other "
            "end is. Fix: remove it, or grant a waiver that says where it leads and who answers for it.",
        )


RULE = Rule(
    id="exposure/cross-border-link",
    title="Links out of a private network must be waived by somebody who knows where they lead",
    severity=Severity.HIGH,
    objective="network isolation",
    why="A plan shows one end of a link; where the other one is, only people know.",
    fix="Remove the link, or grant a waiver that says where it leads.",
    frameworks=(Clause("gdpr", "article 44"),),
    tier=Tier.L2,
    check=check,
)
