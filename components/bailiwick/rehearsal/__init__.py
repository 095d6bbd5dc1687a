"""Previews Pulumi programs and policy packs offline, without CLI, plugins or cloud.

Knows Pulumi's protocol and nothing of sovereignty: the program and the packs run
unmodified, in processes of their own, and this package answers them as Pulumi's
engine would. ``rehearse()`` is the entrance; ``Plan`` is what comes out.

The engine is imported on first use: who only reads or shows a plan needs neither
Pulumi nor gRPC.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bailiwick.rehearsal.plan import Plan

if TYPE_CHECKING:
    from bailiwick.rehearsal.engine import Rehearsal, rehearse

__all__ = ["Plan", "Rehearsal", "rehearse"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from bailiwick.rehearsal import engine  # noqa: PLC0415 see above

    return getattr(engine, name)
