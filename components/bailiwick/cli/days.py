"""The option that names a day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated

import typer

from bailiwick.errors import ConfigurationError, Diagnostic

DayOption = Annotated[str, typer.Option("--on", metavar="DATE", help="The day asked about, YYYY-MM-DD; else today.")]


def read_day(written: str, option: str = "--on") -> date:
    """The day that an option names, today where it names none.

    Raises:
        ConfigurationError: it is no date.
    """
    try:
        return date.fromisoformat(written) if written else datetime.now(tz=UTC).date()
    except ValueError:
        raise ConfigurationError(
            Diagnostic("is not a date", where=option, got=repr(written), expected="YYYY-MM-DD")
        ) from None
