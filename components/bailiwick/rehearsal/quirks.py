"""Where a provider's plugin departs from the general rules of a preview.

Each row names the recording of the real engine that shows it; see
``tests/golden/contract/recordings``. A row may only ever make a rehearsal know
*less* than it would without.
"""

from __future__ import annotations

from dataclasses import dataclass

from bailiwick.rehearsal import urns


@dataclass(frozen=True, slots=True)
class Quirks:
    """How one package's plugin departs."""

    null_outputs: frozenset[str] = frozenset()
    """Outputs that are null in a preview when they were given as inputs."""
    unknown_outputs: frozenset[str] = frozenset()
    """Outputs that are unknown in a preview although they were given as inputs."""
    plans_unconfigured: bool = False
    """Whether the plugin plans outputs while its own configuration is not known. Recording: kubernetes-workload."""
    computes_inside_objects: bool = True
    """Whether an object given as input comes back with more members, unknown in a preview."""
    recording: str = ""


USUAL = Quirks()
BY_PACKAGE = {
    "scaleway": Quirks(null_outputs=frozenset({"region", "zone"}), recording="scaleway-regions"),
    "kubernetes": Quirks(computes_inside_objects=False, recording="kubernetes-rendered"),
}
BY_TYPE = {
    # Its Check moves stringData to data.
    "kubernetes:core/v1:Secret": Quirks(
        unknown_outputs=frozenset({"stringData"}), computes_inside_objects=False, recording="kubernetes-rendered"
    ),
}


def quirks_of(type_: str) -> Quirks:
    """The departures for a resource type."""
    return BY_TYPE.get(type_) or BY_PACKAGE.get(urns.package_of(type_), USUAL)
