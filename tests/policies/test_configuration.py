"""The pack's own configuration is the ceiling, and a malformed one stops everything."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bailiwick.boundary import Boundary, Tier
from bailiwick.errors import ConfigurationError
from bailiwick_policies.configuration import BOUNDARY_POLICY, configured, default_boundary
from bailiwick_policies.profiles import configuration_file, profiles
from bailiwick_policies.rules import RULES

CONFIG = Path(__file__).parents[2] / "policies" / "config"


EVERY = {
    "fr-public": Boundary.of("fr-public", ["FR"], tier=Tier.PUBLIC),
    "fr-only": Boundary.of("fr-only", ["FR"]),
    "de-only": Boundary.of("de-only", ["DE"]),
    "fr-l2": Boundary.of("fr-l2", ["FR"], tier=Tier.L2),
    "fr-l3": Boundary.of("fr-l3", ["FR"], tier=Tier.L3),
    "fr-hds": replace(Boundary.of("fr-hds", ["FR"], tier=Tier.L2), certifications=frozenset({"hds"})),
    "de-c5": replace(Boundary.of("de-c5", ["DE"], tier=Tier.L2), certifications=frozenset({"c5"})),
    "pl-only": Boundary.of("pl-only", ["PL"]),
    "eu27": Boundary.of("eu27", ["EU"]),
    "eea-adequacy": Boundary.of("eea-adequacy", ["EEA-ADEQUATE"]),
}


@pytest.mark.parametrize(("profile", "boundary"), EVERY.items())
def test_the_profiles(profile, boundary):
    content = json.loads((CONFIG / f"{profile}.json").read_text(encoding="utf-8"))
    assert list(content) == [BOUNDARY_POLICY]
    settings = content[BOUNDARY_POLICY]
    assert settings.pop("enforcementLevel") == "mandatory"
    assert configured(settings).boundary == boundary


def test_the_graduated_profiles_ask_more_and_more():
    asked = [
        {rule.id for rule in RULES if rule.applies(EVERY[f"fr-{name}"])} for name in ("public", "only", "l2", "l3")
    ]
    assert asked[0] < asked[1] < asked[2] <= asked[3]


def test_every_profile_is_in_the_docs():
    page = (CONFIG.parents[1] / "docs" / "rules" / "README.md").read_text(encoding="utf-8")
    assert [name for name in EVERY if f"| `{name}` |" not in page] == []


@pytest.mark.parametrize("profile", EVERY)
def test_a_profile_is_found_by_its_name(profile):
    assert configuration_file(Path(profile), where="--x") == profiles()[profile]


@pytest.mark.parametrize("path", ["nowhere.json", "a/b"])
def test_a_path_stays_a_path(path):
    assert configuration_file(Path(path), where="--x").name == Path(path).name


def test_a_profile_that_does_not_exist_is_told_with_the_nearest():
    with pytest.raises(ConfigurationError) as caught:
        configuration_file(Path("fr-hsd"), where="--boundary-config")
    told = str(caught.value)
    assert told.startswith(
        "--boundary-config: is neither a file nor a profile: got 'fr-hsd'; expected a file, or one of de-c5,"
    )
    assert "did you mean fr-hds?" in told


def test_every_profile_is_tested():
    assert {file.stem for file in CONFIG.glob("*.json")} == EVERY.keys() == profiles().keys()


def test_without_configuration_the_narrowest_boundary_holds():
    assert configured({}).boundary == default_boundary()
    assert default_boundary().countries == {"FR"}


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"countrys": ["FR"]}, "did you mean countries?"),
        ({"name": "x"}, "policy-pack configuration, boundary.countries: is malformed: got None"),
        ({"countries": []}, "a list of country codes"),
        ({"countries": "FR"}, "got 'FR'"),
        ({"countries": [1.0]}, "got [1.0]"),
        ({"countries": ["FR"], "name": ""}, "boundary.name: is malformed"),
        ({"countries": ["UK"]}, "boundary.countries[0]: is not a country: got 'UK'"),
    ],
)
def test_a_malformed_configuration_says_what_is_wrong(settings, told):
    with pytest.raises(ConfigurationError) as caught:
        configured(settings)
    assert told in str(caught.value)
