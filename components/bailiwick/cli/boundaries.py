"""A boundary, as an option names it: a profile of the policy pack, a configuration file, or countries."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bailiwick.errors import ConfigurationError, Diagnostic, nearest

if TYPE_CHECKING:
    from bailiwick.boundary import Boundary


def named_boundary(written: str, *, where: str = "--boundary") -> Boundary:
    """The boundary that an option names.

    Args:
        written: a path (with a ``/``, or ending in ``.json``) of a policy pack's configuration; the name of a profile
            that comes with the pack; or codes of countries and blocs with commas between them.
        where: what messages call the option.

    Raises:
        ConfigurationError: it is none of them, or the file is missing or malformed.
    """
    from bailiwick.boundary import Boundary  # noqa: PLC0415 --help must not pay for it

    if "/" in written or written.endswith(".json"):
        return _configured(Path(written))
    from bailiwick_policies.profiles import profiles  # noqa: PLC0415

    known = profiles()
    if written in known:
        return _configured(known[written])
    try:
        return Boundary.of(written, written.split(","), where=where)
    except ConfigurationError as wrong:
        if "," in written:
            raise
        (problem,) = wrong.diagnostics()
        raise ConfigurationError(
            Diagnostic(
                "is no boundary",
                where=where,
                got=repr(written),
                expected=f"a profile ({', '.join(known)}), a configuration file, or countries and blocs such as FR,DE",
                nearest=nearest(written, known) or problem.nearest,
            )
        ) from None


def _configured(path: Path) -> Boundary:
    from bailiwick_policies.examination import read_ceiling  # noqa: PLC0415

    return read_ceiling(path).boundary
