"""Runs CrossGuard policy packs, unmodified, and asks them as Pulumi's engine does."""

from bailiwick.rehearsal.policy.pack import PackSource, PolicyPack
from bailiwick.rehearsal.policy.panel import Panel

__all__ = ["PackSource", "Panel", "PolicyPack"]
