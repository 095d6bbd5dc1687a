"""The platform as a Pulumi component."""

from typing import Any, cast

import pulumi

from bailiwick.cluster import GpuCluster, GpuClusterArgs
from bailiwick.contract import parse_arguments, place_facts
from bailiwick.kms import LocalKms, LocalKmsArgs
from bailiwick.network import PrivateNetwork, PrivateNetworkArgs
from bailiwick.platform.args import SovereignPlatformArgs
from bailiwick.platform.spec import PlatformBucketSpec, SovereignPlatformSpec
from bailiwick.storage import ObjectStore, ObjectStoreArgs


class SovereignPlatform(pulumi.ComponentResource):
    """An AI platform inside one country: a private network, buckets with a key each, and a cluster with GPU pools.

    Network, keys and cluster are created side by side; only what needs another
    part's id waits for it.

    Raises:
        ArgumentsError: the arguments cannot be honoured; nothing was registered.
    """

    network_id: pulumi.Output[str]
    """Id of the private network."""
    egress_ip: pulumi.Output[str]
    """The one public IPv4 address that traffic from the platform comes from."""
    key_ids: pulumi.Output[dict[str, str]]
    """Ids of the keys, by the name of the bucket they encrypt."""
    bucket_names: pulumi.Output[dict[str, str]]
    """Names of the buckets at the provider, by the name in the configuration."""
    cluster_id: pulumi.Output[str]
    """Id of the cluster."""
    api_url: pulumi.Output[str]
    """HTTPS address of the Kubernetes API."""
    kubeconfig: pulumi.Output[str]
    """Administrator's access to the cluster, a secret."""

    def __init__(self, name: str, args: SovereignPlatformArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        spec = parse_arguments(SovereignPlatformSpec, args, component=f'SovereignPlatform "{name}"')
        super().__init__("bailiwick:index:SovereignPlatform", name, spec.as_props(), opts)
        if spec.project_id is None:
            pulumi.log.warn("no project_id: everything goes to the default project of the credentials", resource=self)
        network = self._network(name, spec)
        cluster = self._cluster(name, spec, network)
        keys = {bucket.name: self._key(name, spec, bucket) for bucket in spec.buckets}
        stores = {bucket.name: self._store(name, spec, bucket, keys[bucket.name]) for bucket in spec.buckets}
        self.network_id = network.network_id
        self.egress_ip = network.egress_ip
        self.key_ids = pulumi.Output.all(**{title: key.key_id for title, key in keys.items()})
        self.bucket_names = pulumi.Output.all(**{title: store.bucket_name for title, store in stores.items()})
        self.cluster_id = cluster.cluster_id
        self.api_url = cluster.api_url
        self.kubeconfig = cluster.kubeconfig
        self.register_outputs(self._outputs() | {"compliance": _facts(spec)})

    def _network(self, name: str, spec: SovereignPlatformSpec) -> PrivateNetwork:
        args = _at(spec) | {"zone": spec.zone} | spec.network.as_props()
        return PrivateNetwork(f"{name}-network", cast("PrivateNetworkArgs", args), self._child())

    def _cluster(self, name: str, spec: SovereignPlatformSpec, network: PrivateNetwork) -> GpuCluster:
        wiring = {"zone": spec.zone, "network_id": network.network_id, "egress_id": network.egress_id}
        args = _at(spec) | wiring | spec.cluster.as_props()
        return GpuCluster(f"{name}-cluster", cast("GpuClusterArgs", args), self._child())

    def _key(self, name: str, spec: SovereignPlatformSpec, bucket: PlatformBucketSpec) -> LocalKms:
        args = _at(spec) | spec.keys.as_props() | {"purpose": f"encrypts the bucket {bucket.name}"}
        return LocalKms(f"{name}-{bucket.name}-kms", cast("LocalKmsArgs", args), self._child())

    def _store(self, name: str, spec: SovereignPlatformSpec, bucket: PlatformBucketSpec, key: LocalKms) -> ObjectStore:
        args = _at(spec) | bucket.as_props() | {"key_id": key.key_id, "key_custody": spec.keys.key_custody}
        del args["name"]
        return ObjectStore(f"{name}-{bucket.name}", cast("ObjectStoreArgs", args), self._child())

    def _child(self) -> pulumi.ResourceOptions:
        return pulumi.ResourceOptions(parent=self)

    def _outputs(self) -> dict[str, Any]:
        return {
            "network_id": self.network_id,
            "egress_ip": self.egress_ip,
            "key_ids": self.key_ids,
            "bucket_names": self.bucket_names,
            "cluster_id": self.cluster_id,
            "api_url": self.api_url,
            "kubeconfig": self.kubeconfig,
        }


def _at(spec: SovereignPlatformSpec) -> dict[str, Any]:
    """The arguments that every part shares."""
    place = {"jurisdiction": spec.jurisdiction, "provider": spec.provider, "region": spec.region}
    return place | ({"project_id": spec.project_id} if spec.project_id is not None else {})


def _facts(spec: SovereignPlatformSpec) -> dict[str, object]:
    segments = {bucket.segment for bucket in spec.buckets} | {pool.segment for pool in spec.cluster.pools}
    return {
        **place_facts(spec),
        "zone": spec.zone,
        "segments": sorted(segments),
        "key_custody": spec.keys.key_custody,
    }
