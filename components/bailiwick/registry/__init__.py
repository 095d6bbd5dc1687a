"""Container registries that only the named can reach, inside the jurisdiction."""

from bailiwick.registry.args import ContainerRegistryArgs
from bailiwick.registry.component import ContainerRegistry
from bailiwick.registry.spec import ContainerRegistrySpec

__all__ = ["ContainerRegistry", "ContainerRegistryArgs", "ContainerRegistrySpec"]
