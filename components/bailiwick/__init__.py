"""Keeps an AI platform inside its jurisdiction."""

__version__ = "0.1.0"
