"""What is known to be offered in a region, for a reader who has not said what they want."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bailiwick.atlas import vocabulary
from bailiwick.atlas.machines import gpu_flavours
from bailiwick.placement.answers import asked
from bailiwick.placement.demand import INSTANCES, KUBERNETES, Question

if TYPE_CHECKING:
    from datetime import date

    from bailiwick.atlas.capability_rows import Answer
    from bailiwick.atlas.regions import Site

PLATFORM: Final = {
    "kubernetes": "k8s",
    "object-storage": "buckets",
    "key-manager": "kms",
    "secret-manager": "secrets",
    "container-registry": "registry",
    "databases": "postgres",
}
"""The products that a platform is made of, and their headings in a table."""


@dataclass(frozen=True, slots=True)
class Overview:
    """What a region is known to have."""

    products: dict[str, Answer]
    """Whether each product of the vocabulary is offered, by its id."""
    nodes: tuple[str, ...]
    """Ids of the accelerators of machines that can be nodes of a cluster."""
    instances: tuple[str, ...]
    """Ids of the accelerators that only instances have."""

    @property
    def accelerators(self) -> str:
        """In words; ``""`` where none is known."""
        only = f"{', '.join(self.instances)} (instances only)" if self.instances else ""
        return ", ".join(filter(None, (*self.nodes, only)))


def overview(site: Site, day: date) -> Overview:
    """What is known of a region on a day."""
    nodes = _accelerators(site, KUBERNETES)
    return Overview(
        {
            term.id: asked(site, Question.offered(term.id), day).answer
            for term in vocabulary.products()
            if term.group != "company"
        },
        nodes,
        tuple(name for name in _accelerators(site, INSTANCES) if name not in nodes),
    )


def _accelerators(site: Site, compute: str) -> tuple[str, ...]:
    machines = gpu_flavours(site.provider, site.region, product=compute)
    return tuple(dict.fromkeys(machine.accelerator for machine in machines if machine.accelerator))
