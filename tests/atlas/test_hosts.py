"""Who runs a host."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.atlas import UNKNOWN_COUNTRY
from bailiwick.atlas.hosts import host_of, hosts


@pytest.mark.parametrize(
    ("host", "operator", "country"),
    [
        ("github.com", "GitHub", "US"),
        ("GitHub.com:443", "GitHub", "US"),
        ("cdn-lfs.hf.co", "Hugging Face", "US"),
        ("bucket.s3.eu-west-3.amazonaws.com", "Amazon", "US"),
        ("s3.gra.io.cloud.ovh.net", "OVH", "FR"),
        ("bucket.s3.fr-par.scw.cloud", "Scaleway", "FR"),
        ("rg.fr-par.scw.cloud.", "Scaleway", "FR"),
        ("archive.ubuntu.com", "Canonical", "GB"),
        ("eu.posthog.com", "PostHog", "US"),
    ],
)
def test_the_operator_answers_not_the_place_of_the_machine(host, operator, country):
    found = host_of(host)
    assert found.operator.startswith(operator)
    assert found.country == country


@pytest.mark.parametrize("row", [row for row in hosts() if row.labels], ids=lambda row: row.name)
def test_a_package_registry_is_known_by_its_label(row):
    for label in row.labels:
        assert host_of(f"any.{label}.example") == row
        assert host_of(f"{label}.example") == row
        assert host_of(f"{label}.any.example") is None


@pytest.mark.parametrize("host", ["", "example.test", "notgithub.com", "github.com.example.test", "localhost"])
def test_an_unknown_host_is_none(host):
    assert host_of(host) is None


def test_a_top_level_domain_decides_nothing():
    assert host_of("the-eye.eu").country == UNKNOWN_COUNTRY


@given(st.sampled_from([row for row in hosts() if not row.labels and "*" not in row.name]))
def test_what_is_below_a_host_is_its_operator_s(row):
    assert host_of(row.name) == row
    assert host_of(f"any.{row.name}").country == row.country
