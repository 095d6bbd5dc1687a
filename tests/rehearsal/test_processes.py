"""Child processes end when the rehearsal does, however it ends."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from bailiwick.errors import EnvironmentMissingError
from bailiwick.rehearsal.processes import KEPT_LINES, LAUNCHER, Child, interpreter
from projects import mark, marked_processes, wait_until

SLEEPER = """\
import pathlib, signal, sys, time
{before}
pathlib.Path("ready").touch()
time.sleep(60)
"""
# Ends with its engine, as the launcher's scripts do, and starts a process of its own.
TIED = f"""
sys.path.insert(0, {str(LAUNCHER)!r})
from program import end_with_engine
end_with_engine()
"""


@pytest.fixture
def script(tmp_path):
    def write(before="", text=SLEEPER):
        path = tmp_path / "script.py"
        path.write_text(text.format(before=textwrap.dedent(before)))
        return [sys.executable, path]

    return write


@pytest.fixture
def child(tmp_path, monkeypatch):
    """Starts a child that carries a mark; gives it and the mark, and ends it."""
    marker = mark()
    started = []

    def start(command, *, ready=True):
        started.append(Child(command, cwd=tmp_path, env={**os.environ, **marker}))
        started[-1].collect()
        assert not ready or wait_until((tmp_path / "ready").exists)
        return started[-1], marker

    yield start
    for one in started:
        one.end()


def test_the_output_of_a_child_is_kept_line_by_line(child, script):
    made, _ = child(script("print('out'); print('é', file=sys.stderr); sys.exit(3)"), ready=False)

    assert made.wait(30) == 3
    made.finish_output()
    assert (list(made.out), list(made.err)) == (["out"], ["é"])


def test_a_talkative_child_does_not_block_and_its_last_lines_are_kept(child, script):
    made, _ = child(script("[print(number) for number in range(20_000)]; sys.exit(0)"), ready=False)

    assert made.wait(60) == 0
    made.finish_output()
    assert list(made.out) == [str(number) for number in range(20_000 - KEPT_LINES, 20_000)]


def test_waiting_gives_up_in_time(child, script):
    made, _ = child(script())

    assert made.wait(0.01) is None


def test_a_child_has_no_input(child, script):
    made, _ = child(script("sys.exit(len(sys.stdin.read()) + 7)"), ready=False)

    assert made.wait(30) == 7


@pytest.mark.parametrize(
    "before",
    ["", "import subprocess; subprocess.Popen(['sleep', '60'])"],
    ids=["alone", "with a process of its own"],
)
def test_an_ended_child_leaves_nothing_behind(child, script, before):
    made, marker = child(script(before))
    assert marked_processes(marker)

    made.end()

    assert wait_until(lambda: not marked_processes(marker), 5)
    assert made.process.returncode == -signal.SIGTERM


def test_a_child_that_ignores_the_request_is_killed(child, script, monkeypatch):
    monkeypatch.setattr("bailiwick.rehearsal.processes.SECONDS_TO_END", 0.2)
    made, _ = child(script("signal.signal(signal.SIGTERM, signal.SIG_IGN)"))

    made.end()

    assert made.process.returncode == -signal.SIGKILL


def test_ending_twice_closes_nothing_of_anybody_elses(child, script):
    made, _ = child(script())
    made.end()
    reading, writing = os.pipe()  # takes the number that the child's pipe had

    made.end()

    os.write(writing, b"x")
    assert os.read(reading, 1) == b"x"
    os.close(reading)
    os.close(writing)


def test_a_killed_engine_takes_its_children_along(tmp_path):
    # This process starts an engine, the engine starts a child and is killed before it can end anything.
    marker = mark()
    (tmp_path / "child.py").write_text(SLEEPER.format(before=TIED))
    engine = tmp_path / "engine.py"
    engine.write_text(
        textwrap.dedent(
            """
            import os, sys, time
            from pathlib import Path
            from bailiwick.rehearsal.processes import Child
            Child([sys.executable, "child.py"], cwd=Path("."), env=os.environ).collect()
            time.sleep(60)
            """
        )
    )
    with subprocess.Popen([sys.executable, engine], cwd=tmp_path, env={**os.environ, **marker}) as process:
        assert wait_until((tmp_path / "ready").exists)
        assert len(marked_processes(marker)) == 2
        process.kill()

    assert wait_until(lambda: not marked_processes(marker), 5), marked_processes(marker)


def test_a_command_that_cannot_be_run_is_named(tmp_path):
    with pytest.raises(EnvironmentMissingError) as caught:
        Child([tmp_path / "python"], cwd=tmp_path, env={})

    assert str(caught.value) == f"{tmp_path}/python: cannot be run (No such file or directory)"


def python_in(folder: Path) -> Path:
    python = folder / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.touch()
    return python


def test_the_named_virtual_environment_decides(tmp_path):
    python_in(tmp_path / ".venv")
    named = python_in(tmp_path / "named")

    assert interpreter(tmp_path, tmp_path / "named") == named


def test_a_virtual_environment_beside_or_above_the_project_is_found(tmp_path):
    above = python_in(tmp_path / ".venv")
    project = tmp_path / "a" / "b"
    project.mkdir(parents=True)

    assert interpreter(project, None) == above


def test_a_named_virtual_environment_that_does_not_exist_is_told(tmp_path):
    with pytest.raises(EnvironmentMissingError) as caught:
        interpreter(tmp_path, tmp_path / "venv")

    assert str(caught.value) == (
        f"{tmp_path}: the virtual environment that the project names does not exist: got {tmp_path}/venv\n"
        f"  next: create it: python3 -m venv {tmp_path}/venv and install the project's requirements,"
        " or run `pulumi install`"
    )
