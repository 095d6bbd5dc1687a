"""A provider is reached at an endpoint of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from bailiwick.atlas.hosts import host_of
from bailiwick.atlas.operators import operators
from bailiwick.atlas.resource_types import PROVIDER_PREFIX
from bailiwick.boundary import Tier
from bailiwick.estate.values import readings
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from bailiwick.estate import Estate
    from bailiwick.estate.values import Reading

ENDPOINTS: Final = {"ovh": ("endpoint",), "scaleway": ("apiUrl", "endpoints.s3")}
"""The inputs of each provider that say where it is reached."""


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for every endpoint that is not the provider's own; of a provider that is not shown, by the stack."""
    resource = subject.resource
    if resource.type.startswith(PROVIDER_PREFIX):
        package = resource.type.removeprefix(PROVIDER_PREFIX)
        yield from _judged(subject, resource.label, package, resource.inputs)
    elif subject.stands_for_the_stack and subject.estate.complete:
        for urn, inputs in _not_shown(subject.estate).items():
            token = urn.split("::")[2].rpartition("$")[2]
            label = f"{token} '{urn.rpartition('::')[2]}'"
            yield from _judged(subject, label, token.removeprefix(PROVIDER_PREFIX), inputs)


def _not_shown(estate: Estate) -> dict[str, Mapping[str, Any]]:
    """The configuration of providers that are no resources here, by URN: a preview hides the default ones."""
    return {
        item.provider: item.provider_inputs
        for item in estate
        if item.provider_inputs and item.provider and estate.get(item.provider) is None
    }


def _judged(subject: Subject, label: str, package: str, inputs: Mapping[str, Any] | None) -> Iterator[Finding]:
    for path in ENDPOINTS.get(package, ()):
        for reading in readings(inputs, path):
            if not reading.unknown and _is_own(package, str(reading.value)):
                continue
            told = (
                "is not known in preview" if reading.unknown else f"is {_shown(reading)}, which is not {package}'s own"
            )
            yield Finding(
                RULE.id,
                subject.resource.urn,
                f"{label} {reading.at}",
                f"{label} may send everything out of boundary {subject.boundary}: its {reading.at} {told}. "
                f"Fix: leave {reading.at} out, or name an endpoint of {package}.",
            )


def _is_own(package: str, value: str) -> bool:
    """Whether a value is the name of an endpoint, or a URL or host, of the provider's operators."""
    if value in {name for row in operators() if row.provider == package for name in row.endpoints}:
        return True
    host = _host(value)
    known = host_of(host) if host else None
    return known is not None and known.provider == package


def _host(value: str) -> str:
    try:
        return urlsplit(value if "//" in value else f"//{value}").hostname or ""
    except ValueError:
        return ""


def _shown(reading: Reading) -> str:
    """The endpoint's host alone, for there may be credentials beside it."""
    return "a secret" if reading.secret else repr(_host(str(reading.value)) or "malformed")


RULE = Rule(
    id="residency/provider-endpoint",
    title="A provider must be reached at an endpoint of its own",
    severity=Severity.CRITICAL,
    objective="data residency",
    why="Whoever runs the endpoint sees every request and may make the resources wherever it likes.",
    fix="Leave the endpoint out, or name one of the provider's own.",
    frameworks=(Clause("gdpr", "article 44"), Clause("gdpr", "article 32(1)(b)")),
    tier=Tier.L1,
    check=check,
)
