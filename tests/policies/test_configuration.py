"""The pack's own configuration is the ceiling, and a malformed one stops everything."""

import json
from pathlib import Path

import pytest

from bailiwick.atlas.countries import bloc
from bailiwick.errors import ConfigurationError
from bailiwick_policies.configuration import BOUNDARY_POLICY, configured, default_boundary

CONFIG = Path(__file__).parents[2] / "policies" / "config"


PROFILES = {
    "fr-only": {"FR"},
    "pl-only": {"PL"},
    "eu27": bloc("EU").members,
    "eea-adequacy": bloc("EEA-ADEQUATE").members,
}


@pytest.mark.parametrize(("profile", "countries"), PROFILES.items())
def test_the_profiles(profile, countries):
    content = json.loads((CONFIG / f"{profile}.json").read_text(encoding="utf-8"))
    assert list(content) == [BOUNDARY_POLICY]
    settings = content[BOUNDARY_POLICY]
    assert settings.pop("enforcementLevel") == "mandatory"
    boundary = configured(settings).boundary
    assert (boundary.name, boundary.countries) == (profile, countries)


def test_every_profile_is_tested():
    assert {file.stem for file in CONFIG.glob("*.json")} == PROFILES.keys()


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
