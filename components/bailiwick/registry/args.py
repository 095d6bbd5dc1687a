"""What a user writes to get a container registry."""

from typing import NotRequired, TypedDict

import pulumi


class ContainerRegistryArgs(TypedDict):
    """A registry for images and models, the country it must stay in and who may reach it."""

    jurisdiction: str
    """ISO 3166-1 alpha-2 code of the country whose law must apply, e.g. ``FR``. Plain: known at preview."""
    provider: str
    """Who runs it: ``ovh`` or ``scaleway``. Plain: known at preview."""
    region: str
    """The provider's code of the region, inside ``jurisdiction``, e.g. ``fr-par`` or ``GRA``. There is no
    default region."""
    project_id: NotRequired[str]
    """The provider's project that owns it, as quoted text. Default: that of the credentials."""
    purpose: NotRequired[str]
    """What it holds, for people. Default: none."""
    registry_name: NotRequired[str]
    """Its name; at Scaleway unique among all customers of the region. Default: made from the resource's name."""
    allow_from: NotRequired[list[str]]
    """At OVHcloud, the IPv4 ranges that may push and pull, e.g. the ``egress_ip`` of the network as ``/32``. Required
    there. Scaleway's registry knows no list: who may pull is a matter of IAM."""
    admin_from: NotRequired[list[str]]
    """At OVHcloud, the IPv4 ranges from which Harbor is administered. Default: those of ``allow_from``."""
    plan_id: NotRequired[str]
    """At OVHcloud, the id of a larger plan. Default: the smallest."""
    deletion_protection: NotRequired[bool]
    """Whether Pulumi refuses to delete it. Default: true."""
    existing_registry_id: NotRequired[pulumi.Input[str]]
    """Id of a registry to use instead of a new one: with its region at Scaleway. Its settings stay as they
    are."""
