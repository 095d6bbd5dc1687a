"""Somebody installs the project without the SDK of the provider that they name."""

import importlib.util

import pytest

from bailiwick import LocalKms
from bailiwick.contract import ArgumentsError


@pytest.mark.parametrize(
    ("provider", "region", "package"), [("scaleway", "fr-par", "pulumiverse_scaleway"), ("ovh", "GRA", "pulumi_ovh")]
)
def test_it_is_told_before_anything_is_registered(provider, region, package, monkeypatch):
    find = importlib.util.find_spec
    monkeypatch.setattr("bailiwick.contract.place.find_spec", lambda name: None if name == package else find(name))
    with pytest.raises(ArgumentsError) as caught:
        LocalKms("letters", {"jurisdiction": "FR", "provider": provider, "region": region, "rotation_days": 0})
    first, second = caught.value.diagnostics()
    assert first.where.endswith("rotation_days")
    assert second.problem == f"needs {package}, which is not installed"
    assert second.next_step == f"pip install 'bailiwick[{provider}]'"
