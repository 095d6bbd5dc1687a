"""Places of what lives inside a Kubernetes cluster: where the cluster is that its provider talks to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bailiwick.atlas.resource_types import Bearing, Category, classify
from bailiwick.estate.location import ARROW, Cause, Gap, Location, Standing
from bailiwick.estate.values import readings

if TYPE_CHECKING:
    from bailiwick.estate.neighbours import Neighbours
    from bailiwick.estate.resource import Resource


def behind_provider(resource: Resource, estate: Neighbours) -> Location:
    """Where an object of a cluster is. Its verdict is contained in its provider's, so that a leak is told once."""
    provider = estate.get(resource.provider)
    if provider is None:
        return Location.of((), (_no_cluster("its provider was not shown", final=estate.complete),))
    location = estate.location(provider.urn)
    if location.standing is Standing.NOT_APPLICABLE:
        return location
    return replace(location.via(f"provider '{provider.name}'"), through=provider.urn)


def cluster_of(provider: Resource, estate: Neighbours) -> Location:
    """Where the cluster of a Kubernetes provider is: where the clusters are that its kubeconfig comes from.

    Other dependencies of the provider say in what order things are made, not
    where the cluster is.
    """
    if readings(provider.inputs, "renderYamlToDirectory"):
        return Location(Standing.NOT_APPLICABLE, why="renders files and talks to no cluster")
    urns = dict.fromkeys(provider.property_dependencies.get("kubeconfig", ()))
    for reading in readings(provider.inputs, "kubeconfig"):
        urns |= dict.fromkeys(reading.dependencies)
    ways = [
        estate.location(parent.urn).via(f"kubeconfig{ARROW}{parent.short_label}")
        for urn in urns
        if (parent := estate.get(urn)) is not None and _is_cluster(parent)
    ]
    if not ways:
        why = "the cluster behind its kubeconfig is not part of this stack"
        return Location.of((), (_no_cluster(why, final=estate.complete),))
    return Location.of((place for way in ways for place in way.places), (gap for way in ways for gap in way.gaps))


def _is_cluster(resource: Resource) -> bool:
    kind = classify(resource.type)
    return kind is not None and (kind.bears is Bearing.COMPUTE or kind.category is Category.FOREIGN)


def _no_cluster(why: str, *, final: bool) -> Gap:
    fix = "take the kubeconfig from a cluster of this stack"
    return Gap(why, Cause.OUT_OF_SIGHT, "kubeconfig", fix=fix, final=final)
