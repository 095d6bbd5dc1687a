"""The classes of resource types: complete for the installed SDKs, and derived from them."""

import pytest

from bailiwick.atlas.derive import TARGET, derive
from bailiwick.atlas.resource_types import Bearing, Category, classified_tokens, classify, order_labels
from bailiwick.atlas.sdk_scan import PACKAGES, installed_tokens


@pytest.mark.parametrize("provider", sorted(PACKAGES))
def test_every_type_of_the_installed_sdk_has_a_class(provider):
    missing = installed_tokens(provider) - classified_tokens(provider)
    assert sorted(missing) == [], "run make atlas, and class by hand what it cannot derive"


def test_the_table_is_what_the_installed_sdks_say():
    assert TARGET.read_text(encoding="utf-8") == derive(), "run make atlas"


def test_every_class_can_be_used():
    for provider in PACKAGES:
        for token in classified_tokens(provider):
            kind = classify(token)
            assert kind.provider == provider
            assert isinstance(kind.bears, Bearing)
            assert kind.fact.source
            match kind.category:
                case Category.PLACED:
                    assert kind.primary
                case Category.ATTACHED:
                    assert kind.parents
                case Category.ORDERED:
                    assert kind.orders
                case _:
                    assert kind.why, token


def test_a_deprecated_alias_has_the_class_of_its_twin():
    aliases = [token for token in classified_tokens("scaleway") if classify(token).alias_of]
    assert len(aliases) >= 114
    for token in aliases:
        old, new = classify(token), classify(classify(token).alias_of)
        assert (old.category, old.primary, old.further, old.copies, old.parents, old.bears) == (
            new.category,
            new.primary,
            new.further,
            new.copies,
            new.parents,
            new.bears,
        )


@pytest.mark.parametrize(
    ("token", "category"),
    [
        ("scaleway:object/bucket:Bucket", Category.PLACED),
        ("scaleway:index/objectBucket:ObjectBucket", Category.PLACED),
        ("scaleway:index/fileFilesystem:FileFilesystem", Category.PLACED),
        ("ovh:CloudProject/kubeNodePool:KubeNodePool", Category.ATTACHED),
        ("ovh:Dedicated/server:Server", Category.ORDERED),
        ("scaleway:edgeservices/pipeline:Pipeline", Category.GLOBAL),
        ("scaleway:iam/policy:Policy", Category.ACCOUNT),
        ("kubernetes:apps/v1:Deployment", Category.CLUSTER_OBJECT),
        ("kubernetes:helm.sh/v3:Release", Category.CLUSTER_OBJECT),
        ("random:index/randomPassword:RandomPassword", Category.LOCAL),
        ("tls:index/privateKey:PrivateKey", Category.LOCAL),
        ("command:remote:Command", Category.REMOTE),
        ("docker-build:index:Image", Category.REMOTE),
        ("pulumi-python:dynamic:Resource", Category.REMOTE),
        ("aws:s3/bucket:Bucket", Category.FOREIGN),
        ("pulumi:pulumi:Stack", Category.COMPONENT),
        ("pulumi:pulumi:StackReference", Category.LOCAL),
        ("pulumi:providers:scaleway", Category.PROVIDER),
        ("pulumi:providers:aws", Category.PROVIDER),
    ],
)
def test_classes_by_token_and_by_package(token, category):
    assert classify(token).category is category


@pytest.mark.parametrize(
    "token",
    ["scaleway:object/bucket:Bukket", "ovh:new/thing:Thing", "weird:x/y:Z", "pulumi:providers:weird", "", "pulumi:x:Y"],
)
def test_what_is_not_known_has_no_class(token):
    assert classify(token) is None


def test_second_locations_are_known():
    assert classify("ovh:CloudProject/storage:Storage").copies == ("replication.rules.destination.region",)
    assert classify("ovh:CloudProject/database:Database").primary == "nodes.region"
    assert classify("ovh:CloudProject/database:Database").copies == ("backupRegions",)
    assert classify("ovh:CloudProject/networkPrivate:NetworkPrivate").everywhere_when_omitted
    assert "zone" in classify("scaleway:kubernetes/pool:Pool").further


def test_names_of_dns_zones_are_no_places():
    assert classify("ovh:Domain/zoneRecord:ZoneRecord").category is Category.ACCOUNT
    assert "dedicated_datacenter" in order_labels()
