"""The platform as a Pulumi component."""

from typing import Any, cast

import pulumi

from bailiwick.cluster import GpuCluster, GpuClusterArgs
from bailiwick.contract import built_by, parse_arguments, place_facts
from bailiwick.database import Database, DatabaseArgs
from bailiwick.kms import LocalKms, LocalKmsArgs
from bailiwick.kms.spec import CUSTOMER_MANAGED
from bailiwick.network import PrivateNetwork, PrivateNetworkArgs
from bailiwick.network.spec import GATEWAY
from bailiwick.platform.args import SovereignPlatformArgs
from bailiwick.platform.spec import PlatformBucketSpec, PlatformDatabaseSpec, SovereignPlatformSpec
from bailiwick.registry import ContainerRegistry, ContainerRegistryArgs
from bailiwick.secret_store import SecretStore, SecretStoreArgs
from bailiwick.storage import ObjectStore, ObjectStoreArgs
from bailiwick.storage.spec import OF_A_NEW_BUCKET


class SovereignPlatform(pulumi.ComponentResource):
    """An AI platform inside one country: a private network, buckets, their keys, and a cluster with GPU pools.

    Databases in the network, a registry and secrets are added on request. The project and
    the bucket for the state come before any platform: see ``LandingZone``.

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
    database_hosts: pulumi.Output[dict[str, str]]
    """Addresses of the databases inside the private network, by the name in the configuration."""
    registry_endpoint: pulumi.Output[str]
    """What image names begin with; empty without a registry."""
    secret_ids: pulumi.Output[dict[str, str]]
    """Name of each secret -> its id."""

    def __init__(self, name: str, args: SovereignPlatformArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        spec = parse_arguments(SovereignPlatformSpec, args, component=f'SovereignPlatform "{name}"')
        super().__init__("bailiwick:index:SovereignPlatform", name, spec.as_props(), opts)
        if spec.project_id is None:
            pulumi.log.warn("no project is named: everything goes to the credentials' default project", resource=self)
        network = self._network(name, spec)
        cluster = self._cluster(name, spec, network)
        domain = self._domain(name, spec)
        keys = self._keys(name, spec, domain)
        stores = {bucket.name: self._store(name, spec, bucket, keys.get(bucket.name)) for bucket in spec.buckets}
        databases = {item.name: self._database(name, spec, item, network) for item in spec.databases}
        registry = self._registry(name, spec)
        secrets = self._secrets(name, spec, domain)
        self.network_id = network.network_id
        self.egress_ip = network.egress_ip
        self.key_ids = pulumi.Output.all(**keys)
        self.bucket_names = pulumi.Output.all(**{title: store.bucket_name for title, store in stores.items()})
        self.cluster_id = cluster.cluster_id
        self.api_url = cluster.api_url
        self.kubeconfig = cluster.kubeconfig
        self.database_hosts = pulumi.Output.all(**{title: item.host for title, item in databases.items()})
        self.registry_endpoint = registry.endpoint if registry is not None else pulumi.Output.from_input("")
        self.secret_ids = secrets.secret_ids if secrets is not None else pulumi.Output.from_input(dict[str, str]())
        self.register_outputs(self._outputs() | {"compliance": _facts(spec)})

    def _network(self, name: str, spec: SovereignPlatformSpec) -> PrivateNetwork:
        # Nodes fetch their images and reach their control plane through it.
        args = _at(spec) | {"zone": spec.home_zone, "egress": GATEWAY} | spec.network.as_arguments()
        return PrivateNetwork(f"{name}-network", cast("PrivateNetworkArgs", args), self._child())

    def _cluster(self, name: str, spec: SovereignPlatformSpec, network: PrivateNetwork) -> GpuCluster:
        wiring = {
            "zone": spec.home_zone,
            "network_id": network.network_id,
            "subnet_id": network.subnet_id,
            "egress_id": network.egress_id,
        }
        args = _at(spec) | wiring | spec.cluster.as_arguments()
        return GpuCluster(f"{name}-cluster", cast("GpuClusterArgs", args), self._child())

    def _domain(self, name: str, spec: SovereignPlatformSpec) -> dict[str, Any]:
        """The argument with the one domain in which all keys stand that have to be made, where the provider has any."""
        made = (spec.uses_keys and any(bucket.makes_key for bucket in spec.buckets)) or spec.secrets
        if spec.keys.existing_domain_id is not None or not made:
            return {}
        domain = built_by("bailiwick.kms", spec.provider).build_domain(f"{name}-keys", spec, spec.keys, self)
        return {} if domain is None else {"existing_domain_id": domain}

    def _secrets(self, name: str, spec: SovereignPlatformSpec, domain: dict[str, Any]) -> SecretStore | None:
        if not spec.secrets:
            return None
        args = _at(spec) | spec.keys.as_arguments() | domain
        args |= {"key_custody": CUSTOMER_MANAGED, "purpose": "encrypts the secrets"}
        key = LocalKms(f"{name}-secrets-kms", cast("LocalKmsArgs", args), self._child())
        place = {"domain_id": key.domain_id} if spec.provider == "ovh" else {"key_id": key.key_id}
        store = {
            "secrets": [secret.as_arguments() for secret in spec.secrets],
            "deletion_protection": spec.keys.deletion_protection,
            "key_backup_countries": list(spec.keys.key_backup_countries),
        }
        return SecretStore(f"{name}-secrets", cast("SecretStoreArgs", _at(spec) | place | store), self._child())

    def _keys(self, name: str, spec: SovereignPlatformSpec, domain: dict[str, Any]) -> dict[str, pulumi.Output[str]]:
        """Ids of the keys by bucket."""
        if not spec.uses_keys:
            return {}
        found: dict[str, pulumi.Output[str]] = {}
        shared = spec.keys.as_arguments() | domain
        for bucket in spec.buckets:
            if bucket.existing_key_id is not None:
                found[bucket.name] = pulumi.Output.from_input(bucket.existing_key_id)
            elif bucket.makes_key:
                args = _at(spec) | shared
                args |= {"key_custody": CUSTOMER_MANAGED, "purpose": f"encrypts the bucket {bucket.name}"}
                key = LocalKms(f"{name}-{bucket.name}-kms", cast("LocalKmsArgs", args), self._child())
                found[bucket.name] = key.key_id
        return found

    def _store(
        self, name: str, spec: SovereignPlatformSpec, bucket: PlatformBucketSpec, key_id: pulumi.Output[str] | None
    ) -> ObjectStore:
        args = _at(spec) | bucket.as_arguments() | {"key_custody": spec.keys.key_custody}
        args |= {} if key_id is None else {"key_id": key_id}
        if bucket.existing_bucket_id is not None:
            args = {key: value for key, value in args.items() if key not in OF_A_NEW_BUCKET}
        for own in ("name", "existing_key_id"):
            args.pop(own, None)
        return ObjectStore(f"{name}-{bucket.name}", cast("ObjectStoreArgs", args), self._child())

    def _database(
        self, name: str, spec: SovereignPlatformSpec, database: PlatformDatabaseSpec, network: PrivateNetwork
    ) -> Database:
        args = _at(spec) | database.as_arguments() | {"network_id": network.network_id}
        args.pop("name")
        if spec.provider == "ovh":
            args |= {"subnet_id": network.subnet_id}
            args |= {} if database.allow_from else {"allow_from": [spec.network.cidr] if spec.network.cidr else None}
        args = {key: value for key, value in args.items() if value not in (None, [])}
        return Database(f"{name}-{database.name}", cast("DatabaseArgs", args), self._child())

    def _registry(self, name: str, spec: SovereignPlatformSpec) -> ContainerRegistry | None:
        if spec.registry is None:
            return None
        args = {key: value for key, value in (_at(spec) | spec.registry.as_arguments()).items() if value != []}
        return ContainerRegistry(f"{name}-images", cast("ContainerRegistryArgs", args), self._child())

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
            "database_hosts": self.database_hosts,
            "registry_endpoint": self.registry_endpoint,
            "secret_ids": self.secret_ids,
        }


def _at(spec: SovereignPlatformSpec) -> dict[str, Any]:
    """The arguments that every part shares."""
    place = {"jurisdiction": spec.jurisdiction, "provider": spec.provider, "region": spec.region}
    return place | ({"project_id": spec.project_id} if spec.project_id is not None else {})


def _facts(spec: SovereignPlatformSpec) -> dict[str, object]:
    segments = {bucket.segment for bucket in spec.buckets} | {pool.segment for pool in spec.cluster.pools}
    return {
        **place_facts(spec),
        "zone": spec.home_zone,
        "segments": sorted(segments),
        "key_custody": spec.keys.key_custody,
    }
