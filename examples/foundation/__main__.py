"""What a platform stands on, at both providers: a project, a network, a key, secrets, a database and a registry."""

import bailiwick

FRANCE = {"jurisdiction": "FR", "provider": "scaleway", "region": "fr-par"}
GRAVELINES = {"jurisdiction": "FR", "provider": "ovh", "region": "GRA"}
PROJECT = {"project_id": "11111111111141118111111111111111"}  # an example

bailiwick.LandingZone("zone", FRANCE)
network = bailiwick.PrivateNetwork("net", {**FRANCE, "zone": "fr-par-1", "cidr": "172.16.32.0/22"})  # no way out
key = bailiwick.LocalKms("key", FRANCE)
secrets = [{"name": "database-url", "value": "an example"}]
bailiwick.SecretStore("secrets", {**FRANCE, "key_id": key.key_id, "secrets": secrets})
records = {"segment": "metadata", "version": "16", "network_id": network.network_id}
bailiwick.Database("records", {**FRANCE, **records, "machine": "DB-POP2-2C-8G"})
bailiwick.ContainerRegistry("images", FRANCE)

bailiwick.LandingZone("zone-gra", {**GRAVELINES, "more_regions": ["SBG"]})
network = bailiwick.PrivateNetwork(
    "net-gra", {**GRAVELINES, **PROJECT, "zone": "GRA11", "cidr": "172.18.0.0/22", "vlan_id": 100}
)
key = bailiwick.LocalKms("key-gra", GRAVELINES)
bailiwick.SecretStore("secrets-gra", {**GRAVELINES, "domain_id": key.domain_id, "secrets": secrets})
records |= {"network_id": network.network_id, "subnet_id": network.subnet_id, "allow_from": ["172.18.0.0/22"]}
bailiwick.Database("records-gra", {**GRAVELINES, **PROJECT, **records, "machine": "db1-7", "backup_region": "SBG"})
bailiwick.ContainerRegistry("images-gra", {**GRAVELINES, **PROJECT, "allow_from": ["192.0.2.7/32"]})
