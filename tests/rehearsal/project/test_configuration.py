"""A stack's configuration: the file, the project's defaults, overrides and secrets."""

import json

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bailiwick.errors import BailiwickError, ConfigurationError
from bailiwick.rehearsal.project import configuration, passphrase, read_project
from bailiwick.rehearsal.project.configuration import PLACEHOLDER
from secrets_of_stacks import encrypted, salt_for

SALT = b"12345678"
DOCUMENTS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(["config", "encryptionsalt", "secure", "demo:a", "a", "cnofig", 7]), inner, max_size=3
        )
    ),
    max_leaves=8,
)


@pytest.fixture(autouse=True)
def few_rounds(monkeypatch):
    monkeypatch.setattr(passphrase, "ROUNDS", 10)
    monkeypatch.delenv("PULUMI_CONFIG_PASSPHRASE", raising=False)
    monkeypatch.delenv("PULUMI_CONFIG_PASSPHRASE_FILE", raising=False)


@pytest.fixture
def configured(tmp_path):
    """The configuration of a stack: its file, the project's declarations, overrides."""

    def read(stack_file="", declarations="", *overrides, stack="dev"):
        head = "name: demo\nruntime: python\n"
        (tmp_path / "Pulumi.yaml").write_text(head + (f"config:\n{declarations}" if declarations else ""))
        (tmp_path / "Pulumi.dev.yaml").write_text(stack_file)
        return configuration(read_project(tmp_path), stack, overrides)

    return read


@pytest.fixture
def problems(configured, tmp_path):
    """What is wrong with it."""

    def read(*arguments, **named):
        with pytest.raises(ConfigurationError) as caught:
            configured(*arguments, **named)
        return str(caught.value).replace(f"{tmp_path}/", "").replace(str(tmp_path), "<project>").splitlines()

    return read


@pytest.fixture
def with_secret(configured):
    """The configuration of a stack with one encrypted value."""

    def read(*overrides, text="hush", value=None):
        sealed = value or encrypted("right", SALT, text)
        lines = (
            f"encryptionsalt: {salt_for('right', SALT)}\nconfig:\n  demo:open: x\n  demo:key: {{secure: '{sealed}'}}\n"
        )
        return configured(lines, "", *overrides)

    return read


def test_a_name_without_a_namespace_belongs_to_the_project(configured):
    found = configured("config:\n  a: 1\n  scaleway:region: fr-par\n  demo:deep: {x: [1, yes]}\n")

    assert found.values == {"demo:a": "1", "scaleway:region": "fr-par", "demo:deep": '{"x":[1,"yes"]}'}
    assert found.secret_keys == frozenset()


@pytest.mark.parametrize("text", ["", "config:\n", "config: {}\n", "config: null\n", "secretsprovider: passphrase\n"])
def test_a_stack_may_be_configured_with_nothing(configured, text):
    assert configured(text).values == {}


def test_defaults_fill_in_what_the_stack_does_not_say(configured):
    found = configured(
        "config:\n  demo:a: own\n", "  a: default\n  b: {type: integer, default: 5}\n  other:c: {value: [1]}\n"
    )

    assert found.values == {"demo:a": "own", "demo:b": "5", "other:c": "[1]"}


def test_a_value_that_the_project_declares_secret_is_secret_wherever_it_comes_from(configured):
    declarations = "  a: {type: string, secret: true}\n  b: {default: x, secret: true}\n  c: {secret: true}\n"
    found = configured("config:\n  demo:a: own\n", declarations, "c=given")

    assert found.values == {"demo:a": "own", "demo:b": "x", "demo:c": "given"}
    assert found.secret_keys == {"demo:a", "demo:b", "demo:c"}


def test_a_demanded_value_that_nobody_gives_is_told(problems):
    assert problems("", "  size:\n    type: integer\n") == [
        (
            "Pulumi.dev.yaml: stack 'dev' is missing the configuration value 'demo:size':"
            " expected a value of type integer, declared in Pulumi.yaml:4"
        ),
        "  next: add it under config, or pass --config demo:size=...",
    ]


def test_overrides_go_before_everything(configured):
    found = configured("config:\n  demo:a: own\n", "  b: {type: string}\n", "a=over", "b=given", "x:y=a=b", "empty=")

    assert found.values == {"demo:a": "over", "demo:b": "given", "x:y": "a=b", "demo:empty": ""}


@pytest.mark.parametrize("option", ["a", "=5", ""])
def test_a_malformed_override_is_told(problems, option):
    (problem,) = problems("", "", option)

    assert problem == "--config: malformed option" + (f": got {option}; " if option else ": ") + "expected KEY=VALUE"


# secrets


def test_the_right_passphrase_opens_a_secret(with_secret, monkeypatch):
    monkeypatch.setenv("PULUMI_CONFIG_PASSPHRASE", "right")
    found = with_secret()

    assert (found.values["demo:key"], found.secret_keys, found.placeholders) == ("hush", {"demo:key"}, ())


def test_the_passphrase_may_be_in_a_file(with_secret, monkeypatch, tmp_path):
    (tmp_path / "phrase").write_text("right\n")
    monkeypatch.setenv("PULUMI_CONFIG_PASSPHRASE_FILE", str(tmp_path / "phrase"))

    assert with_secret().values["demo:key"] == "hush"


def test_a_passphrase_file_that_cannot_be_read_is_told(with_secret, monkeypatch):
    monkeypatch.setenv("PULUMI_CONFIG_PASSPHRASE_FILE", "/nowhere/phrase")

    with pytest.raises(ConfigurationError) as caught:
        with_secret()

    assert str(caught.value) == (
        "PULUMI_CONFIG_PASSPHRASE_FILE=/nowhere/phrase: cannot be read (No such file or directory)"
    )


def test_without_a_passphrase_a_secret_is_a_placeholder_and_still_secret(with_secret):
    found = with_secret()

    assert (found.values["demo:key"], found.secret_keys, found.placeholders) == (
        PLACEHOLDER,
        {"demo:key"},
        ("demo:key",),
    )


def test_a_wrong_passphrase_is_told_once_and_not_repeated(with_secret, monkeypatch, tmp_path):
    monkeypatch.setenv("PULUMI_CONFIG_PASSPHRASE", "wrong-phrase")

    with pytest.raises(ConfigurationError) as caught:
        with_secret()

    assert str(caught.value) == (
        f"{tmp_path}/Pulumi.dev.yaml:1: the passphrase in PULUMI_CONFIG_PASSPHRASE does not open this stack's secrets"
        "\n  next: correct it, or unset it to rehearse with placeholders"
    )


def test_a_secret_that_was_not_made_with_this_salt_is_told(with_secret, monkeypatch, tmp_path):
    monkeypatch.setenv("PULUMI_CONFIG_PASSPHRASE", "right")

    with pytest.raises(ConfigurationError) as caught:
        with_secret(value=encrypted("other", SALT, "hush"))

    assert str(caught.value) == (
        f"{tmp_path}/Pulumi.dev.yaml:4: the secret demo:key cannot be decrypted"
        "\n  next: set it anew with `pulumi config set --secret`"
    )


def test_a_malformed_salt_is_told(problems, monkeypatch):
    monkeypatch.setenv("PULUMI_CONFIG_PASSPHRASE", "right")

    assert problems("\nencryptionsalt: v1:x\nconfig:\n  demo:key: {secure: x}\n")[0] == (
        "Pulumi.dev.yaml:2: encryptionsalt is malformed"
    )


def test_an_overridden_secret_stays_secret_and_needs_no_passphrase(with_secret):
    found = with_secret("key=given")

    assert (found.values["demo:key"], found.secret_keys, found.placeholders) == ("given", {"demo:key"}, ())


def test_a_secret_inside_an_object_makes_the_object_secret(configured, monkeypatch):
    monkeypatch.setenv("PULUMI_CONFIG_PASSPHRASE", "right")
    sealed = encrypted("right", SALT, 'say "hush"')
    found = configured(
        f"encryptionsalt: {salt_for('right', SALT)}\nconfig:\n"
        f"  demo:bot: {{user: b, tokens: [{{secure: '{sealed}'}}]}}\n  demo:open: {{secure: [1]}}\n"
    )

    assert json.loads(found.values["demo:bot"]) == {"user": "b", "tokens": ['say "hush"']}
    assert found.values["demo:open"] == '{"secure":[1]}'
    assert found.secret_keys == {"demo:bot"}


# what can be wrong


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("- config\n", "Pulumi.dev.yaml:1: is not a mapping: expected config: ..."),
        ("config: 5\n", "Pulumi.dev.yaml:1: config is not a mapping"),
        ("config:\n  - a\n", "Pulumi.dev.yaml:1: config is not a mapping"),
        (
            "\nconfg: {}\n",
            (
                "Pulumi.dev.yaml:2: unknown key: got confg; expected one of config, encryptedkey, encryptionsalt,"
                " environment, secretsprovider (did you mean config?)"
            ),
        ),
        ("config:\n  a: 1\n  a: 2\n", "Pulumi.dev.yaml:3: key 'a' stands twice"),
        ("config:\n  a: [\n", "Pulumi.dev.yaml:3:1: is not valid YAML"),
        ("config:\n\ta: 1\n", "Pulumi.dev.yaml:2:1: is not valid YAML"),
        ("? [a]\n: 1\n", "Pulumi.dev.yaml:1: a key is not text"),
        ("config:\n  ? {a: 1}\n  : 1\n", "Pulumi.dev.yaml:2: a key is not text"),
        ("config:\n  demo:a: {? [b] : 1}\n", "Pulumi.dev.yaml:2: a key is not text"),
    ],
)
def test_a_malformed_stack_file_is_told_with_its_line(problems, text, problem):
    assert problems(text)[0].startswith(problem)


def test_an_unknown_stack_lists_those_that_there_are(problems):
    assert problems(stack="dve") == ["<project>: unknown stack: got dve; expected one of dev (did you mean dev?)"]


def test_a_project_without_stacks_says_which_file_to_create(tmp_path):
    (tmp_path / "Pulumi.yaml").write_text("name: demo\nruntime: python\n")

    with pytest.raises(ConfigurationError) as caught:
        configuration(read_project(tmp_path), "dev")

    assert str(caught.value) == (
        f"{tmp_path}: unknown stack: got dev; expected a file Pulumi.<stack>.yaml; there is none\n"
        f"  next: create {tmp_path}/Pulumi.dev.yaml"
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DOCUMENTS, st.booleans())
def test_any_stack_file_is_read_or_refused_with_its_place(tmp_path, document, given_phrase):
    (tmp_path / "Pulumi.yaml").write_text("name: demo\nruntime: python\n")
    (tmp_path / "Pulumi.dev.yaml").write_text(yaml.safe_dump(document), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        if given_phrase:
            patch.setenv("PULUMI_CONFIG_PASSPHRASE", "x")
        found, places = None, []
        try:
            found = configuration(read_project(tmp_path), "dev")
        except BailiwickError as problem:
            places = [item.where for item in problem.diagnostics()]
        assert all(place.startswith(str(tmp_path)) for place in places)
        if found is not None:
            assert all(isinstance(value, str) and ":" in key for key, value in found.values.items())
