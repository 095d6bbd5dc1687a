"""Runs CrossGuard policy packs, unmodified, and asks them as Pulumi's engine does.

``pack`` and ``panel`` talk gRPC; ``pack_config`` and ``source`` only read files, so
nothing is imported here.
"""
