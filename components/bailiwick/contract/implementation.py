"""Finds the part of a component that speaks to one provider, without importing any other provider's SDK."""

import importlib
from typing import Any


def built_by(component_package: str, provider: str) -> Any:
    """The module of ``component_package`` that builds for ``provider``.

    Its import is what imports the provider's SDK, so it happens no sooner than
    the first component of that provider is built.

    Args:
        component_package: e.g. ``bailiwick.network``.
        provider: a provider that :func:`bailiwick.contract.place_problems` let pass.
    """
    return importlib.import_module(f"{component_package}.{provider}")
