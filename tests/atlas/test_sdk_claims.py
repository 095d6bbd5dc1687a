"""Capabilities that rest on an SDK's declarations are what the installed SDK declares."""

import pytest

from bailiwick.atlas.sdk_scan import installed_types

TYPES = {item.token: item.inputs for provider in ("ovh", "scaleway") for item in installed_types(provider)}
NO_KEYS = [
    "scaleway:block/volume:Volume",
    "scaleway:databases/instance:Instance",
    "scaleway:kubernetes/cluster:Cluster",
    "scaleway:kubernetes/pool:Pool",
    "scaleway:registry/namespace:Namespace",
    "ovh:CloudProject/storage:Storage",
    "ovh:CloudProject/kube:Kube",
    "ovh:CloudProject/kubeNodePool:KubeNodePool",
    "ovh:CloudProject/database:Database",
    "ovh:CloudProject/containerRegistry:ContainerRegistry",
]


@pytest.mark.parametrize("token", NO_KEYS)
def test_there_is_no_input_for_a_customer_s_key(token):
    named = {path.rpartition(".")[2].casefold() for path in TYPES[token]}
    assert not [name for name in named if "kms" in name or name in {"keyid", "servicekeyid", "encryptionkey"}]


@pytest.mark.parametrize(
    ("token", "path"),
    [
        ("ovh:CloudProject/volume:Volume", "encryption.kms.serviceKeyId"),
        ("scaleway:secrets/secret:Secret", "keyId"),
        ("scaleway:databases/instance:Instance", "encryptionAtRest"),
        ("scaleway:keymanager/key:Key", "protectionLevel"),
        ("scaleway:keymanager/keyMaterial:KeyMaterial", "keyId"),
        ("scaleway:kubernetes/pool:Pool", "publicIpDisabled"),
        ("scaleway:kubernetes/cluster:Cluster", "cni"),
        ("ovh:CloudProject/kube:Kube", "plan"),
        ("ovh:CloudProject/kubeIpRestrictions:KubeIpRestrictions", "ips"),
        (
            "ovh:CloudProject/containerRegistryIPRestrictionsRegistry:ContainerRegistryIPRestrictionsRegistry",
            "registryId",
        ),
        ("ovh:index/cloudProjectKubeLogSubscription:CloudProjectKubeLogSubscription", "streamId"),
        ("ovh:Okms/serviceKeyJWK:ServiceKeyJWK", "keys"),
    ],
)
def test_there_is_an_input_for_it(token, path):
    assert path in TYPES[token], sorted(TYPES[token])


@pytest.mark.parametrize(
    "token",
    sorted(
        token
        for token in TYPES
        if token.partition(":")[2].startswith(("kubernetes/", "instance/", "CloudProject/kube"))
    ),
)
def test_nothing_asks_for_a_confidential_machine(token):
    words = ("confidential", "sev", "sgx", "tdx", "enclave")
    assert not [path for path in TYPES[token] if path.rpartition(".")[2].casefold().startswith(words)]


def test_a_service_key_cannot_ask_for_hardware():
    assert not [path for path in TYPES["ovh:Okms/serviceKey:ServiceKey"] if "protection" in path.casefold()]
