"""Maps that break something, made of the small map without findings."""

import copy
from datetime import date
from pathlib import Path

import pytest
import yaml

from bailiwick.datamap.reading import parse_map
from bailiwick.datamap.situation import Situation

TODAY = date(2026, 11, 25)
BASE = yaml.load((Path(__file__).parents[1] / "datamap" / "base.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)


@pytest.fixture(scope="session")
def situation():
    """Makes the situation of the base map after a change of its document."""

    def make(change=lambda _document: None):
        document = copy.deepcopy(BASE)
        change(document)
        text = yaml.safe_dump(document, sort_keys=False)
        return Situation(parse_map(text, Path("dataflows.yaml")), TODAY)

    return make
