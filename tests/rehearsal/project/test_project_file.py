"""``Pulumi.yaml`` is read, and what is wrong in it is told with its line."""

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bailiwick.errors import BailiwickError, ConfigurationError
from bailiwick.rehearsal.project import read_project
from bailiwick.rehearsal.project.project_file import KEYS

DOCUMENTS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from(["python", "nodejs", "name"]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from([*KEYS, "default", "type", "secret", "value", "virtualenv", "a:b", "nmae", 5]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)


@pytest.fixture
def project(tmp_path):
    def read(text, folder="."):
        (tmp_path / "Pulumi.yaml").write_text(text)
        return read_project(tmp_path / folder)

    return read


@pytest.fixture
def problems(project, tmp_path):
    """What is wrong with a project file."""

    def read(text):
        with pytest.raises(ConfigurationError) as caught:
            project(text)
        return str(caught.value).replace(f"{tmp_path}/", "").splitlines()

    return read


def test_a_project_has_a_name_a_program_and_stacks(project, tmp_path):
    for name in ("Pulumi.dev.yaml", "Pulumi.prod.eu.yml", "Pulumi.yaml.orig", "pulumi.x.yaml"):
        (tmp_path / name).touch()

    found = project("name: demo\nruntime: python\n")

    assert (found.name, found.root, found.main, found.stack_folder) == ("demo", tmp_path, tmp_path, tmp_path)
    assert found.stacks() == ("dev", "prod.eu")
    assert found.virtualenv is None


def test_the_project_may_lie_above(project, tmp_path):
    (tmp_path / "a" / "b").mkdir(parents=True)

    assert project("name: demo\nruntime: python\n", "a/b").root == tmp_path


def test_the_other_ending_of_the_file_name_is_accepted(tmp_path):
    (tmp_path / "Pulumi.yml").write_text("name: demo\nruntime: python\n")

    assert read_project(tmp_path).name == "demo"


@pytest.mark.parametrize(
    ("main", "expected"),
    [("app", "app"), ("app/", "app"), ("app/__main__.py", "app"), ("app/other.py", "app/other.py")],
)
def test_the_program_may_lie_elsewhere(project, tmp_path, main, expected):
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "__main__.py").touch()
    (tmp_path / "app" / "other.py").touch()

    assert project(f"name: demo\nruntime: python\nmain: {main}\n").main == tmp_path / expected


@pytest.mark.parametrize("line", ["stackConfigDir: stacks", "config: stacks"])
def test_the_stacks_may_lie_elsewhere(project, tmp_path, line):
    (tmp_path / "stacks").mkdir()
    (tmp_path / "stacks" / "Pulumi.dev.yaml").touch()

    assert project(f"name: demo\nruntime: python\n{line}\n").stacks() == ("dev",)


def test_the_runtime_may_name_a_virtual_environment(project, tmp_path):
    found = project("name: demo\nruntime:\n  name: python\n  options:\n    virtualenv: venv\n")

    assert found.virtualenv == tmp_path / "venv"


def test_declared_configuration_has_a_default_a_type_or_both(project):
    found = project(
        "name: demo\nruntime: python\nconfig:\n  plain: 5\n  other:key:\n    type: string\n"
        "  full:\n    type: integer\n    default: 3\n    secret: true\n  fixed:\n    value: [1]\n"
    )

    assert [(item.key, item.type, item.secret, item.node is not None) for item in found.declarations] == [
        ("demo:plain", "", False, True),
        ("other:key", "string", False, False),
        ("demo:full", "integer", True, True),
        ("demo:fixed", "", False, True),
    ]
    assert found.declarations[1].where.endswith("Pulumi.yaml:5")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "Pulumi.yaml:1: is not a mapping: expected name: ... and runtime: python"),
        ("- name: demo\n", "Pulumi.yaml:1: is not a mapping: expected name: ... and runtime: python"),
        ("runtime: python\n", "Pulumi.yaml:1: name is missing: expected name: my-project"),
        ("name: demo\n", "Pulumi.yaml:1: runtime is missing: expected runtime: python"),
        ("name:\nruntime: python\n", "Pulumi.yaml:1: name is missing: expected name: my-project"),
        ("name: 5\nruntime: python\n", "Pulumi.yaml:1: name is not text: got 5"),
        (
            "name: demo\nruntime: nodejs\n",
            "Pulumi.yaml:2: only Python programs can be rehearsed: got 'nodejs'; expected python",
        ),
        (
            "name: demo\nruntime: pyhton\n",
            (
                "Pulumi.yaml:2: only Python programs can be rehearsed: got 'pyhton'; expected python"
                " (did you mean python?)"
            ),
        ),
        (
            "name: demo\nruntime: {options: {}}\n",
            "Pulumi.yaml:2: only Python programs can be rehearsed: got None; expected python",
        ),
        (
            "name: demo\nruntime: [python]\n",
            "Pulumi.yaml:2: only Python programs can be rehearsed: got ['python']; expected python",
        ),
        (
            "name: demo\nruntime:\n  name: python\n  options: venv\n",
            "Pulumi.yaml:4: runtime.options is not a mapping: got 'venv'",
        ),
        (
            "name: demo\nruntime:\n  name: python\n  options:\n    virtualenv: 5\n",
            "Pulumi.yaml:5: runtime.options.virtualenv is not text: got 5",
        ),
        ("name: demo\nruntime: python\nmain: app\n", "Pulumi.yaml:3: main does not exist: got app"),
        ("name: demo\nruntime: python\nmain: [a]\n", "Pulumi.yaml:3: main is not text: got ['a']"),
        ("name: demo\nruntime: python\nstackConfigDir: 1\n", "Pulumi.yaml:3: stackConfigDir is not text: got 1"),
        (
            "name: demo\nruntime: python\nconfig:\n  size: {type: integr}\n",
            (
                "Pulumi.yaml:4: type of size: got integr; expected one of array, boolean, integer, object, string,"
                " number (did you mean integer?)"
            ),
        ),
        (
            "name: demo\nruntime: python\nconfig:\n  size: {type: [integer]}\n",
            (
                "Pulumi.yaml:4: type of size: got something else; expected one of array, boolean, integer, object,"
                " string, number"
            ),
        ),
        ("name: demo\nruntime: python\nconfig: 5\n", "Pulumi.yaml:3: config is not a mapping: got 5"),
        ("nmae: demo\nname: demo\nruntime: python\n", "Pulumi.yaml:1: unknown key: got nmae (did you mean name?)"),
        ("name: demo\nruntime: python\nname: x\n", "Pulumi.yaml:3: key 'name' stands twice"),
        ("name: [demo\nruntime: python\n", "Pulumi.yaml:2:8: is not valid YAML (expected ',' or ']', but got ':')"),
        ("name: a\n---\nname: b\n", "Pulumi.yaml:2:1: is not valid YAML (but found another document)"),
        ("name: !!python/object:x.y {}\n", "Pulumi.yaml:1:7: is not valid YAML (could not determine a constructor"),
        ("name: &a [*a]\nruntime: python\n", "Pulumi.yaml: is nested too deeply, or holds itself"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(problems, text, problem):
    assert problems(text)[0].startswith(problem)


def test_everything_that_is_wrong_is_told_at_once(problems):
    assert problems("nmae: demo\nruntime: nodejs\nmain: app\n") == [
        "Pulumi.yaml:1: unknown key: got nmae (did you mean name?)",
        "Pulumi.yaml:1: name is missing: expected name: my-project",
        "Pulumi.yaml:2: only Python programs can be rehearsed: got 'nodejs'; expected python",
        "Pulumi.yaml:3: main does not exist: got app",
    ]


def test_a_key_of_a_newer_pulumi_passes(project):
    assert project("name: demo\nruntime: python\nsomethingEntirelyNew: 1\n").name == "demo"


def test_bytes_that_are_no_text_are_told(tmp_path):
    (tmp_path / "Pulumi.yaml").write_bytes(b"name: d\xff\n")

    with pytest.raises(ConfigurationError) as caught:
        read_project(tmp_path)

    assert str(caught.value) == f"{tmp_path}/Pulumi.yaml:1:8: is not UTF-8 (byte 7)\n  next: save the file as UTF-8"


def test_a_folder_without_a_project_is_told(tmp_path):
    with pytest.raises(ConfigurationError) as caught:
        read_project(tmp_path)

    assert str(caught.value) == (
        f"{tmp_path}: no Pulumi.yaml here or in any folder above\n"
        "  next: run in the folder of a Pulumi project, or name it with --cwd"
    )


def test_what_is_no_folder_is_told(tmp_path):
    with pytest.raises(ConfigurationError) as caught:
        read_project(tmp_path / "nowhere")

    assert str(caught.value) == f"{tmp_path}/nowhere: is not a folder"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DOCUMENTS)
def test_any_document_is_read_or_refused_with_its_place(tmp_path, document):
    path = tmp_path / "Pulumi.yaml"
    path.write_text(yaml.safe_dump(document), encoding="utf-8")
    found, places = None, []
    try:
        found = read_project(tmp_path)
    except BailiwickError as problem:
        places = [item.where for item in problem.diagnostics()]
    assert all(place.startswith(str(tmp_path)) for place in places)
    if found is not None:
        assert document["name"] == found.name
