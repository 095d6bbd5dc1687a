"""A small map without findings, and ways to change it."""

import copy
from datetime import date
from pathlib import Path

import pytest
import yaml

from bailiwick.datamap.judging import judge
from bailiwick.datamap.reading import read_map
from bailiwick.datamap.situation import Situation

TODAY = date(2026, 11, 25)
BASE = yaml.load((Path(__file__).parent / "base.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


@pytest.fixture(scope="session")
def situation(tmp_path_factory):
    """Makes the situation of the base map after a change of its document."""
    file = tmp_path_factory.mktemp("maps") / "dataflows.yaml"

    def make(change=lambda _document: None, today=TODAY):
        document = copy.deepcopy(BASE)
        change(document)
        file.write_text(yaml.safe_dump(document, sort_keys=False), encoding="utf-8")
        return Situation(read_map(file), today)

    return make


@pytest.fixture(scope="session")
def found(situation):
    """The ids of the rules that a changed map breaks, with their severities."""

    def make(change=lambda _document: None, today=TODAY):
        return {(item.rule, item.severity.value) for item in judge(situation(change, today))}

    return make
