"""Previews Pulumi programs and policy packs offline, without CLI, plugins or cloud.

Knows Pulumi's protocol and nothing of sovereignty: the program and the packs run
unmodified, in processes of their own, and this package answers them as Pulumi's
engine would. ``rehearse()`` is the entrance; ``Plan`` is what comes out.
"""

from bailiwick.rehearsal.engine import Rehearsal, rehearse
from bailiwick.rehearsal.plan import Plan

__all__ = ["Plan", "Rehearsal", "rehearse"]
