"""The stack ``fr-scaleway`` as a rehearsal plans it, with its map."""

from pathlib import Path

import pytest

from bailiwick.datamap.reading import read_map
from bailiwick.estate import Estate, Keeping
from bailiwick.rehearsal import Rehearsal, rehearse

ROOT = Path(__file__).parents[2]
BACKEND = "s3://hospital-state?endpoint=s3.fr-par.scw.cloud&region=fr-par"


@pytest.fixture(scope="session")
def hospital():
    return read_map(ROOT / "stacks" / "dataflows.fr-scaleway.yaml")


@pytest.fixture(scope="session")
def plan():
    return Estate.from_records(rehearse(Rehearsal(ROOT, "fr-scaleway")).resources, keeping=Keeping(BACKEND))
