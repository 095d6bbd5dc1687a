"""How a command ends: what it prints about an error, and its exit code."""

from __future__ import annotations

import os
import sys
import traceback
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from bailiwick.cli.terminal import coloured
from bailiwick.errors import EXIT_BUG, BailiwickError

if TYPE_CHECKING:
    from collections.abc import Iterator

EXIT_INTERRUPTED = 130


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turns errors into messages on stderr and documented exit codes.

    ``BAILIWICK_DEBUG=1`` adds the traceback of a bug.
    """
    try:
        yield
    except BailiwickError as problem:
        for diagnostic in problem.diagnostics():
            typer.echo(f"{_red('error')}: {diagnostic}", err=True)
        raise typer.Exit(problem.exit_code) from None
    except KeyboardInterrupt:
        typer.echo("interrupted", err=True)
        raise typer.Exit(EXIT_INTERRUPTED) from None
    except BrokenPipeError:
        # The reader, `head` perhaps, has seen enough. Keep the interpreter from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(1) from None
    except (typer.Exit, typer.Abort):
        raise
    except Exception as problem:  # noqa: BLE001 the last resort: a bug of ours
        if os.environ.get("BAILIWICK_DEBUG"):
            traceback.print_exc()
        typer.echo(
            f"{_red('bug')}: {type(problem).__name__}: {problem}\n"
            "  next: set BAILIWICK_DEBUG=1, run again and report what you see",
            err=True,
        )
        raise typer.Exit(EXIT_BUG) from None


def _red(word: str) -> str:
    return typer.style(word, fg="red", bold=True) if coloured(sys.stderr) else word
