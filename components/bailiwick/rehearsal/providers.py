"""Which provider a resource gets, by the engine's rules.

A resource uses the provider that it names; else the one that its closest
component holds for its package; else the package's default provider, which the
engine creates from the stack's configuration the first time that it is needed.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bailiwick.errors import ConfigurationError, Diagnostic
from bailiwick.rehearsal import urns, wire
from bailiwick.rehearsal.plan import PlannedResource

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bailiwick.rehearsal.declarations import Target
    from bailiwick.rehearsal.wire import Properties

DISABLE_KEY = "pulumi:disable-default-providers"


@dataclass(frozen=True, slots=True)
class ProviderRequest:
    """What is known of the provider that a resource needs."""

    package: str
    version: str = ""
    plugin_url: str = ""
    package_ref: str = ""
    reference: str = ""
    """``URN::ID`` of the provider that the program names; empty for none."""


@dataclass(frozen=True, slots=True)
class Package:
    """A parameterised package that the program registered."""

    name: str
    version: str
    plugin_url: str = ""


class Providers:
    """Default providers, and the providers that components hold for their children.

    Raises:
        ConfigurationError: the configured list of disabled default providers is malformed.
    """

    def __init__(self, config: Mapping[str, str], secret_keys: frozenset[str]) -> None:
        self._config = config
        self._secret_keys = secret_keys
        self._disabled = _disabled(config)
        self._defaults: dict[tuple[str, str, str], str] = {}
        self._of_component: dict[str, dict[str, str]] = {}
        self._packages: dict[str, Package] = {}

    def register_package(self, package: Package) -> str:
        """Remembers a parameterised package; returns the reference by which requests name it."""
        reference = f"package-{len(self._packages) + 1}"
        self._packages[reference] = package
        return reference

    def remember(self, resource: PlannedResource, providers: Mapping[str, str]) -> None:
        """Remembers which providers a component hands down."""
        if resource.custom:
            return
        self._of_component[resource.urn] = {**self._of_component.get(resource.parent, {}), **providers}

    def inherited(self, parent: str, package: str) -> str:
        """The reference that a resource's parent holds for a package; empty when there is none."""
        return self._of_component.get(parent, {}).get(package, "")

    def default_reference(self, request: ProviderRequest) -> str:
        """The reference of the default provider, empty as long as there is none."""
        return self._defaults.get(self._key(request), "")

    def defaults_disabled(self, package: str) -> bool:
        """Whether the stack's configuration forbids a default provider for the package."""
        return "*" in self._disabled or package in self._disabled

    def new_default(self, request: ProviderRequest, target: Target) -> PlannedResource:
        """The package's default provider, not registered yet."""
        package, version, url = self._key(request)
        type_ = f"{urns.PROVIDER_PREFIX}{package}"
        name = default_name(version, url)
        configured: Properties = {}
        for key, value in sorted(self._config.items()):
            owner, _, setting = key.partition(":")
            if owner == package and package != "pulumi":
                configured[setting] = wire.secret(value) if key in self._secret_keys else value
        return PlannedResource(
            urn=urns.make_urn(target.stack, target.project, "", type_, name),
            type=type_,
            name=name,
            custom=True,
            inputs=self.completed(configured, version, url),
            hidden=True,
        )

    def adopt_default(self, request: ProviderRequest, provider: PlannedResource) -> str:
        """Makes a planned provider the default of its package; returns its reference."""
        reference = f"{provider.urn}::{provider.identifier or wire.UNKNOWN}"
        self._defaults[self._key(request)] = reference
        return reference

    @staticmethod
    def completed(properties: Properties, version: str, url: str) -> Properties:
        """A provider's inputs with the version and download address that the engine adds."""
        found = dict(properties)
        if version:
            found.setdefault("version", version)
        if url:
            found["__internal"] = {"pluginDownloadURL": url}
        return found

    def _key(self, request: ProviderRequest) -> tuple[str, str, str]:
        package = self._packages.get(request.package_ref)
        if package is not None:
            return package.name, package.version, package.plugin_url
        return request.package, request.version, request.plugin_url


def _disabled(config: Mapping[str, str]) -> tuple[str, ...]:
    """The packages that must not have a default provider; ``*`` stands for all."""
    given = config.get(DISABLE_KEY)
    if not given:
        return ()
    try:
        names = json.loads(given)
    except json.JSONDecodeError:
        names = None
    if isinstance(names, list) and all(isinstance(name, str) for name in names):
        return tuple(names)
    problem = "is not a list of packages in JSON"
    raise ConfigurationError(Diagnostic(problem, where=DISABLE_KEY, got=given, expected='["scaleway"] or ["*"]'))


def default_name(version: str, url: str) -> str:
    """The name of a default provider: ``default``, then version and download address where given."""
    name = "default"
    if version:
        name += "_" + re.sub(r"[^A-Za-z0-9_-]", "_", version)
    if url:
        parts = [re.sub(r"[^A-Za-z0-9_.-]", "_", part) for part in url.split("/") if part]
        name += "_" + "/".join(parts)
    return name
