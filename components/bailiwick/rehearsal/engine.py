"""One rehearsal, from the project's files to the plan."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bailiwick.errors import ConfigurationError, EnvironmentMissingError
from bailiwick.errors import Diagnostic as Problem
from bailiwick.rehearsal import urns
from bailiwick.rehearsal.declarations import Target
from bailiwick.rehearsal.deployment import Deployment, DeploymentStoppedError
from bailiwick.rehearsal.fixtures import Fixtures, read_fixtures
from bailiwick.rehearsal.input_check import SdkInputChecker
from bailiwick.rehearsal.monitor import EngineService, Monitor, serve
from bailiwick.rehearsal.outputs import OutputPlanner
from bailiwick.rehearsal.plan import Note, Plan, Severity
from bailiwick.rehearsal.policy.pack import PolicyPack
from bailiwick.rehearsal.policy.panel import Panel
from bailiwick.rehearsal.processes import LAUNCHER, Child, environment, interpreter
from bailiwick.rehearsal.project import configuration, read_project
from bailiwick.rehearsal.providers import Providers
from bailiwick.rehearsal.transforms import Transforms

if TYPE_CHECKING:
    from collections.abc import Callable

    from bailiwick.rehearsal.policy.source import PackSource
    from bailiwick.rehearsal.project import Configuration, Project
    from bailiwick.rehearsal.typedesc import TypeDescription

PARALLEL = 16
EXIT_RUN_ERROR, EXIT_EXCEPTION, EXIT_SDK = 1, 32, 33  # as launcher/program.py has them
SECONDS_TO_EXIT = 5.0
POLL_SECONDS = 0.05
ALWAYS = Note(
    "no prior state", "every resource is new here; updates, replacements and deletions show only in a real preview"
)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What to rehearse."""

    cwd: Path
    stack: str = ""
    """Empty for the project's only stack."""
    packs: tuple[PackSource, ...] = ()
    fixtures: Path | Fixtures | None = None
    config: tuple[str, ...] = ()
    """``KEY=VALUE``."""
    resolved: bool = False
    """Whether every output gets a value, so that code inside ``apply`` runs too."""
    organization: str = "organization"


def rehearse(
    request: Rehearsal,
    *,
    progress: Callable[[int], None] = lambda _count: None,
    seconds_to_exit: float = SECONDS_TO_EXIT,
) -> Plan:
    """Runs a program and its policy packs; ``progress`` hears the number of resources so far.

    Raises:
        ConfigurationError: the project, its stack, a pack or a fixture is wrong.
        EnvironmentMissingError: an interpreter or the Pulumi SDK is missing.
    """
    project = read_project(request.cwd)
    stack = request.stack or _only_stack(project)
    settings = configuration(project, stack, request.config)
    fixtures = request.fixtures if isinstance(request.fixtures, Fixtures) else Fixtures()
    if isinstance(request.fixtures, Path):
        fixtures = read_fixtures(request.fixtures)
    target = Target(project.name, stack, request.organization, dry_run=not request.resolved)
    python = interpreter(project.root, project.virtualenv)
    packs: list[PolicyPack] = []
    try:
        packs.extend(PolicyPack(source, target, settings, backend=project.backend) for source in request.packs)
        stage = _Stage(project, target, settings, fixtures=fixtures, panel=Panel(packs), progress=progress)
        return stage.perform(python, seconds_to_exit)
    finally:
        for pack in packs:
            pack.end()


def _only_stack(project: Project) -> str:
    stacks = project.stacks()
    if len(stacks) == 1:
        return stacks[0]
    raise ConfigurationError(
        Problem(
            "which stack?",
            where=str(project.stack_folder),
            expected=f"one of {', '.join(stacks)}" if stacks else "a file Pulumi.<stack>.yaml; there is none",
            next_step="name the stack: bailiwick rehearse STACK",
        )
    )


class _Stage:
    """Everything that one rehearsal needs, and the order in which it happens."""

    def __init__(
        self,
        project: Project,
        target: Target,
        settings: Configuration,
        *,
        fixtures: Fixtures,
        panel: Panel,
        progress: Callable[[int], None],
    ) -> None:
        self._project = project
        self._target = target
        self._settings = settings
        self._panel = panel
        descriptions: dict[str, TypeDescription] = {}
        self._deployment = Deployment(
            target,
            providers=Providers(settings.values, settings.secret_keys),
            outputs=OutputPlanner(descriptions, fixtures, dry_run=target.dry_run),
            judge=panel,
            inputs=SdkInputChecker(descriptions),
            fixtures=fixtures,
        )
        panel.stop = self._deployment.stop
        self._transforms = Transforms()
        self._monitor = Monitor(self._deployment, self._transforms, descriptions, progress)

    def perform(self, python: Path, seconds_to_exit: float) -> Plan:
        server, address = serve(self._monitor, EngineService(self._deployment))
        child = Child(self._command(python, address), cwd=self._folder(), env=self._environment())
        child.collect()
        try:
            self._panel.connect()
            code = self._wait(child, seconds_to_exit)
            if code is not None:
                child.finish_output()
            completed = self._conclude(code, child) and self._judge_stack()
        finally:
            self._deployment.stopped.set()  # requests that are still under way end quietly
            child.end()
            self._panel.end()
            self._transforms.close()
            server.stop(grace=0)
        if self._deployment.bug is not None:
            raise self._deployment.bug
        return self._plan(completed=completed)

    def _folder(self) -> Path:
        main = self._project.main
        return main if main.is_dir() else main.parent

    def _command(self, python: Path, address: str) -> list[str | Path]:
        target = self._target
        command: list[str | Path] = [python, "-u", LAUNCHER / "program.py"]
        for option, value in (
            ("project", target.project),
            ("stack", target.stack),
            ("organization", target.organization),
            ("monitor", address),
            ("root-directory", self._project.root),
            ("program", self._project.main),
            ("parallel", PARALLEL),
        ):
            command += [f"--{option}", str(value)]
        return [*command, "--dry-run"] if target.dry_run else command

    def _environment(self) -> dict[str, str]:
        secret = {"PULUMI_CONFIG_SECRET_KEYS": json.dumps(sorted(self._settings.secret_keys))}
        return environment(self._target, self._settings.values) | secret

    def _wait(self, child: Child, seconds_to_exit: float) -> int | None:
        """The program's exit code; None for one that stays on after it is done."""
        while not (self._monitor.finished.is_set() or self._deployment.stopped.is_set()):
            code = child.wait(POLL_SECONDS)
            if code is not None:
                return code
        return child.wait(seconds_to_exit)

    def _conclude(self, code: int | None, child: Child) -> bool:
        """Says how the program ended, unless the engine itself ended it; whether it ended well."""
        if code == EXIT_SDK:
            raise EnvironmentMissingError(
                Problem(
                    "\n".join(child.err) or "the Pulumi SDK cannot be loaded",
                    where=str(self._project.root),
                    next_step="install the project's requirements into the environment that runs it",
                )
            )
        if self._deployment.failed:
            return False
        finished = self._monitor.finished.is_set()
        problem = ""
        if code is None:
            problem = "the program is done but its process did not end; a thread that is not a daemon keeps it alive"
        elif code == 0 and not finished:
            problem = "the program ended before its resources were registered; does it call os._exit()?"
        elif code == 0 and len(self._deployment.resources) <= 1:
            problem = "the program declares no resources"
        elif code not in (0, EXIT_EXCEPTION):
            problem = f"an unhandled error occurred: program exited with non-zero exit code: {code}"
            if code != EXIT_RUN_ERROR and child.err:
                problem += "\n" + "\n".join(list(child.err)[-30:])
        if problem:
            self._deployment.log(Severity.ERROR, problem)
        return code == 0 and not problem

    def _judge_stack(self) -> bool:
        resources = list(self._deployment.resources.values())
        root = next((resource.urn for resource in resources if resource.type == urns.STACK_TYPE), "")
        try:
            self._panel.judge_stack(resources, root)
        except DeploymentStoppedError:
            return False  # the deployment has noted why
        return True

    def _plan(self, *, completed: bool) -> Plan:
        deployment, panel = self._deployment, self._panel
        return Plan(
            project=self._target.project,
            stack=self._target.stack,
            resources=sorted(deployment.resources.values(), key=lambda resource: resource.urn),
            diagnostics=list(deployment.diagnostics),
            violations=sorted(panel.violations, key=lambda item: (item.urn, item.policy, item.message)),
            remediations=list(panel.remediations),
            not_applicable=list(panel.not_applicable),
            input_warnings=list(deployment.input_warnings),
            calls=list(deployment.calls),
            notes=[*deployment.notes, *self._notes(), ALWAYS],
            packs=[f"{pack.name}@{pack.version}" for pack in panel.packs],
            completed=completed,
            program=self._project.main,
        )

    def _notes(self) -> list[Note]:
        found = [
            Note("secret placeholder", f"{key} is encrypted and its key is not here; the program got a placeholder")
            for key in self._settings.placeholders
        ]
        unanswered = sorted({call.token for call in self._deployment.calls if not call.answered})
        found += [
            Note("missing fixture", f"{token} was not answered; what depends on it is unknown") for token in unanswered
        ]
        return found
