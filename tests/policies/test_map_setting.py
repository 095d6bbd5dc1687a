"""How a policy pack finds the data map that a stack's configuration names or holds."""

import json
from pathlib import Path

import pytest
import yaml

from bailiwick.errors import ConfigurationError
from bailiwick_policies.map_setting import STACK_FOLDER, map_of_setting
from bailiwick_policies.session import Session

MAP = Path(__file__).parents[1] / "conformance" / "one_bucket.yaml"


def test_a_map_is_named_or_held():
    held = yaml.load(MAP.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert map_of_setting(str(MAP), None) == map_of_setting(held, None) == map_of_setting(MAP.name, MAP.parent)
    assert map_of_setting(None, None) is None


@pytest.mark.parametrize("setting", ["", "  ", 1, [], True])
def test_anything_else_is_refused(setting):
    with pytest.raises(ConfigurationError, match="bailiwick:dataflows: is malformed"):
        map_of_setting(setting, MAP.parent)


def test_a_pack_is_not_told_what_a_path_is_relative_to(monkeypatch):
    monkeypatch.delenv(STACK_FOLDER, raising=False)
    with pytest.raises(
        ConfigurationError, match=r"is relative, and a policy pack is not told to what.*\n.*PWD/one_bucket"
    ):
        Session().configure({}, None, MAP.name)
    monkeypatch.setenv(STACK_FOLDER, str(MAP.parent))
    Session().configure({}, None, MAP.name)


def test_a_map_with_errors_stops_the_pack(tmp_path):
    broken = json.loads(json.dumps(yaml.load(MAP.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)))
    broken["places"][0]["kind"] = "buckett"
    with pytest.raises(ConfigurationError, match="is not a kind of place"):
        Session().configure({}, None, broken)
    with pytest.raises(ConfigurationError, match="cannot be read"):
        Session().configure({}, None, str(tmp_path / "nowhere.yaml"))
