"""Each departure of a provider is backed by a recording of the real engine."""

import json

import pytest

from bailiwick.rehearsal.quirks import BY_PACKAGE, BY_TYPE, USUAL, quirks_of
from recordings import CONTRACT

ROWS = {**BY_PACKAGE, **BY_TYPE}


@pytest.mark.parametrize("name", sorted(ROWS))
def test_a_quirk_names_a_recording_that_has_it(name):
    recording = CONTRACT / "recordings" / f"{ROWS[name].recording}.json"
    types = {record["type"] for record in json.loads(recording.read_text())["resource"]}

    assert any(type_ == name or type_.startswith(f"{name}:") for type_ in types)


def test_a_type_goes_before_its_package_and_most_packages_have_none():
    assert quirks_of("kubernetes:core/v1:Secret").unknown_outputs == {"stringData"}
    assert not quirks_of("kubernetes:core/v1:ConfigMap").unknown_outputs
    assert quirks_of("scaleway:object/bucket:Bucket").null_outputs == {"region", "zone"}
    assert quirks_of("ovh:CloudProject/kube:Kube") is USUAL
