"""A rehearsal from Python: what the plan holds, and how a program's end is judged."""

import sys

import pytest

from bailiwick.errors import ConfigurationError, EnvironmentMissingError
from bailiwick.rehearsal import Rehearsal, rehearse, wire
from bailiwick.rehearsal.fixtures import Fixtures
from bailiwick.rehearsal.plan import Note, Severity
from bailiwick.rehearsal.policy.source import PackSource
from projects import demo, mark, marked_processes

HANGS = "import threading, time\nThing('x')\nthreading.Thread(target=time.sleep, args=(60,)).start()\n"


@pytest.fixture
def project(tmp_path):
    return demo(tmp_path, "Thing('x', region=pulumi.Config().get('region'))\n")


def errors(plan):
    return [item.message for item in plan.diagnostics if item.severity is Severity.ERROR]


def test_a_plan_holds_the_resources_in_order_and_progress_hears_of_each(project):
    project.program("for name in 'cab':\n    Thing(name)\n")
    counts = []

    plan = rehearse(Rehearsal(project.root), progress=counts.append)

    assert (plan.project, plan.stack, plan.packs, plan.succeeded) == ("demo", "dev", [], True)
    assert [item.name for item in plan.displayed()] == ["demo-dev", "a", "b", "c"]
    assert [item.urn for item in plan.resources] == sorted(item.urn for item in plan.resources)
    assert max(counts) == 5
    assert plan.notes[-1].topic == "no prior state"


def test_fixtures_and_configuration_may_be_given_in_python(project):
    fixtures = Fixtures.model_validate({"resources": [{"name": "x", "outputs": {"endpoint": "https://x.example"}}]})

    plan = rehearse(Rehearsal(project.root, "dev", fixtures=fixtures, config=("region=fr-par",)))

    (thing,) = [item for item in plan.resources if item.name == "x"]
    assert thing.inputs == {"region": "fr-par"}
    assert thing.outputs["endpoint"] == "https://x.example"


def test_where_a_resource_is_declared_is_known(project):
    project.program("Thing('x')\n", thing=True)

    plan = rehearse(Rehearsal(project.root))

    (thing,) = [item for item in plan.resources if item.name == "x"]
    assert thing.source.endswith("__main__.py:11")


def test_a_program_that_stays_on_is_ended_after_the_time_that_it_has(project):
    project.program(HANGS)

    plan = rehearse(Rehearsal(project.root), seconds_to_exit=0.2)

    assert not plan.completed
    assert errors(plan) == [
        "the program is done but its process did not end; a thread that is not a daemon keeps it alive"
    ]
    assert "x" in [item.name for item in plan.resources]


def test_a_bug_of_ours_is_raised_and_the_program_is_ended(project, monkeypatch):
    def fail(*_):
        raise ZeroDivisionError("ours")

    monkeypatch.setattr("bailiwick.rehearsal.outputs.OutputPlanner.planned", fail)

    with pytest.raises(ZeroDivisionError, match="ours"):
        rehearse(Rehearsal(project.root), seconds_to_exit=1)


def test_unopened_secrets_and_unanswered_questions_are_noted(project):
    project.file("Pulumi.dev.yaml", "config:\n  demo:key: {secure: 'v1:a:b'}\n")
    project.program("import pulumi\npulumi.StackReference('net/prod')\nThing('x')\n")

    plan = rehearse(Rehearsal(project.root))

    assert plan.notes[:-1] == [
        Note("no provider check", "test: names, defaults and limits that its plugin adds or checks"),
        Note("secret placeholder", "demo:key is encrypted and its key is not here; the program got a placeholder"),
        Note("missing fixture", "pulumi:pulumi:StackReference was not answered; what depends on it is unknown"),
    ]


@pytest.mark.parametrize("resolved", [False, True])
def test_when_resolved_nothing_is_unknown(project, resolved):
    plan = rehearse(Rehearsal(project.root, resolved=resolved))

    assert wire.has_unknown([item.outputs for item in plan.resources]) is not resolved


def test_a_wrong_second_pack_ends_the_first(project, monkeypatch):
    good = project.pack("good", 'PolicyPack("good", [StackValidationPolicy("s", "S.", lambda args, report: None)])\n')
    marker = mark()
    for key, value in marker.items():
        monkeypatch.setenv(key, value)

    with pytest.raises(ConfigurationError, match="is not a policy pack"):
        rehearse(Rehearsal(project.root, packs=(PackSource(good), PackSource(project.root))))

    assert not marked_processes(marker)


def test_a_pack_may_be_run_by_another_interpreter(project, tmp_path):
    pack = project.pack("pack", 'PolicyPack("p", [StackValidationPolicy("s", "S.", lambda args, report: None)])\n')

    with pytest.raises(EnvironmentMissingError, match="cannot be run"):
        rehearse(Rehearsal(project.root, packs=(PackSource(pack, python=tmp_path / "python"),)))
    assert rehearse(Rehearsal(project.root, packs=(PackSource(pack, python=sys.executable),))).packs == ["p@1.2.3"]
