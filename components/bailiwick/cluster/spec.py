"""What a cluster's arguments promise once they have been checked."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar

import pulumi
from pydantic import BeforeValidator, Field

from bailiwick.cluster.machines import node_type_of
from bailiwick.cluster.rules import DAYS, cluster_problems
from bailiwick.contract import (
    AddressRange,
    ArgumentsSpec,
    Given,
    KubernetesName,
    PlaceSpec,
    Problem,
    ResourceId,
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


Version = Annotated[str, Field(pattern=r"^1\.\d+(\.\d+)?$"), BeforeValidator(_version)]
"""A Kubernetes version: a minor (``1.36``) or a patch (``1.36.3``)."""


class SystemPoolSpec(ArgumentsSpec):
    """The machines that run what the cluster itself needs."""

    node_type: str = "PRO2-XS"
    zone: str | None = None
    size: int = Field(default=2, ge=1, le=20)
    root_volume_gb: int = Field(default=50, ge=20, le=10000)


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
    root_volume_gb: int = Field(default=200, ge=20, le=10000)

    @property
    def title(self) -> str:
        """The pool's name."""
        return self.name or self.segment

    def machine(self, provider: str) -> str:
        """The node type as the provider names it."""
        if self.accelerator is None:
            assert self.node_type is not None, "machine_problems lets no pool pass that has neither"
            return self.node_type
        return node_type_of(provider, self.accelerator, self.accelerators_per_node)


class ClusterSpec(ArgumentsSpec):
    """A cluster, wherever it runs."""

    version: Version
    control_plane: str = "kapsule-dedicated-4"
    api_access: tuple[AddressRange, ...] = Field(min_length=1)
    maintenance_day: str = Field(default="sunday", json_schema_extra=one_of(*DAYS))
    maintenance_hour: int = Field(default=2, ge=0, le=23)
    pod_cidr: AddressRange = "100.64.0.0/15"
    service_cidr: AddressRange = "10.32.0.0/20"
    system_pool: SystemPoolSpec = SystemPoolSpec()
    pools: tuple[NodePoolSpec, ...] = Field(min_length=1)

    @property
    def takes_patches(self) -> bool:
        """Whether the provider applies patches by itself; it does so only for a version without patch number."""
        return self.version.count(".") == 1


class GpuClusterSpec(PlaceSpec, ClusterSpec):
    """A cluster at a place that may run it."""

    uses: ClassVar[tuple[str, ...]] = ("kubernetes",)
    zone: str
    network_id: ResourceId
    egress_id: ResourceId

    @classmethod
    def inconsistencies(cls, given: Given) -> Iterator[Problem]:
        """The rules of the place, then those of the cluster."""
        yield from place_problems(given)
        yield from zone_problems(given, "zone", given.text("provider"), given.text("region"))
        yield from cluster_problems(given, given)


@dataclass(frozen=True, slots=True)
class ClusterParts:
    """What a provider's part of the component hands back."""

    cluster_id: pulumi.Output[str]
    api_url: pulumi.Output[str]
    kubeconfig: pulumi.Output[str]
