"""What the options of ``bailiwick rehearse`` do."""

import json
from xml.etree import ElementTree as ET

import pytest

from golden import assert_golden
from projects import PROJECT_FILE

PROGRAM = """\
config = pulumi.Config()
thing = Thing("x", region=config.get("region"), size=config.get_int("size"))
thing.endpoint.apply(lambda endpoint: pulumi.log.warn(f"apply saw {endpoint}"))
found = pulumi.runtime.invoke("t:i:getZone", {"name": "x"}).value
Thing("y", zone=found["id"], stack=pulumi.get_stack())
reference = pulumi.StackReference("organization/network/prod")
Thing("z", vpc=reference.require_output("vpc"))
"""
FIXTURES = """\
stacks:
  organization/network/prod:
    outputs: {vpc: fr-par/vpc}
invokes:
  - token: t:i:getZone
    result: {id: fr-par-2}
resources:
  - name: x
    outputs: {endpoint: https://x.example}
"""


@pytest.fixture(scope="module")
def project(shared):
    made = shared(PROGRAM, config="config:\n  demo:region: fr-par\n  demo:size: 1\n")
    made.file("fixtures.yaml", FIXTURES)
    return made


def inputs(outcome):
    assert outcome.code == 0, outcome.text
    return {item["name"]: item["inputs"] for item in json.loads(outcome.out)["resources"]}


def test_fixtures_answer_data_sources_and_stack_references(project):
    found = inputs(project.rehearse("--fixtures", "fixtures.yaml", "--format", "json"))

    assert (found["y"]["zone"], found["z"]["vpc"]) == ("fr-par-2", "fr-par/vpc")


def test_config_goes_before_the_stack_file(project):
    found = inputs(
        project.rehearse(
            "dev", "--config", "region=nl-ams", "-c", "demo:size=7", "--fixtures", "fixtures.yaml", "-f", "json"
        )
    )

    assert found["x"] == {"region": "nl-ams", "size": 7}
    assert found["y"]["stack"] == "dev"


def test_another_folder_may_be_named(project, tmp_path):
    outside = project.__class__(tmp_path)

    found = outside.rehearse("--cwd", project.root, "--fixtures", project.root / "fixtures.yaml", "--format", "json")

    assert "x" in inputs(found)


@pytest.mark.parametrize("resolved", [False, True])
def test_code_inside_apply_runs_when_everything_is_resolved(shared, resolved):
    project = shared(
        """\
        class Described(pulumi.CustomResource):
            @property
            @pulumi.getter
            def endpoint(self) -> pulumi.Output[str]:
                return pulumi.get(self, "endpoint")
            def __init__(self, name):
                super().__init__("test:index:Described", name, {"endpoint": None})
        thing = pulumi.output_type and Described("x")
        thing.endpoint.apply(lambda endpoint: pulumi.log.warn(f"apply saw {endpoint}"))
        thing.id.apply(lambda value: pulumi.log.warn(f"apply saw {value}"))
        """
    )

    outcome = project.rehearse(*(["--resolved"] if resolved else []))

    assert outcome.code == 0
    seen = sorted(line for line in outcome.out.splitlines() if "apply saw" in line)
    assert seen == (["  warning  apply saw x-endpoint", "  warning  apply saw x-id"] if resolved else [])


FORMATS = {
    "text": lambda text: text.startswith("Rehearsal of demo/dev"),
    "json": lambda text: json.loads(text)["project"] == "demo",
    "sarif": lambda text: json.loads(text)["version"] == "2.1.0",
    "junit": lambda text: ET.fromstring(text).tag == "testsuites",
}


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_goes_to_stdout_alone(project, name):
    outcome = project.rehearse("--fixtures", "fixtures.yaml", "--format", name)

    assert (outcome.code, outcome.err) == (0, "")
    assert FORMATS[name](outcome.out)


def test_the_text_of_a_whole_run_is_as_reviewed(shared):
    project = shared(
        """\
        class Group(pulumi.ComponentResource):
            def __init__(self, name):
                super().__init__("test:index:Group", name)
                Thing(f"{name}-data", region="fr-par", password=pulumi.Output.secret("hush"),
                      opts=pulumi.ResourceOptions(parent=self))
        Group("ward")
        pulumi.export("ward", 1)
        """,
        project=PROJECT_FILE,
    )
    pack = project.pack(
        "pack",
        """\
        def in_poland(args, report):
            if args.props.get("region") == "fr-par":
                report("fr-par is not in Poland")
        PolicyPack("sample", [ResourceValidationPolicy("in-poland", "Stay there.", in_poland)],
                   EnforcementLevel.MANDATORY)
        """,
    )
    outcome = project.rehearse("--policy-pack", pack)

    assert (outcome.code, outcome.err) == (1, "")
    # what the atlas says of a type is not the rehearsal's
    shown = outcome.out.replace(str(project.root), "<project>")
    lines = [line.partition("  unclassified: ")[0].rstrip() for line in shown.splitlines()]
    assert_golden("rehearsal/command.txt", "\n".join(lines) + "\n")


def test_without_a_pack_the_packs_of_bailiwick_judge(project):
    import subprocess

    from projects import COMMAND, clean_environment

    done = subprocess.run(
        [COMMAND, "rehearse", "--fixtures", "fixtures.yaml", "--format", "json"],
        cwd=project.root,
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
    )

    assert [name.partition("@")[0] for name in json.loads(done.stdout)["packs"]] == ["bailiwick"]


def test_help_is_quick_to_load_and_names_every_exit_code():
    import subprocess
    import sys

    heavy = "{'grpc', 'pulumi', 'pydantic', 'jsonschema', 'yaml'}"
    loaded = f"import sys, bailiwick.cli; print(sorted({heavy} & set(sys.modules)))"
    assert subprocess.check_output([sys.executable, "-c", loaded], text=True) == "[]\n"
    from projects import COMMAND

    said = subprocess.check_output([COMMAND, "rehearse", "--help"], text=True, env={"COLUMNS": "200", "PATH": ""})
    assert "Exit codes: 0 passed, 1 findings at or above --fail-level or a failed program, 2 usage or" in " ".join(
        said.split()
    )
