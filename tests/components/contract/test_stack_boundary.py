"""A component keeps to the boundary that the stack's own configuration sets, before it registers anything."""

import json
from datetime import date
from pathlib import Path

import pulumi
import pytest

from bailiwick.boundary import written
from bailiwick.datamap.compiling import compile_map
from bailiwick.datamap.reading import read_map
from bailiwick.datamap.situation import Situation
from bailiwick.kms import LocalKms
from bailiwick.platform import SovereignPlatform
from bailiwick.storage import ObjectStore

ROOT = Path(__file__).parents[3]
KEY = {"jurisdiction": "FR", "provider": "scaleway", "region": "fr-par"}
BUCKET = {"jurisdiction": "FR", "provider": "ovh", "region": "GRA", "segment": "s", "key_custody": "provider-managed"}


@pytest.fixture
def bounded():
    """Sets the stack's boundary, as Pulumi hands it to a program."""

    def by(setting):
        text = setting if isinstance(setting, str) else json.dumps(setting)
        pulumi.runtime.set_all_config({"bailiwick:boundary": text})

    yield by
    pulumi.runtime.set_all_config({})


def test_what_is_inside_is_built(bounded, register):
    bounded({"name": "hospital", "countries": ["FR"], "tier": "L2"})
    assert register(lambda: LocalKms("key", KEY) and None).one("keymanager/key:Key")


@pytest.mark.parametrize(
    ("setting", "made", "path", "said"),
    [
        ({"countries": ["DE", "PL"]}, (LocalKms, KEY), "jurisdiction", "expected one of DE, PL"),
        ({"countries": ["FR"], "tier": "L2"}, (ObjectStore, BUCKET), "key_custody", "weaker than the stack's"),
        (
            {"countries": ["DE"]},
            (LocalKms, {"jurisdiction": "DE", "provider": "ovh", "region": "DE", "key_backup_countries": ["FR"]}),
            "key_backup_countries",
            "names FR, outside the stack's boundary",
        ),
    ],
)
def test_what_is_outside_is_refused(bounded, refused, setting, made, path, said):
    bounded({"name": "hospital", **setting})
    problems = refused(*made)
    assert list(problems) == [path]
    assert said in problems[path]


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("nonsense", "bailiwick:boundary"),
        ({"countries": ["UK"]}, "did you mean GB"),
        ({"countries": ["FR"], "teir": "L2"}, "did you mean tier"),
        ({"countries": []}, "bailiwick:boundary"),
    ],
)
def test_a_setting_that_makes_no_sense_builds_nothing(bounded, refused, setting, said):
    bounded(setting)
    assert any(said in problem for problem in refused(LocalKms, KEY).values())


def test_the_boundary_of_a_segment_of_a_map_is_one(bounded, refused, register):
    situation = Situation(read_map(ROOT / "stacks" / "dataflows.fr-scaleway.yaml"), date(2026, 11, 25))
    for compiled in compile_map(situation):
        bounded(written(compiled.boundary))
        assert register(lambda: LocalKms("key", KEY) and None).of("keymanager/key:Key")
        bounded(written(compiled.boundary))
        abroad = {**KEY, "jurisdiction": "PL", "region": "pl-waw"}
        assert "is outside the stack's boundary" in refused(LocalKms, abroad)["jurisdiction"]


def test_the_keys_of_a_platform_are_asked_too(bounded, refused):
    bounded({"name": "strict", "countries": ["FR"], "keyCustody": "external"})
    found = refused(SovereignPlatform, {**KEY, "zone": "fr-par-2", "keys": {"key_custody": "customer-managed"}})
    assert "is weaker than the stack's boundary" in found["keys.key_custody"]
