import pytest

from bailiwick.landing_zone import LandingZone

SCALEWAY = {"jurisdiction": "FR", "provider": "scaleway", "region": "fr-par"}
OVH = {"jurisdiction": "FR", "provider": "ovh", "region": "GRA"}
PROJECT = "11111111-1111-4111-8111-111111111111"


def outputs(component):
    return {"project": component.project_id, "url": component.backend_url, "deployer": component.deployer_id}


def test_at_scaleway_the_deployer_is_bounded_to_the_project(register):
    registered = register(lambda: outputs(LandingZone("hospital", SCALEWAY)))
    project = registered.outputs["project"]
    (rule,) = registered.one("iam/policy:Policy")["rules"]
    assert rule == {"projectIds": [project], "permissionSetNames": ["AllProductsFullAccess"]}
    assert registered.one("object/bucket:Bucket")["projectId"] == project
    assert registered.one("keymanager/key:Key")["projectId"] == project


def test_the_state_is_kept_in_a_versioned_bucket_under_a_key(register):
    registered = register(lambda: outputs(LandingZone("hospital", SCALEWAY | {"bucket_name": "hospital-state"})))
    assert registered.one("object/bucket:Bucket")["versioning"] == {"enabled": True}
    assert registered.one("BucketServerSideEncryptionConfiguration")["rules"][0]["bucketKeyEnabled"] is True
    assert registered.outputs["url"] == "s3://hospital-state?endpoint=s3.fr-par.scw.cloud&region=fr-par"


def test_at_ovhcloud_only_regions_of_the_jurisdiction_are_switched_on(register):
    registered = register(lambda: outputs(LandingZone("hospital", OVH | {"more_regions": ["SBG", "EU-WEST-PAR"]})))
    regions = [item["region"] for item in registered.of("projectRegion:ProjectRegion")]
    assert "GRA11" in regions
    assert "EU-WEST-PAR" in regions
    assert all(region.startswith(("GRA", "SBG", "EU-WEST-PAR")) for region in regions)
    assert registered.one("CloudProject/project:Project")["ovhSubsidiary"] == "FR"
    assert registered.one("Iam/policy:Policy")["resources"] == [
        f"urn:v1:eu:resource:publicCloudProject:{registered.outputs['project']}"
    ]
    assert registered.outputs["url"].endswith("?endpoint=s3.gra.io.cloud.ovh.net&region=gra")


@pytest.mark.parametrize("args", [SCALEWAY, OVH], ids=["scaleway", "ovh"])
def test_a_project_and_a_bucket_that_exist_are_taken(register, args):
    known = {"existing_project_id": PROJECT, "existing_bucket_id": "known"}
    registered = register(lambda: outputs(LandingZone("hospital", args | known)))
    assert registered.outputs["project"] == PROJECT
    assert registered.outputs["url"].startswith("s3://known?")
    assert not registered.of("project:Project")
    assert not registered.of("Bucket")
    assert not registered.of("Storage")
    assert not registered.of("Key")


@pytest.mark.parametrize(
    ("args", "wrong", "path", "said"),
    [
        (SCALEWAY, {"more_regions": ["nl-ams"]}, "more_regions", "is known at ovh only"),
        (SCALEWAY, {"subsidiary": "FR"}, "subsidiary", "is known at ovh only"),
        (SCALEWAY, {"project_id": PROJECT}, "project_id", "write existing_project_id"),
        (SCALEWAY, {"existing_project_id": "mine"}, "existing_project_id", "is not a project id"),
        (SCALEWAY, {"keep_old_states_days": 0}, "keep_old_states_days", "greater than or equal to 1"),
        (SCALEWAY, {"region": "pl-waw"}, "region", "is outside the jurisdiction FR"),
        (OVH, {"more_regions": ["DE"]}, "more_regions[0]", "is not another region inside the jurisdiction FR"),
        (OVH, {"more_regions": ["GRA"]}, "more_regions[0]", "is not another region"),
        (OVH, {"more_regions": ["SBG", "SBG"]}, "more_regions[1]", "is named twice"),
        (OVH, {"subsidiary": "CA"}, "subsidiary", "is a company under foreign law"),
        (OVH, {"subsidiary": "XX"}, "subsidiary", "is no company of the provider's"),
    ],
)
def test_each_wrong_argument_is_refused(refused, args, wrong, path, said):
    problems = refused(LandingZone, args | wrong)
    assert said in problems[path]
    assert list(problems) == [path]
