import pytest

from bailiwick.storage import ObjectStore

ARGS = {
    "jurisdiction": "FR",
    "provider": "scaleway",
    "region": "fr-par",
    "segment": "fine-tuning",
    "key_id": "fr-par/11111111-1111-4111-8111-111111111111",
}


def test_the_bucket_is_versioned_private_and_encrypted_with_the_key(register):
    registered = register(lambda: ObjectStore("letters", ARGS) and None)
    assert registered.one("object/bucket:Bucket")["versioning"] == {"enabled": True}
    assert registered.one("object/bucket:Bucket")["forceDestroy"] is False
    assert registered.one("bucketAcl:BucketAcl")["acl"] == "private"
    (rule,) = registered.one("BucketServerSideEncryptionConfiguration")["rules"]
    assert rule == {
        "applyServerSideEncryptionByDefault": {
            "sseAlgorithm": "aws:kms",
            "kmsMasterKeyId": "11111111-1111-4111-8111-111111111111",
        },
        "bucketKeyEnabled": True,
    }


def test_every_child_repeats_region_and_project(register):
    project = "11111111-1111-4111-8111-111111111111"
    registered = register(lambda: ObjectStore("letters", ARGS | {"project_id": project, "lock_days": 3}) and None)
    buckets = [resource.inputs for resource in registered.resources if resource.typ.startswith("scaleway:")]
    assert len(buckets) == 4
    assert {(inputs["region"], inputs["projectId"]) for inputs in buckets} == {("fr-par", project)}


def test_what_was_deleted_is_gone_after_a_while(register):
    registered = register(lambda: ObjectStore("letters", ARGS | {"keep_old_versions_days": 7}) and None)
    uploads, versions = registered.one("object/bucket:Bucket")["lifecycleRules"]
    assert uploads["abortIncompleteMultipartUploadDays"] == 7
    assert versions["noncurrentVersionExpiration"] == {"noncurrentDays": 7}


def test_a_lock_is_set_only_when_asked_for(register):
    without = register(lambda: ObjectStore("letters", ARGS) and None)
    assert without.one("object/bucket:Bucket")["objectLockEnabled"] is False
    assert without.of("BucketLockConfiguration") == []
    locked = register(lambda: ObjectStore("logs", ARGS | {"lock_days": 180, "lock_mode": "compliance"}) and None)
    assert locked.one("object/bucket:Bucket")["objectLockEnabled"] is True
    assert locked.one("BucketLockConfiguration")["rule"] == {"defaultRetention": {"mode": "COMPLIANCE", "days": 180}}


def test_the_component_does_not_wait_for_the_key(register):
    component = register(lambda: ObjectStore("letters", ARGS) and None).one("index:ObjectStore")
    assert "key_id" not in component
    assert component["segment"] == "fine-tuning"


@pytest.mark.parametrize(
    ("wrong", "path", "said"),
    [
        ({"access": "public-read"}, "access", "would open the bucket"),
        ({"access": "authenticated-read"}, "access", "expected private"),
        ({"lock_mode": "complience"}, "lock_mode", "did you mean compliance?"),
        ({"lock_days": -1}, "lock_days", "greater than or equal to 0"),
        ({"keep_old_versions_days": 0}, "keep_old_versions_days", "greater than or equal to 1"),
        ({"key_id": "pl-waw/1"}, "key_id", "is a key of another region"),
        ({"key_id": ""}, "key_id", "is not an id"),
        ({"key_custody": "aws"}, "key_custody", "expected one of customer-managed, client-side"),
        ({"segment": "fine_tuning"}, "segment", "lower-case letters, digits and hyphens"),
        ({"bucket_name": "UPPER"}, "bucket_name", "is not valid"),
        ({"acl": "private"}, "acl", "is not an argument"),
        ({"jurisdiction": "IT", "region": "it-mil", "key_id": "x"}, "region", "does not have object-storage"),
    ],
)
def test_each_wrong_argument_is_refused(refused, wrong, path, said):
    problems = refused(ObjectStore, ARGS | wrong)
    assert said in problems[path]
    assert list(problems) == [path]
