"""Runs a Pulumi program, unmodified, against the rehearsal's engine.

This file is a script: it runs under the *program's* interpreter, which need not
have Bailiwick installed, so it imports nothing of ours but its own neighbours.
The Pulumi CLI ships a script for the same purpose; the wheel does not.

What it adds to a plain run:

* each resource class describes itself to the engine before its first
  registration, because only this process can import the SDK it comes from;
* a data source called in its plain form without a fixture ends in an error that
  names the fixture, instead of a type error deep inside the SDK;
* debug messages stay here, and the SDK spends less time; see ``speedups``.

Exit codes, as those of the CLI's script: 0, 1 after a ``RunError``, 32 after
another exception. 33 means that the SDK is missing or unsupported.
"""

import argparse
import asyncio
import json
import os
import pathlib
import runpy
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

EXIT_RUN_ERROR = 1
EXIT_EXCEPTION = 32
EXIT_SDK = 33
OLDEST_SDK = (3, 182)  # the first whose alias, transform and package requests have today's shape
HERE = str(pathlib.Path(__file__).resolve().parent)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    for name in ("project", "stack", "organization", "monitor", "root-directory", "program"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("--parallel", type=int, default=16)
    return parser.parse_args()


def end_with_engine() -> None:
    """Ends this process when the engine does, however the engine ends.

    The engine holds the other end of a pipe whose number it passes along; a
    killed engine leaves no orphan behind.
    """
    number = os.environ.pop("BAILIWICK_LIFELINE", "")
    if not number:
        return

    def watch() -> None:
        while os.read(int(number), 1):
            pass
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def check_sdk() -> None:
    """Refuses a missing or too old SDK with a sentence."""
    try:
        import importlib.metadata

        version = importlib.metadata.version("pulumi")
    except importlib.metadata.PackageNotFoundError:
        sys.stderr.write(f"the Pulumi SDK is not installed for {sys.executable}\n")
        sys.exit(EXIT_SDK)
    parts = tuple(int(part) for part in version.split(".")[:2])
    if parts < OLDEST_SDK or parts >= (4, 0):
        oldest = ".".join(map(str, OLDEST_SDK))
        sys.stderr.write(f"the Pulumi SDK {version} is not supported; a rehearsal needs {oldest} or later, below 4\n")
        sys.exit(EXIT_SDK)


def run(options: argparse.Namespace) -> int:
    import pulumi
    import speedups
    from engine_client import EngineClient, name_missing_fixtures
    from frames import folder_of, users_traceback
    from pulumi import log
    from pulumi.runtime import configure, set_all_config
    from pulumi.runtime.settings import Settings
    from pulumi.runtime.stack import run_in_stack

    set_all_config(
        json.loads(os.environ.get("PULUMI_CONFIG", "{}")),
        json.loads(os.environ.get("PULUMI_CONFIG_SECRET_KEYS", "[]")),
    )
    client = EngineClient(options.monitor)
    client.describe_types()
    name_missing_fixtures(options.program)
    configure(
        Settings(
            project=options.project,
            stack=options.stack,
            monitor=client.monitor,
            engine=client.engine,
            parallel=options.parallel,
            dry_run=options.dry_run,
            organization=options.organization,
            root_directory=options.root_directory,
        )
    )
    speedups.apply()
    sys.path[:] = [folder_of(options.program), *(entry for entry in sys.path if entry != HERE)]
    sys.argv = [options.program]
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    loop.set_default_executor(ThreadPoolExecutor(max_workers=4 * options.parallel))

    def program() -> None:
        target = options.program
        if os.path.isdir(target) and not os.path.exists(os.path.join(target, "__main__.py")):
            raise pulumi.RunError(f"{target} holds no __main__.py")
        runpy.run_path(target, run_name="__main__")

    try:
        loop.run_until_complete(run_in_stack(program))
    except pulumi.RunError as problem:
        log.error(str(problem))
        return EXIT_RUN_ERROR
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
        if isinstance(leaving.code, str):
            log.error(leaving.code)
        elif code == 0:
            log.error("the program called sys.exit() before its resources were registered")
        return code or EXIT_RUN_ERROR
    except BaseException as problem:  # noqa: BLE001 whatever a program raises
        log.error("Program failed with an unhandled exception:\n" + users_traceback(problem, options.program))
        return EXIT_EXCEPTION
    finally:
        # Left-over tasks would complain while the interpreter shuts down; their failures are told already.
        for task in asyncio.all_tasks(loop):
            task.cancel()
        sys.stdout.flush()
        sys.stderr.flush()
    return 0


if __name__ == "__main__":
    end_with_engine()
    check_sdk()
    sys.exit(run(arguments()))
