"""Providers talk to their own API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from bailiwick.boundary import Tier
from bailiwick.estate.values import readings
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


OVERRIDES: Final = {
    "pulumi:providers:scaleway": (("apiUrl", "endpoints.s3", "s3Endpoint"), (".scaleway.com", ".scw.cloud")),
}
"""By type of provider: the inputs that lead requests elsewhere, and the ends of the hosts that are its own."""


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for every address of a provider's API that is not the provider's."""
    found = OVERRIDES.get(subject.resource.type)
    if found is None:
        return
    paths, own = found
    shown = subject.resource.inputs if subject.resource.inputs is not None else subject.resource.outputs
    for path in paths:
        for reading in readings(shown, path):
            host = "" if reading.unknown else urlsplit(str(reading.value)).hostname or str(reading.value)
            if not host.endswith(own):
                seen = "is not known in preview" if reading.unknown else f"leads to {host}"
                yield Finding(
                    RULE.id,
                    subject.resource.urn,
                    reading.at,
                    f"{subject.resource.label} takes its orders elsewhere ({reading.at} {seen}), so that boundary "
                    f"{subject.boundary} cannot tell where anything is made. Fix: leave {path} out.",
                )


RULE = Rule(
    id="residency/provider-endpoint",
    title="A provider must talk to its own API",
    severity=Severity.CRITICAL,
    objective="data residency",
    why="Behind another address stands another cloud, whatever the region is called.",
    fix="Leave the override out.",
    frameworks=(Clause("gdpr", "article 44"),),
    tier=Tier.PUBLIC,
    check=check,
)
