"""Child processes that end when the rehearsal does, however it ends."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections import deque
from pathlib import Path
from typing import IO, TYPE_CHECKING

from bailiwick.errors import Diagnostic, EnvironmentMissingError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bailiwick.rehearsal.declarations import Target

LAUNCHER = Path(__file__).parent / "launcher"
KEPT_LINES = 2_000
SECONDS_TO_END = 2.0


def interpreter(root: Path, virtualenv: Path | None) -> Path:
    """The Python that a project names, else the one of a ``.venv`` beside or above it, else ours.

    Raises:
        EnvironmentMissingError: the project names a virtual environment that does not exist.
    """
    if virtualenv is not None:
        python = virtualenv / "bin" / "python"
        if python.exists():
            return python
        if virtualenv.resolve() != Path(sys.prefix).resolve():
            raise EnvironmentMissingError(
                Diagnostic(
                    "the virtual environment that the project names does not exist",
                    where=str(root),
                    got=str(virtualenv),
                    next_step=f"create it: python3 -m venv {virtualenv} and install the project's requirements,"
                    " or run `pulumi install`",
                )
            )
        return Path(sys.executable)
    for folder in (root, *root.parents):
        python = folder / ".venv" / "bin" / "python"
        if python.exists():
            return python
    return Path(sys.executable)


def environment(target: Target, values: Mapping[str, str]) -> dict[str, str]:
    """What Pulumi tells a program and a policy pack through the environment, on top of our own."""
    return {
        **os.environ,
        "PULUMI_PROJECT": target.project,
        "PULUMI_STACK": target.stack,
        "PULUMI_ORGANIZATION": target.organization,
        "PULUMI_DRY_RUN": "true" if target.dry_run else "false",
        "PULUMI_CONFIG": json.dumps(dict(values)),
    }


class Child:
    """A child process in a session of its own, tied to this one by a pipe."""

    def __init__(self, command: Sequence[str | Path], *, cwd: Path, env: Mapping[str, str]) -> None:
        self._ended = False
        reading, self._lifeline = os.pipe()
        try:
            self.process = subprocess.Popen(  # noqa: S603 the command is ours, its arguments are not interpreted
                [str(part) for part in command],
                cwd=cwd,
                env={**env, "BAILIWICK_LIFELINE": str(reading)},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                pass_fds=(reading,),
                start_new_session=True,
            )
        except OSError as problem:
            os.close(self._lifeline)
            raise EnvironmentMissingError(
                Diagnostic(f"cannot be run ({problem.strerror})", where=str(command[0]))
            ) from None
        finally:
            os.close(reading)
        self.out: deque[str] = deque(maxlen=KEPT_LINES)
        self.err: deque[str] = deque(maxlen=KEPT_LINES)
        self._readers: list[threading.Thread] = []

    def collect(self) -> None:
        """Reads the child's output from now on, so that it never blocks on a full pipe."""
        for stream, lines in ((self.process.stdout, self.out), (self.process.stderr, self.err)):
            assert stream is not None
            thread = threading.Thread(target=_drain, args=(stream, lines), daemon=True)
            thread.start()
            self._readers.append(thread)

    def wait(self, timeout: float | None = None) -> int | None:
        """The exit code; None when the child has not ended in time."""
        try:
            return self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            return None

    def finish_output(self) -> None:
        """Waits until all of the ended child's output has been read."""
        for thread in self._readers:
            thread.join(timeout=SECONDS_TO_END)

    def end(self) -> None:
        """Ends the child and whatever it started; a second time does nothing."""
        if self._ended:
            return  # the numbers of the pipe and of the process may belong to others by now
        self._ended = True
        os.close(self._lifeline)
        if self.process.poll() is None:
            _signal_group(self.process.pid, signal.SIGTERM)
            if self.wait(SECONDS_TO_END) is None:
                _signal_group(self.process.pid, signal.SIGKILL)
                self.process.wait()
        _signal_group(self.process.pid, signal.SIGKILL)  # what the child left behind in its session
        self.finish_output()
        for stream in (self.process.stdout, self.process.stderr):
            if stream is not None and not self._readers:
                stream.close()


def _drain(stream: IO[bytes], lines: deque[str]) -> None:
    with stream:
        for line in stream:
            lines.append(line.decode(errors="replace").rstrip("\n"))


def _signal_group(leader: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, number)
