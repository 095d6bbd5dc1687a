"""What a cluster's arguments promise once they have been checked."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar

import pulumi
from pydantic import BeforeValidator, Field

from bailiwick.atlas.kubernetes_plans import Plan
from bailiwick.cluster.machines import node_type_of, system_node_type
from bailiwick.cluster.plans import chosen_plan
from bailiwick.cluster.rules import DAYS, SYSTEM, cluster_problems
from bailiwick.contract import (
    AddressRange,
    ArgumentsSpec,
    Given,
    KubernetesName,
    Problem,
    ResourceId,
    ZonalPlaceSpec,
    place_problems,
    zone_problems,
)
from bailiwick.contract.fields import one_of, refused


def _version(value: object) -> object:
    if isinstance(value, int | float):
        raise refused(
            "is a number, and 1.30 would become 1.3", expected=f'text: "{value}"', next_step="put it in quotes"
        )
    return value


SYSTEM_VOLUME_GB, POOL_VOLUME_GB = 50, 200
"""Sizes of system disks where they can be chosen; images for GPUs are large."""

Version = Annotated[str, Field(pattern=r"^1\.\d+(\.\d+)?$"), BeforeValidator(_version)]
"""A Kubernetes version: a minor (``1.36``) or a patch (``1.36.3``)."""


class SystemPoolSpec(ArgumentsSpec):
    """The machines that run what the cluster itself needs."""

    node_type: str | None = None
    zone: str | None = None
    size: int = Field(default=2, ge=1, le=20)
    root_volume_gb: int | None = Field(default=None, ge=20, le=10000)


class NodePoolSpec(ArgumentsSpec):
    """Equal machines for one segment."""

    segment: KubernetesName
    name: KubernetesName | None = None
    accelerator: str | None = None
    accelerators_per_node: int = Field(default=1, ge=1)
    node_type: str | None = None
    zone: str | None = None
    size: int = Field(default=1, ge=1)
    min_size: int = Field(default=0, ge=0)
    max_size: int | None = Field(default=None, ge=1)
    root_volume_gb: int | None = Field(default=None, ge=20, le=10000)
    confidential: bool = False

    @property
    def title(self) -> str:
        """The pool's name."""
        return self.name or self.segment

    def machine(self, provider: str, zone: str) -> str:
        """The node type as the provider names it, in the pool's zone."""
        if self.accelerator is None:
            assert self.node_type is not None, "machine_problems lets no pool pass that has neither"
            return self.node_type
        return node_type_of(provider, zone, self.accelerator, self.accelerators_per_node)


class OidcSpec(ArgumentsSpec):
    """The identity provider through which people sign in to the cluster."""

    issuer_url: str
    client_id: str = Field(min_length=1)
    username_claim: str | None = None
    groups_claim: str | None = None


class AuditLogSpec(ArgumentsSpec):
    """Where the cluster's audit log goes."""

    stream_id: str = Field(min_length=1)
    region: str


class ClusterSpec(ArgumentsSpec):
    """A cluster, wherever it runs."""

    version: Version
    control_plane: str | None = None
    take_patches: bool | None = None
    api_access: tuple[AddressRange, ...] = Field(min_length=1)
    oidc: OidcSpec | None = None
    audit_log: AuditLogSpec | None = None
    maintenance_day: str | None = Field(default=None, json_schema_extra=one_of(*DAYS))
    maintenance_hour: int | None = Field(default=None, ge=0, le=23)
    pod_cidr: AddressRange | None = None
    service_cidr: AddressRange | None = None
    system_pool: SystemPoolSpec = SystemPoolSpec()
    pools: tuple[NodePoolSpec, ...] = Field(min_length=1)


class GpuClusterSpec(ZonalPlaceSpec, ClusterSpec):
    """A cluster at a place that may run it."""

    uses: ClassVar[tuple[str, ...]] = ("kubernetes",)
    network_id: ResourceId
    subnet_id: ResourceId = None
    egress_id: ResourceId

    @property
    def patched(self) -> bool:
        """Whether the provider applies patches by itself; unless said, for a version without patch number."""
        return self.version.count(".") == 1 if self.take_patches is None else self.take_patches

    @property
    def plan(self) -> Plan:
        """The control plane: the one asked for, or the smallest good one of the region."""
        return chosen_plan(self.provider, self.region, self.control_plane)

    @property
    def system(self) -> NodePoolSpec:
        """The pool that runs the cluster's own needs."""
        pool = self.system_pool
        machine = pool.node_type or system_node_type(self.provider, pool.zone or self.home_zone)
        return NodePoolSpec(
            segment=SYSTEM,
            node_type=machine,
            zone=pool.zone,
            size=pool.size,
            min_size=pool.size,
            root_volume_gb=pool.root_volume_gb or SYSTEM_VOLUME_GB,
        )

    def zone_of(self, pool: NodePoolSpec) -> str:
        """Where the pool's nodes stand."""
        return pool.zone or self.home_zone

    @classmethod
    def inconsistencies(cls, given: Given) -> Iterator[Problem]:
        """The rules of the place, then those of the cluster."""
        yield from place_problems(given)
        yield from zone_problems(given, "zone", given.text("provider"), given.text("region"), required=True)
        yield from cluster_problems(given, given)
        if given.text("provider") == "ovh" and given.values.get("subnet_id") is None:
            yield given.problem("subnet_id", "is missing", next_step="add subnet_id: PrivateNetwork.subnet_id")


@dataclass(frozen=True, slots=True)
class ClusterParts:
    """What a provider's part of the component hands back."""

    cluster_id: pulumi.Output[str]
    api_url: pulumi.Output[str]
    kubeconfig: pulumi.Output[str]
