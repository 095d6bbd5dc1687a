import pulumi
import pytest

from bailiwick.kms import LocalKms

PLACE = {"jurisdiction": "FR", "provider": "scaleway", "region": "fr-par"}


def test_the_key_rotates_is_symmetric_and_protected(register):
    def build():
        return {"key_id": LocalKms("letters", PLACE).key_id}

    registered = register(build)
    key = registered.one("keymanager/key:Key")
    assert key["usage"] == "symmetric_encryption"
    assert key["algorithm"] == "aes_256_gcm"
    assert key["rotationPolicy"] == {"rotationPeriod": "2160h"}
    assert key["unprotected"] is False
    assert key["region"] == "fr-par"
    assert registered.outputs["key_id"] == "fr-par/letters-key-id"


def test_whole_numbers_may_arrive_as_floats_as_they_do_from_other_languages(register):
    registered = register(lambda: LocalKms("letters", PLACE | {"rotation_days": 30.0}) and None)
    assert registered.one("keymanager/key:Key")["rotationPolicy"] == {"rotationPeriod": "720h"}


def test_protection_can_be_lifted_only_in_words(register):
    registered = register(lambda: LocalKms("letters", PLACE | {"deletion_protection": False}) and None)
    assert registered.one("keymanager/key:Key")["unprotected"] is True


def test_a_policy_sees_the_plain_arguments_with_their_defaults(register):
    component = register(lambda: LocalKms("letters", PLACE) and None).one("index:LocalKms")
    assert component["key_custody"] == "customer-managed"
    assert component["jurisdiction"] == "FR"
    assert "rotation_days" not in component
    assert component["deletion_protection"] is True


@pytest.mark.parametrize(
    ("wrong", "path", "said"),
    [
        ({"jurisdiction": "FRA"}, "jurisdiction", "did you mean FR?"),
        ({"jurisdiction": "PL"}, "region", "outside the jurisdiction PL"),
        ({"jurisdiction": "IT", "region": "it-mil"}, "region", "does not have key-manager"),
        ({"region": "fr-par-2"}, "region", "is a zone of fr-par"),
        ({"region": "GRA"}, "region", "is a region of ovh, not of scaleway"),
        ({"region": "FR-PAR"}, "region", "did you mean fr-par?"),
        ({"region": "mars-1"}, "region", "is not a region of scaleway"),
        ({"provider": "scalway"}, "provider", "did you mean scaleway?"),
        ({"project_id": 11111111111111111111111111111111}, "project_id", "quote it"),
        ({"project_id": "default"}, "project_id", "32 hexadecimal digits"),
        ({"key_custody": "provider"}, "key_custody", "expected customer-managed"),
        ({"rotation_days": 0}, "rotation_days", "greater than or equal to 1"),
        ({"rotation_days": 400}, "rotation_days", "less than or equal to 365"),
        ({"rotate_days": 30}, "rotate_days", "did you mean rotation_days?"),
    ],
)
def test_each_wrong_argument_is_refused(refused, wrong, path, said):
    problems = refused(LocalKms, PLACE | wrong)
    assert said in problems[path]
    assert list(problems) == [path]


def test_what_policies_judge_cannot_be_an_output(refused):
    problems = refused(LocalKms, PLACE | {"region": pulumi.Output.from_input("fr-par")})
    assert "is the output of a resource: expected a plain value" in problems["region"]


def test_missing_arguments_are_all_named(refused):
    assert set(refused(LocalKms, {})) == {"jurisdiction", "provider", "region"}
