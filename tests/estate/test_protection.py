"""A control is satisfied by what is known to satisfy it, and by nothing else."""

from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.atlas.controls import Control, Want, controls
from bailiwick.atlas.fact import Confidence, Fact
from bailiwick.atlas.resource_types import classify
from bailiwick.estate import Estate, Resource, protection
from bailiwick.estate.protection import Outcome, assess, is_narrow
from bailiwick.estate.values import MARKER, OUTPUT, SECRET, UNKNOWN_STRINGS

THING, LIST = "scaleway:kubernetes/cluster:Cluster", "scaleway:kubernetes/acl:Acl"
FACT = Fact("a test", date(2026, 11, 25), Confidence.VERIFIED, date(2027, 11, 25))
UNKNOWN = st.sampled_from(sorted(UNKNOWN_STRINGS))
ASKED = [row for row in controls() if row.input]


def control(wants, values=(), *, omitted=False, beside="", at="a.b"):
    by = "clusterId" if beside else ""
    return Control("q", THING, wants, at, tuple(values), omitted, beside, by, "is open", "close it", FACT)


@pytest.fixture
def judged(monkeypatch):
    def judge(row, inputs, *others, complete=True, **depends):
        monkeypatch.setattr(protection, "controls_of", lambda *_: (row,))
        it = Resource("urn:it", THING, "it", inputs, {}, property_dependencies=depends, id="fr-par/1")
        resources = {item.urn: item for item in (it, *others)}
        (found,) = assess("q", it, Estate(resources, complete=complete))
        return found

    return judge


def acl(name="acl", cluster="fr-par/1", **inputs):
    return Resource(f"urn:{name}", LIST, name, {"clusterId": cluster, **inputs}, {})


@pytest.mark.parametrize(
    ("wants", "values", "value", "outcome"),
    [
        (Want.ONE_OF, [True], True, "satisfied"),
        (Want.ONE_OF, [True], 1, "violated"),
        (Want.ONE_OF, ["AES256", "aws:*"], "aes256", "satisfied"),
        (Want.ONE_OF, ["AES256", "aws:*"], "aws:kms", "satisfied"),
        (Want.NONE_OF, ["public*"], "public-read", "violated"),
        (Want.NONE_OF, ["public*"], "private", "satisfied"),
        (Want.PRESENT, [], "x", "satisfied"),
        (Want.PRESENT, [], {}, "violated"),
        (Want.ABSENT, [], "x", "violated"),
        (Want.ABSENT, [], False, "satisfied"),
        (Want.NARROW, [], ["192.0.2.0/28", "2001:db8::/32"], "satisfied"),
        (Want.NARROW, [], ["192.0.2.0/28", "0.0.0.0/1"], "violated"),
        (Want.NARROW, [], "everybody", "violated"),
    ],
)
def test_a_value_decides(judged, wants, values, value, outcome):
    assert judged(control(wants, values), {"a": {"b": value}}).outcome == outcome


@pytest.mark.parametrize(
    "wants", [want for want in Want if want not in (Want.NOTHING, Want.IMPOSSIBLE, Want.UNDOCUMENTED)]
)
def test_what_is_left_out_means_what_the_row_says(judged, wants):
    for nothing in ({}, {"a": {"b": None}}, {"a": {"b": ""}}, {"a": []}):
        assert judged(control(wants, ["x"], omitted=True), nothing).outcome is Outcome.SATISFIED
        expected = Outcome.SATISFIED if wants is Want.ABSENT else Outcome.VIOLATED
        assert judged(control(wants, ["x"]), nothing).outcome is expected


def test_an_unknown_value_satisfies_nothing_unless_another_resource_hands_it_over(judged):
    unknown = {"a": {"b": min(UNKNOWN_STRINGS)}}
    assert judged(control(Want.ONE_OF, [True], omitted=True), unknown).outcome is Outcome.UNKNOWN
    assert judged(control(Want.PRESENT), unknown).outcome is Outcome.UNKNOWN
    assert judged(control(Want.PRESENT), unknown, complete=False).outcome is Outcome.UNDECIDED
    assert judged(control(Want.PRESENT), unknown, a=("urn:key",)).outcome is Outcome.SATISFIED


def test_a_secret_is_not_printed(judged):
    secret = {"a": {"b": {MARKER: SECRET, "value": "hush"}}}
    found = judged(control(Want.ONE_OF, ["x"]), secret)
    assert found.outcome is Outcome.VIOLATED
    assert "hush" not in found.seen
    hidden = {"a": {MARKER: OUTPUT, "secret": True, "value": {"b": "hush"}}}
    assert "hush" not in judged(control(Want.ONE_OF, ["x"]), hidden).seen


def test_an_attached_resource_decides(judged):
    beside = control(Want.NARROW, beside=LIST, at="aclRules.ip")
    narrow, wide = [{"ip": "192.0.2.0/28"}], [{"ip": "0.0.0.0/0"}]
    assert judged(beside, {}, acl(aclRules=narrow)).outcome is Outcome.SATISFIED
    assert judged(beside, {}, acl(aclRules=narrow), acl("b", aclRules=wide)).outcome is Outcome.VIOLATED
    assert judged(beside, {}, acl(cluster="fr-par/2", aclRules=narrow)).outcome is Outcome.VIOLATED
    assert judged(beside, {}).seen == "no Acl names it"
    assert judged(beside, {}, complete=False).outcome is Outcome.UNDECIDED


def test_an_alias_is_attached_like_its_twin(judged):
    former = next(token for token in ("scaleway:index/objectBucketAcl:ObjectBucketAcl",) if classify(token))
    twin = classify(former).alias_of
    bucket = Resource("urn:b", "scaleway:object/bucket:Bucket", "b", {"name": "letters"}, {})
    setting = Resource("urn:s", former, "s", {"bucket": "letters"}, {})
    estate = Estate({item.urn: item for item in (bucket, setting)})
    assert estate.attached("urn:b", twin, "bucket") == (setting,)


@pytest.mark.parametrize("row", controls(), ids=lambda row: f"{row.id} {row.token.rpartition(':')[2]} {row.input}")
def test_every_row_speaks_of_inputs_that_exist(row, declared_inputs):
    kind = classify(row.token)
    assert kind is not None
    assert not kind.alias_of
    for token, path in ((row.beside or row.token, row.input), (row.beside, row.by)):
        if token and path:
            assert path in declared_inputs(token), f"{token} has no input {path}"
    assert bool(row.beside) == bool(row.by)
    assert row.lacks
    assert row.fix
    assert not row.fix.endswith(".")


@given(st.sampled_from(ASKED), UNKNOWN, st.data())
def test_no_control_is_satisfied_by_an_unknown_part(row, unknown, data):
    steps = row.input.split(".")
    cut = data.draw(st.integers(1, len(steps)))
    value = unknown
    for step in reversed(steps[:cut]):
        value = {step: value}
    it = Resource("urn:it", row.token, "it", {} if row.beside else value, {}, id="fr-par/1")
    beside = Resource("urn:b", row.beside, "b", {row.by: "fr-par/1", **value}, {})
    estate = Estate({"urn:it": it} | ({"urn:b": beside} if row.beside else {}))
    found = [item for item in assess(row.id, it, estate) if item.control == row]
    assert [item.outcome for item in found] in ([Outcome.UNKNOWN], [Outcome.VIOLATED])


@given(st.ip_addresses(), st.integers(0, 128))
def test_a_range_is_narrow_by_its_prefix(address, length):
    length = min(length, address.max_prefixlen)
    shortest = protection.WIDEST_RANGE[address.version]
    assert is_narrow(f"{address}/{length}") == (length >= shortest)
    assert not any(is_narrow(value) for value in (None, True, 7, "", "x", SimpleNamespace()))
