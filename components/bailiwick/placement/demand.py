"""What somebody wants to put somewhere, and the questions to the atlas that follow from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bailiwick.atlas import vocabulary
from bailiwick.atlas.vocabulary import OFFERED
from bailiwick.boundary import Boundary, Tier

if TYPE_CHECKING:
    from collections.abc import Iterator

KUBERNETES: Final = "kubernetes"
INSTANCES: Final = "instances"
KEY_MANAGER: Final = "key-manager"
CERTIFICATION: Final = "certification"
CONFIDENTIAL: Final = "confidential-computing"
TRUSTED_EXECUTION: Final = ("sev-snp", "tdx", "sgx")
"""The features of which any one protects data in use; a virtual TPM does not."""


@dataclass(frozen=True, slots=True)
class Accelerators:
    """So many accelerators of a kind, in machines of one type."""

    name: str
    """Id of a feature in :mod:`bailiwick.atlas.vocabulary`, e.g. ``H100``."""
    count: int = 1
    """How many at least, over all machines."""
    per_node: int | None = None
    """How many each machine must have; None for as many as there are."""

    def __str__(self) -> str:
        each = "" if self.per_node is None else f" ({self.per_node} a node)"
        return f"{self.name}:{self.count}{each}"


@dataclass(frozen=True, slots=True, order=True)
class Need:
    """A product that must be offered, or a feature that must be had."""

    product: str
    """Id of the product; ``""`` for a feature of whatever the atlas says it is meant of."""
    feature: str = OFFERED
    """Id of the feature."""

    def __str__(self) -> str:
        return self.product if self.feature == OFFERED else f"{self.product}/{self.feature}".removeprefix("/")


@dataclass(frozen=True, slots=True)
class Question:
    """Something that must be a yes at a place."""

    features: tuple[str, ...]
    """Ids; any one of them suffices."""
    products: tuple[str, ...]
    """Ids; any one of them suffices."""
    about: str
    """What messages call it, e.g. ``hds for databases``."""

    @classmethod
    def offered(cls, product: str) -> Question:
        """Whether the product is sold there at all."""
        return cls((OFFERED,), (product,), product)


@dataclass(frozen=True, slots=True)
class Demand:
    """What a place must satisfy. A dimension that is left out demands nothing."""

    boundary: Boundary | None = None
    """Countries, and what else is demanded of every place in them."""
    accelerators: tuple[Accelerators, ...] = ()
    """Each entry is a fleet of its own."""
    needs: tuple[Need, ...] = ()
    providers: frozenset[str] | None = None
    """None for all that the atlas knows."""
    compute: str = KUBERNETES
    """What accelerators and enclaves are wanted in: nodes of ``kubernetes``, or ``instances``."""

    @property
    def fleets(self) -> tuple[Accelerators, ...]:
        """The accelerators, with one of each kind that only the boundary demands."""
        named = {item.name for item in self.accelerators}
        implied = sorted(self.boundary.accelerators - named) if self.boundary else []
        return (*self.accelerators, *(Accelerators(name) for name in implied))

    @property
    def confidential(self) -> bool:
        """Whether data in use must be protected."""
        return self.boundary is not None and (self.boundary.confidential or self.boundary.tier >= Tier.L3)

    @property
    def products(self) -> tuple[str, ...]:
        """Ids of the products demanded, in the order in which they were named; what carries the machines first."""
        compute = [self.compute] if self.fleets or self.confidential else []
        return tuple(dict.fromkeys([*compute, *(need.product for need in self.needs if need.product)]))

    @property
    def certifications(self) -> tuple[str, ...]:
        """Ids of the certifications that every product demanded must have."""
        bare = {need.feature for need in self.needs if not need.product and _group(need.feature) == CERTIFICATION}
        return tuple(sorted(bare | (self.boundary.certifications if self.boundary else frozenset())))

    @property
    def bare_features(self) -> tuple[vocabulary.Term, ...]:
        """The features that were named without a product, certifications left out."""
        terms = (vocabulary.feature(need.feature) for need in self.needs if not need.product)
        return tuple(term for term in terms if term is not None and term.group != CERTIFICATION)

    @property
    def uses_keys(self) -> bool:
        """Whether keys will be kept in the provider's key manager, so that their backups matter."""
        return Question.offered(KEY_MANAGER) in self.questions()

    @property
    def bare(self) -> bool:
        """Whether nothing is asked of a place but where it lies and whose it is."""
        return not self.fleets and not self.questions()

    def questions(self) -> tuple[Question, ...]:
        """What to ask of each place, accelerators left out; each once."""
        return tuple(dict.fromkeys(self._questions()))

    def _questions(self) -> Iterator[Question]:
        for product in self.products:
            yield Question.offered(product)
        for need in self.needs:
            if need.product and need.feature != OFFERED:
                yield Question((need.feature,), (need.product,), f"{need.feature} for {need.product}")
        for term in self.bare_features:
            meant = vocabulary.subject(term)
            yield from map(Question.offered, meant.needs)
            for product in meant.products:
                yield Question((term.id,), (product,), f"{term.id} for {product}")
        for name in self.certifications:
            yield from self._certified(name)
        if self.confidential:
            yield Question(TRUSTED_EXECUTION, (self.compute,), f"confidential computing for {self.compute}")

    def _certified(self, name: str) -> Iterator[Question]:
        for product in self.products:
            yield Question((name,), (product,), f"{name} for {product}")
        if not self.products:
            every = tuple(term.id for term in vocabulary.products())
            yield Question((name,), every, f"{name} for any product")

    def __str__(self) -> str:
        parts = [", ".join(map(str, self.fleets))] if self.fleets else []
        if self.fleets:
            parts[0] += f" on {self.compute}"
        parts += [str(need) for need in self.needs]
        wanted = ", ".join(parts) or "every place"
        where = f" inside {self.boundary}" if self.boundary else ""
        return f"{wanted}{where}" + (f" at {' or '.join(sorted(self.providers))}" if self.providers else "")


def _group(feature: str) -> str:
    term = vocabulary.feature(feature)
    return term.group if term else ""
