"""Serves the components to programs in any language; Pulumi starts this folder."""

from pulumi.provider.experimental import component_provider_host

from bailiwick import __version__
from bailiwick.published import NAME, components

if __name__ == "__main__":
    component_provider_host(components(), name=NAME, version=__version__)
