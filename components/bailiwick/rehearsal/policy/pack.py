"""One policy pack: its process, its policies, and the questions put to it."""

from __future__ import annotations

import os
import select
import time
from typing import TYPE_CHECKING

import grpc
from google.protobuf import empty_pb2
from pulumi.runtime.proto import analyzer_pb2, analyzer_pb2_grpc

from bailiwick.errors import ConfigurationError, Diagnostic
from bailiwick.rehearsal import wire
from bailiwick.rehearsal.plan import Level
from bailiwick.rehearsal.policy.pack_config import PolicyConfig, PolicyInfo, read_config, reconcile
from bailiwick.rehearsal.processes import LAUNCHER, Child, environment, interpreter
from bailiwick.rehearsal.project.runtime import option_problems, runtime_name, virtualenv
from bailiwick.yaml_source import read_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bailiwick.rehearsal.declarations import Target
    from bailiwick.rehearsal.policy.source import PackSource
    from bailiwick.rehearsal.project import Configuration

SECONDS_TO_START = 60.0
SECONDS_TO_SPEAK = 2.0
LEVELS = {
    analyzer_pb2.ADVISORY: Level.ADVISORY,
    analyzer_pb2.MANDATORY: Level.MANDATORY,
    analyzer_pb2.DISABLED: Level.DISABLED,
    analyzer_pb2.REMEDIATE: Level.REMEDIATE,
}
NUMBERS = {level: number for number, level in LEVELS.items()}


class PolicyPack:
    """A running policy pack."""

    def __init__(self, source: PackSource, target: Target, configuration: Configuration, *, backend: str = "") -> None:
        """Starts the pack's process; ``connect`` waits for it.

        Args:
            source: where the pack is.
            target: what is rehearsed.
            configuration: of the stack.
            backend: URL of the backend that the project names.

        Raises:
            ConfigurationError: there is no pack in the folder, or its configuration file is wrong.
        """
        self._source = source
        self._target = target
        self._given = read_config(source.config) if source.config else {}
        folder = source.folder.absolute()
        self.version, environment_folder = _manifest(folder)
        python = source.python or interpreter(folder, environment_folder)
        command: list[str | Path] = [python, "-u", LAUNCHER / "pack.py", "127.0.0.1:0", folder]
        self._child = Child(command, cwd=folder, env=_told(target, configuration, backend))
        self.name = folder.name
        self.policies: tuple[PolicyInfo, ...] = ()
        self.config: dict[str, PolicyConfig] = {}
        self.stub: analyzer_pb2_grpc.AnalyzerStub
        self._channel: grpc.Channel | None = None

    def connect(self) -> None:
        """Waits for the pack, reads what it holds and configures it.

        Raises:
            ConfigurationError: the pack does not start, holds no policies, or is misconfigured.
        """
        port = self._port()
        self._child.collect()
        try:
            self._introduce(port)
        except grpc.RpcError as problem:
            said = "\n    ".join([str(problem.details()), *list(self._child.err)[-12:]])
            raise self._refused(f"the policy pack did not answer; it said:\n    {said}") from None

    def _introduce(self, port: int) -> None:
        self._channel = grpc.insecure_channel(f"127.0.0.1:{port}", options=wire.MESSAGE_OPTIONS)
        self.stub = analyzer_pb2_grpc.AnalyzerStub(self._channel)
        info = self.stub.GetAnalyzerInfo(empty_pb2.Empty())
        self.name = info.name
        self.version = self.version or info.version
        self.policies = tuple(_policy(item) for item in info.policies)
        if not self.policies:
            raise ConfigurationError(Diagnostic("the policy pack holds no policies", where=str(self._source.folder)))
        # An entry without a level travels as level 0, which is advisory: the engine then downgrades the policy.
        initial = {
            key: PolicyConfig(LEVELS[item.enforcementLevel], wire.from_struct(item.properties))
            for key, item in info.initialConfig.items()
        }
        where = str(self._source.config or self._source.folder)
        self.config = reconcile(self.policies, initial, self._given, where=where)
        self._configure(self.config)

    def _configure(self, config: Mapping[str, PolicyConfig]) -> None:
        request = analyzer_pb2.ConfigureAnalyzerRequest()
        for name, item in config.items():
            entry = request.policyConfig[name]
            entry.enforcementLevel = NUMBERS[item.level or Level.ADVISORY]
            entry.properties.CopyFrom(wire.to_struct(item.properties))
        self.stub.Configure(request)
        target = self._target
        stack = analyzer_pb2.AnalyzerStackConfigureRequest(
            stack=target.stack, project=target.project, organization=target.organization, dry_run=target.dry_run
        )
        self.stub.ConfigureStack(stack)

    @property
    def remediates(self) -> bool:
        """Whether any policy may change inputs.

        Whether one judges resources or stacks is not asked: a policy may do both, and the engine always asks.
        """
        return any(item.level is Level.REMEDIATE for item in self.config.values())

    def last_words(self) -> str:
        """The end of what the pack wrote to stderr."""
        return "\n".join(list(self._child.err)[-30:])

    def _port(self) -> int:
        """The port, which a pack prints as its first line."""
        stream = self._child.process.stdout
        assert stream is not None
        end = time.monotonic() + SECONDS_TO_START
        line = b""
        while not line.endswith(b"\n"):
            ready, _, _ = select.select([stream], [], [], max(0.0, end - time.monotonic()))
            piece = os.read(stream.fileno(), 1) if ready else b""
            if not piece:
                raise self._not_started(line, in_time=bool(ready))
            line += piece
        if not line.strip().isdigit():
            raise self._not_started(line)
        return int(line)

    def _not_started(self, line: bytes, *, in_time: bool = True) -> ConfigurationError:
        self._child.collect()
        if in_time:
            self._child.wait(SECONDS_TO_SPEAK)
        self._child.end()
        said = "\n    ".join([line.decode(errors="replace").strip(), *list(self._child.err)[-12:]]).strip()
        problem = "the policy pack did not start" + ("" if in_time else f" within {SECONDS_TO_START:.0f} s")
        return self._refused(problem + (f"; it said:\n    {said}" if said else " and said nothing"))

    def _refused(self, problem: str) -> ConfigurationError:
        step = "its __main__.py must construct one PolicyPack with a policy, and print nothing before"
        return ConfigurationError(Diagnostic(problem, where=str(self._source.folder), next_step=step))

    def end(self) -> None:
        """Ends the pack's process."""
        if self._channel is not None:
            self._channel.close()
        self._child.end()


def _told(target: Target, configuration: Configuration, backend: str) -> dict[str, str]:
    """The environment of a pack, with who keeps the state: a rehearsal keeps none, so what a preview would use."""
    told = environment(target, configuration.values)
    told["BAILIWICK_SECRETS_PROVIDER"] = configuration.secrets_provider
    # As the CLI has it: what the environment says outdoes the project's file.
    told["PULUMI_BACKEND_URL"] = told.get("PULUMI_BACKEND_URL") or backend
    return told


def _manifest(folder: Path) -> tuple[str, Path | None]:
    """Version and virtual environment, as ``PulumiPolicy.yaml`` names them."""
    path = folder / "PulumiPolicy.yaml"
    if not path.is_file():
        raise ConfigurationError(
            Diagnostic("is not a policy pack", where=str(folder), expected="a folder that holds PulumiPolicy.yaml")
        )
    source = read_yaml(path)
    document = source.value()
    runtime = document.get("runtime") if isinstance(document, dict) else None
    name = runtime_name(runtime)
    if name != "python":
        raise ConfigurationError(
            Diagnostic(
                "only Python packs can be run",
                where=source.where("runtime"),
                got=repr(name),
                expected="runtime: python",
            )
        )
    problems = option_problems(source, runtime)
    if problems:
        raise ConfigurationError(*problems)
    return str(document.get("version") or ""), virtualenv(folder, runtime)


def _policy(item: analyzer_pb2.PolicyInfo) -> PolicyInfo:
    has_schema = item.HasField("configSchema")
    return PolicyInfo(
        name=item.name,
        level=LEVELS[item.enforcementLevel],
        description=item.description,
        schema=wire.from_struct(item.configSchema.properties) if has_schema else None,
        required=tuple(item.configSchema.required) if has_schema else (),
    )
