"""However a rehearsal ends, it leaves no process behind and nothing ugly on the terminal."""

import os
import pty
import signal
import subprocess
import time

import pytest

from projects import COMMAND, clean_environment, mark, marked_processes, wait_until

# Says that it is running, starts a process of its own and goes on registering until it is ended.
BUSY = """\
import pathlib, subprocess, threading, time
subprocess.Popen(["sleep", "120"])
threading.Thread(target=time.sleep, args=(120,)).start()
for number in range({count}):
    Thing(f"x{{number}}")
pathlib.Path("ready").touch()
time.sleep({seconds})
"""
SLOW_PACK = """\
import time

def judge(args, report):
    time.sleep(0.05)

PolicyPack("slow", [ResourceValidationPolicy("slow", "Takes its time.", judge)])
"""


def started(project, marker, *options, **rest):
    return subprocess.Popen(
        [COMMAND, "rehearse", *options],
        cwd=project.root,
        env={**clean_environment(), **marker},
        start_new_session=True,
        **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, **rest},
    )


@pytest.fixture
def marker():
    """A mark for the processes of one test; whatever carries it at the end is killed."""
    made = mark()
    yield made
    for number in marked_processes(made):
        os.kill(number, signal.SIGKILL)


@pytest.mark.parametrize(
    ("program", "packed"),
    [(BUSY.format(count=1, seconds=120), False), (BUSY.format(count=400, seconds=0), True)],
    ids=["while the program sleeps", "while policies judge"],
)
def test_an_interrupt_ends_everything(project, marker, program, packed):
    project.program(program)
    options = ["--policy-pack", project.pack("slow", SLOW_PACK)] if packed else ["--no-policy-pack"]
    process = started(project, marker, *options)
    assert wait_until((project.root / "ready").exists)
    assert len(marked_processes(marker)) >= 3 + packed

    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=30)

    assert (process.returncode, out, err) == (130, "", "interrupted\n")
    assert wait_until(lambda: not marked_processes(marker), 5), marked_processes(marker)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL, signal.SIGHUP])
def test_whatever_ends_the_command_ends_program_and_pack(project, marker, number):
    project.program(BUSY.format(count=1, seconds=120).replace("subprocess.Popen", "str"))
    process = started(project, marker, "--policy-pack", project.pack("slow", SLOW_PACK))
    assert wait_until((project.root / "ready").exists)

    process.send_signal(number)
    process.communicate(timeout=30)

    assert process.returncode != 0
    assert wait_until(lambda: not marked_processes(marker), 5), marked_processes(marker)


def test_a_program_that_stays_on_is_ended_and_fails(project, marker):
    project.program("import threading, time\nThing('x')\nthreading.Thread(target=time.sleep, args=(120,)).start()\n")
    process = started(project, marker, "--no-policy-pack")
    out, err = process.communicate(timeout=60)

    assert (process.returncode, err) == (1, "")
    assert (
        "  error  the program is done but its process did not end; a thread that is not a daemon keeps it alive\n"
        in out
    )
    assert not marked_processes(marker)


def test_a_reader_that_has_seen_enough_causes_no_traceback(project, marker):
    reading, writing = os.pipe()
    process = started(project, marker, "--no-policy-pack", "--format", "json", stdout=writing)
    os.close(writing)
    os.close(reading)  # before the first line is written
    _, err = process.communicate(timeout=60)

    assert (process.returncode, err) == (1, "")


def test_head_sees_the_first_line(project):
    done = subprocess.run(
        f"{COMMAND} rehearse --no-policy-pack | head -1",
        shell=True,
        cwd=project.root,
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.stdout, done.stderr) == ("Rehearsal of demo/dev, without a policy pack\n", "")


def on_a_terminal(project, *options, env=None):
    """The exit code, and what a person at a terminal sees."""
    ours, theirs = pty.openpty()
    process = started(project, env or {}, *options, stdout=theirs, stderr=theirs, stdin=theirs)
    os.close(theirs)
    seen = b""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            seen += os.read(ours, 4096)
        except OSError:  # the other side is closed
            break
    os.close(ours)
    return process.wait(30), seen.decode()


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [({}, True), ({"NO_COLOR": ""}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
    ids=["terminal", "NO_COLOR empty", "NO_COLOR", "dumb terminal"],
)
def test_colours_are_for_terminals_whose_user_wants_them(project, environment, coloured):
    code, seen = on_a_terminal(project, "--no-policy-pack", env={"TERM": "xterm", **environment})
    wrong, error = on_a_terminal(project, "nowhere", "--no-policy-pack", env={"TERM": "xterm", **environment})

    assert (code, wrong) == (0, 2)
    assert ("\x1b[1mRehearsal of demo/dev" in seen) is coloured
    assert ("\x1b[31" in error) is coloured
    assert "error" in error
    if not coloured:
        assert "m" not in [piece[:3].lstrip("0123456789;")[:1] for piece in (seen + error).split("\x1b[")[1:]]


def test_a_terminal_shows_progress_and_takes_it_away(project):
    project.program(
        "import time\nfor number in range(3):\n    Thing(f'x{number}').urn.apply(lambda _: time.sleep(0.15))\n"
    )

    code, seen = on_a_terminal(project, "--no-policy-pack", env={"TERM": "xterm", "NO_COLOR": "1"})

    assert code == 0
    assert "\r\x1b[KRehearsing .: 1 resources, " in seen
    assert "\r\x1b[KRehearsal of demo/dev" in seen
