"""Plain scalars reach a program as Go reads them; quoted ones stay untouched."""

import json

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from bailiwick.rehearsal.project.scalars import go_text, go_value

PRINTABLE = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=12).filter(
    lambda text: "\ufeff" not in text
)


def text_of(source):
    """What a program gets for ``value: SOURCE`` in a stack file."""
    node = yaml.compose(f"value: {source}\n", Loader=yaml.SafeLoader)
    return go_text(go_value(node.value[0][1]))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # whole numbers, in four bases, with underscores
        ("0", "0"),
        ("42", "42"),
        ("-7", "-7"),
        ("+7", "7"),
        ("010", "8"),
        ("-010", "-8"),
        ("0o17", "15"),
        ("0x1F", "31"),
        ("0b101", "5"),
        ("1_000", "1000"),
        ("09", "9"),
        ("18446744073709551615", "18446744073709551615"),
        ("18446744073709551616", "18446744073709552000"),
        ("12345678901234567890123456789012", "1.2345678901234567e+31"),
        ("-9223372036854775809", "-9223372036854776000"),
        # fractions and exponents
        ("1.5", "1.5"),
        ("1e3", "1000"),
        ("1.0", "1"),
        (".5", "0.5"),
        ("1e21", "1e+21"),
        ("1e20", "100000000000000000000"),
        ("0.0001", "0.0001"),
        ("0.000001", "0.000001"),
        ("1e-7", "1e-7"),
        ("-2.5e-10", "-2.5e-10"),
        ("1e400", "1e400"),
        ("1.5e300", "1.5e+300"),
        # words
        ("true", "true"),
        ("True", "true"),
        ("FALSE", "false"),
        ("tRUE", "tRUE"),
        ("yes", "yes"),
        ("off", "off"),
        ("null", ""),
        ("~", ""),
        ("", ""),
        # dates
        ("2026-01-31", "2026-01-31 00:00:00 +0000 UTC"),
        ("2026-1-3", "2026-01-03 00:00:00 +0000 UTC"),
        ("2026-02-30", "2026-02-30"),
        # neither
        ("1.2.3", "1.2.3"),
        ("12:30", "12:30"),
        ("1,000", "1,000"),
        ("0xZZ", "0xZZ"),
        ("١٢", "١٢"),
        ("fr-par", "fr-par"),
    ],
)
def test_a_plain_scalar_is_read_as_go_does(source, expected):
    assert text_of(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("[1, a, true, null, 1.5, 1e3]", '[1,"a",true,null,1.5,1000]'),
        ("{b: 1, a: {c: [x]}}", '{"a":{"c":["x"]},"b":1}'),
        ('{a: "1", b: 010}', '{"a":"1","b":8}'),
        ("{a: é}", '{"a":"é"}'),
        ("[]", "[]"),
        ("{}", "{}"),
    ],
)
def test_structured_values_arrive_as_json_with_sorted_keys(source, expected):
    assert text_of(source) == expected


@given(PRINTABLE)
@example("010")
@example("yes")
@example("2026-01-31")
@example("")
@example("1e3")
def test_quoted_text_stays_untouched(text):
    single = text.replace("'", "''")

    assert text_of(f"'{single}'") == text
    assert text_of(json.dumps(text, ensure_ascii=False)) == text


@given(st.integers(-(2**63), 2**64 - 1))
def test_a_whole_number_keeps_every_digit(number):
    assert text_of(str(number)) == str(number)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_fraction_keeps_its_value(number):
    source = repr(number) if "e" in repr(number) or "." in repr(number) else f"{number}.0"

    assert float(text_of(source)) == number


@given(
    st.recursive(
        PRINTABLE,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(PRINTABLE.filter(bool), inner, max_size=3),
    )
)
def test_structured_values_of_quoted_text_come_back_from_json(value):
    source = json.dumps(value, ensure_ascii=False)
    if isinstance(value, str):
        assert text_of(source) == value
    else:
        assert json.loads(text_of(source)) == value


@given(st.text(st.characters(codec="ascii", exclude_categories=("Cc",)), max_size=8))
def test_any_plain_scalar_has_a_text(text):
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return
    if isinstance(node, yaml.ScalarNode):
        assert isinstance(go_text(go_value(node)), str)


def test_merge_keys_bring_in_what_a_mapping_does_not_say_itself():
    text = (
        "base: &base {region: fr-par, zone: fr-par-1}\nhere: {<<: *base, zone: fr-par-2}\nboth: {<<: [{a: 1}, *base]}\n"
    )
    assert go_value(yaml.compose(text, Loader=yaml.SafeLoader)) == {
        "base": {"region": "fr-par", "zone": "fr-par-1"},
        "here": {"region": "fr-par", "zone": "fr-par-2"},
        "both": {"a": 1, "region": "fr-par", "zone": "fr-par-1"},
    }
