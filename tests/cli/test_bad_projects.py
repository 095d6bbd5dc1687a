"""A project that is wrong is refused before anything runs: exit code 2, file and line, what to do."""

import pytest

from projects import PROJECT_FILE


def test_no_project(tmp_path, project, refused):
    empty = tmp_path / "empty"
    empty.mkdir()

    assert refused(project.rehearse("--cwd", empty), empty, 2) == (
        "error: <project>: no Pulumi.yaml here or in any folder above\n"
        "  next: run in the folder of a Pulumi project, or name it with --cwd\n"
    )


def test_no_folder(project, refused):
    assert refused(project.rehearse("--cwd", "nowhere"), project.root, 2) == "error: nowhere: is not a folder\n"


def test_a_malformed_project_file_with_several_errors(project, refused):
    project.file("Pulumi.yaml", "nmae: demo\nruntime: nodejs\n")

    assert refused(project.rehearse(), project.root, 2) == (
        "error: Pulumi.yaml:1: unknown key: got nmae (did you mean name?)\n"
        "error: Pulumi.yaml:1: name is missing: expected name: my-project\n"
        "error: Pulumi.yaml:2: only Python programs can be rehearsed: got 'nodejs'; expected python\n"
    )


def test_a_malformed_stack_file(project, refused):
    project.file("Pulumi.dev.yaml", "config:\n  demo:a: [1\n  demo:b: 2\n")

    assert refused(project.rehearse(), project.root, 2) == (
        "error: Pulumi.dev.yaml:3:9: is not valid YAML (expected ',' or ']', but got ':')\n"
    )


def test_an_unknown_stack(project, refused):
    project.file("Pulumi.prod.yaml", "")

    assert refused(project.rehearse("prdo"), project.root, 2) == (
        "error: <project>: unknown stack: got prdo; expected one of dev, prod (did you mean prod?)\n"
    )


def test_more_than_one_stack_and_none_named(project, refused):
    project.file("Pulumi.prod.yaml", "")

    assert refused(project.rehearse(), project.root, 2) == (
        "error: <project>: which stack?: expected one of dev, prod\n  next: name the stack: bailiwick rehearse STACK\n"
    )


def test_no_stack_at_all(project, refused):
    (project.root / "Pulumi.dev.yaml").unlink()

    assert refused(project.rehearse(), project.root, 2) == (
        "error: <project>: which stack?: expected a file Pulumi.<stack>.yaml; there is none\n"
        "  next: name the stack: bailiwick rehearse STACK\n"
    )


def test_a_missing_configuration_value(project, refused):
    project.file("Pulumi.yaml", PROJECT_FILE + "config:\n  size:\n    type: integer\n")

    assert refused(project.rehearse(), project.root, 2) == (
        "error: Pulumi.dev.yaml: stack 'dev' is missing the configuration value 'demo:size':"
        " expected a value of type integer, declared in Pulumi.yaml:4\n"
        "  next: add it under config, or pass --config demo:size=...\n"
    )


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (("--config", "novalue"), "error: --config: malformed option: got novalue; expected KEY=VALUE\n"),
        (("--fixtures", "nowhere.yaml"), "error: nowhere.yaml: cannot be read (No such file or directory)\n"),
        (
            ("--config", "pulumi:disable-default-providers=*"),
            (
                "error: pulumi:disable-default-providers: is not a list of packages in JSON: got *;"
                ' expected ["scaleway"] or ["*"]\n'
            ),
        ),
        (
            ("--policy-pack", "nowhere"),
            "error: nowhere: is not a policy pack: expected a folder that holds PulumiPolicy.yaml\n",
        ),
        (
            ("--policy-pack-config", "a.json", "--policy-pack-config", "b.json", "--policy-pack", "p"),
            (
                "error: --policy-pack-config: more configurations than policy packs: got 2 for 1\n"
                "  next: give each --policy-pack its --policy-pack-config, in the same order\n"
            ),
        ),
    ],
)
def test_a_wrong_option(project, refused, options, problem):
    assert refused(project.rehearse(*options), project.root, 2) == problem


@pytest.mark.parametrize(
    "options", [("--format", "yaml"), ("--fail-level", "never"), ("--no-such-option",), ("a", "b")]
)
def test_an_option_that_there_is_not(project, refused, options):
    assert "Usage: bailiwick rehearse" in refused(project.rehearse(*options), project.root, 2)


def test_a_malformed_fixture(project, refused):
    project.file("fixtures.yaml", "invokes:\n  - token: a:b:c\n    resutl: {}\n")

    assert refused(project.rehearse("--fixtures", "fixtures.yaml"), project.root, 2) == (
        "error: fixtures.yaml:2: invokes.0.result: Field required\n"
        "error: fixtures.yaml:3: unknown key: got resutl (did you mean result?)\n"
    )


# the environment


def test_a_virtual_environment_that_does_not_exist(project, refused):
    project.file("Pulumi.yaml", "name: demo\nruntime: {name: python, options: {virtualenv: venv}}\n")

    assert refused(project.rehearse(), project.root, 3) == (
        "error: <project>: the virtual environment that the project names does not exist: got venv\n"
        "  next: create it: python3 -m venv venv and install the project's requirements, or run `pulumi install`\n"
    )


def fake_python(project, command):
    """A virtual environment whose interpreter is a shell script."""
    project.file("Pulumi.yaml", "name: demo\nruntime: {name: python, options: {virtualenv: venv}}\n")
    python = project.file("venv/bin/python", f"#!/bin/sh\nexec {command}\n")
    python.chmod(0o755)
    return python


def test_an_interpreter_without_the_sdk(project, refused):
    import sys

    fake_python(project, f'{sys.executable} -S "$@"')

    said = refused(project.rehearse(), project.root, 3)

    assert said.startswith("error: <project>: the Pulumi SDK is not installed for ")
    assert said.endswith("  next: install the project's requirements into the environment that runs it\n")


@pytest.mark.parametrize("version", ["1.0.0", "3.181.0", "4.0.0", "4.0.0a1"])
def test_an_unsupported_sdk(project, refused, version):
    import sys

    project.file(
        f"fake/pulumi-{version}.dist-info/METADATA", f"Metadata-Version: 2.1\nName: pulumi\nVersion: {version}\n"
    )
    fake_python(project, f'env PYTHONPATH=fake {sys.executable} "$@"')

    assert refused(project.rehearse(), project.root, 3) == (
        f"error: <project>: the Pulumi SDK {version} is not supported; a rehearsal needs 3.182 or later, below 4\n"
        "  next: install the project's requirements into the environment that runs it\n"
    )


def test_an_interpreter_that_cannot_be_run(project, refused):
    fake_python(project, "true").chmod(0o644)

    assert refused(project.rehearse(), project.root, 3) == "error: venv/bin/python: cannot be run (Permission denied)\n"
