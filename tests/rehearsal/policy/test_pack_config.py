"""Which configuration each policy of a pack gets: three layers, later ones win."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.errors import ConfigurationError
from bailiwick.rehearsal.plan import Level
from bailiwick.rehearsal.policy.pack_config import PolicyConfig, PolicyInfo, read_config, reconcile

NAMES = ["alpha", "beta", "gamma"]
POLICIES = tuple(PolicyInfo(name, Level.ADVISORY) for name in NAMES)
LIMITED = PolicyInfo(
    "limited",
    Level.MANDATORY,
    schema={
        "limit": {"type": "integer", "minimum": 1, "default": 3},
        "regions": {"type": "array", "items": {"type": "string"}},
    },
    required=("regions",),
)
LEVELS = st.sampled_from(Level)
LAYERS = st.dictionaries(
    st.sampled_from([*NAMES, "all"]),
    st.builds(PolicyConfig, st.none() | LEVELS, st.dictionaries(st.sampled_from("xyz"), st.integers(), max_size=2)),
)


def reconciled(policies=POLICIES, initial=None, given_=None):
    return reconcile(tuple(policies), initial or {}, given_ or {}, where="pack.json")


def problems(*arguments, **named):
    with pytest.raises(ConfigurationError) as caught:
        reconciled(*arguments, **named)
    return str(caught.value).splitlines()


@pytest.fixture
def read(tmp_path):
    def from_text(text):
        path = tmp_path / "pack.json"
        path.write_text(text)
        return read_config(path)

    return from_text


@pytest.fixture
def refused(read, tmp_path):
    def from_text(text):
        with pytest.raises(ConfigurationError) as caught:
            read(text)
        return str(caught.value).replace(f"{tmp_path}/", "").splitlines()

    return from_text


# layers


def test_a_policy_without_configuration_keeps_its_own_level_and_defaults():
    found = reconciled([LIMITED], given_={"limited": PolicyConfig(None, {"regions": []})})

    assert found == {"limited": PolicyConfig(Level.MANDATORY, {"limit": 3, "regions": []})}


def test_the_user_goes_before_the_pack_and_the_pack_before_the_policy():
    found = reconciled(
        initial={
            "alpha": PolicyConfig(Level.MANDATORY, {"x": 1, "y": 1}),
            "beta": PolicyConfig(Level.DISABLED),
        },
        given_={"alpha": PolicyConfig(Level.REMEDIATE, {"y": 2})},
    )

    assert found == {
        "alpha": PolicyConfig(Level.REMEDIATE, {"x": 1, "y": 2}),
        "beta": PolicyConfig(Level.DISABLED),
        "gamma": PolicyConfig(Level.ADVISORY),
    }


def test_all_sets_every_level_before_the_policies_own_entries_of_the_same_layer():
    given_ = {
        "alpha": PolicyConfig(Level.ADVISORY),
        "beta": PolicyConfig(None, {"x": 1}),
        "all": PolicyConfig(Level.MANDATORY, {"ignored": True}),
    }

    assert reconciled(given_=given_) == {
        "alpha": PolicyConfig(Level.ADVISORY),
        "beta": PolicyConfig(Level.MANDATORY, {"x": 1}),
        "gamma": PolicyConfig(Level.MANDATORY),
    }


def test_all_of_the_user_goes_before_single_entries_of_the_pack():
    found = reconciled(initial={"alpha": PolicyConfig(Level.DISABLED)}, given_={"all": PolicyConfig(Level.MANDATORY)})

    assert {config.level for config in found.values()} == {Level.MANDATORY}


@given(LAYERS, LAYERS)
def test_the_last_layer_that_says_something_decides(initial, given_):
    found = reconciled(initial=initial, given_=given_)

    for name in NAMES:
        said = [Level.ADVISORY]
        for layer in (initial, given_):
            said += [layer[key].level for key in ("all", name) if key in layer and layer[key].level]
        assert found[name].level is said[-1]
        own = [layer[name].properties for layer in (initial, given_) if name in layer]
        assert found[name].properties == {key: value for part in own for key, value in part.items()}


# what does not fit


def test_an_unknown_policy_is_told_with_the_nearest():
    assert problems(given_={"alhpa": PolicyConfig(Level.MANDATORY)}) == [
        "pack.json: no such policy: got alhpa; expected one of alpha, beta, gamma (did you mean alpha?)"
    ]


@pytest.mark.parametrize(
    ("properties", "problem", "step"),
    [
        ({}, "'regions' is a required property", "the entry"),
        ({"regions": [], "limit": 0}, "0 is less than the minimum of 1", "limit"),
        ({"regions": ["fr", 5]}, "5 is not of type 'string'", "regions.1"),
        ({"regions": "fr"}, "'fr' is not of type 'array'", "regions"),
    ],
)
def test_a_value_that_does_not_fit_the_schema_is_told(properties, problem, step):
    assert problems([LIMITED], given_={"limited": PolicyConfig(None, properties)}) == [
        f"pack.json: configuration of policy limited: {problem}",
        f"  next: correct {step} in the pack's configuration",
    ]


def test_everything_that_does_not_fit_is_told_at_once():
    found = problems(
        [LIMITED, *POLICIES],
        given_={"limited": PolicyConfig(None, {"limit": "x"}), "zzz": PolicyConfig(Level.DISABLED)},
    )

    assert [line for line in found if not line.startswith("  ")] == [
        "pack.json: no such policy: got zzz; expected one of limited, alpha, beta, gamma",
        "pack.json: configuration of policy limited: 'regions' is a required property",
        "pack.json: configuration of policy limited: 'x' is not of type 'integer'",
    ]


# the file


def test_an_entry_is_a_level_or_an_object(read):
    found = read('{"a": "mandatory", "b": {"enforcementLevel": "disabled", "x": 1}, "c": {"x": 2}, "all": "remediate"}')

    assert found == {
        "a": PolicyConfig(Level.MANDATORY),
        "b": PolicyConfig(Level.DISABLED, {"x": 1}),
        "c": PolicyConfig(None, {"x": 2}),
        "all": PolicyConfig(Level.REMEDIATE),
    }


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[]", 'pack.json:1: is not an object: expected {"policy-name": ...}'),
        ("", "pack.json:1:1: is not valid JSON (Expecting value)"),
        ('{\n "a": }', "pack.json:2:7: is not valid JSON (Expecting value)"),
        (
            '{\n\n "a": "mandtory"}',
            (
                "pack.json:3: enforcement level of a: got 'mandtory'; expected one of advisory, mandatory, remediate,"
                " disabled (did you mean mandatory?)"
            ),
        ),
        (
            '{"a": 5}',
            "pack.json:1: enforcement level of a: got 5; expected one of advisory, mandatory, remediate, disabled",
        ),
        (
            '{"a": {"enforcementLevel": ["mandatory"]}}',
            (
                "pack.json:1: enforcement level of a: got ['mandatory']; expected one of advisory, mandatory,"
                " remediate, disabled (did you mean mandatory?)"
            ),
        ),
        (
            '{"a": ""}',
            "pack.json:1: enforcement level of a: got ''; expected one of advisory, mandatory, remediate, disabled",
        ),
    ],
)
def test_a_malformed_file_is_told_with_its_line(refused, text, problem):
    assert refused(text) == [problem]


def test_a_file_that_cannot_be_read_is_told(tmp_path):
    with pytest.raises(ConfigurationError, match=r"cannot be read \(Is a directory\)$"):
        read_config(tmp_path)
    (tmp_path / "pack.json").write_bytes(b'{"a": "\xff"}')
    with pytest.raises(ConfigurationError, match=r"pack\.json: is not UTF-8$"):
        read_config(tmp_path / "pack.json")
