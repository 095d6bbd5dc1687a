"""Four judged maps: the three of the house, and one with transfers, findings and hostile words."""

from datetime import date
from pathlib import Path

import pytest

from bailiwick.datamap.judging import judge
from bailiwick.datamap.reading import read_map
from bailiwick.datamap.situation import Situation

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 25)
MAPS = {
    "hospital": "stacks/dataflows.fr-scaleway.yaml",
    "insurer": "examples/maps/insurer.de.yaml",
    "silos": "examples/maps/silos.cn-eu.yaml",
    "clinic": "tests/reporting/clinic.yaml",
}


@pytest.fixture(scope="session", params=MAPS)
def named(request):
    """A map's name, its situation and what was found in it."""
    return request.param, *_judged(MAPS[request.param])


@pytest.fixture(scope="session")
def clinic():
    """The map with transfers, findings and hostile words, and what was found in it."""
    return _judged(MAPS["clinic"])


def _judged(path):
    # The names of files in findings are those of the repository, wherever it is.
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        situation = Situation(read_map(Path(path)), TODAY)
    return situation, judge(situation)
