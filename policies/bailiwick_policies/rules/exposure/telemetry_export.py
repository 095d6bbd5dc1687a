"""Telemetry stays at home."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from bailiwick.atlas.hosts import host_of
from bailiwick.boundary import Tier
from bailiwick.estate.values import readings
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


EXPORTER: Final = "scaleway:observability/exporter:Exporter"
DATADOG: Final = "api.datadoghq.com"
"""Where an exporter to Datadog sends unless told otherwise. Source: the SDK's description of ``datadogDestination``."""


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for every destination that nobody at home runs, or that nobody knows."""
    if subject.resource.type != EXPORTER:
        return
    shown = subject.resource.inputs if subject.resource.inputs is not None else subject.resource.outputs
    for destination, default in (("datadogDestination", DATADOG), ("otlpDestination", "")):
        if not readings(shown, destination):
            continue
        endpoints = readings(shown, f"{destination}.endpoint")
        hosts = [_host(item.value) if not item.unknown else "" for item in endpoints] or [default]
        for host in hosts:
            who = host_of(host) if host else None
            if who is None or who.country not in subject.boundary.home:
                runs = (
                    f"run from {who.country} by {who.operator}" if who is not None else "which the atlas does not know"
                )
                yield Finding(
                    RULE.id,
                    subject.resource.urn,
                    f"{destination} {host}",
                    f"{subject.resource.label} sends telemetry to {host or 'a place not known in preview'}, {runs}: "
                    f"outside boundary {subject.boundary}. Fix: keep it in a store of the platform.",
                )


def _host(endpoint: object) -> str:
    text = str(endpoint)
    return urlsplit(text if "//" in text else f"//{text}").hostname or ""


RULE = Rule(
    id="exposure/telemetry-export",
    title="Telemetry must be sent to nobody outside",
    severity=Severity.HIGH,
    objective="data residency",
    why="Logs and traces carry prompts, names and addresses; whoever receives them has them.",
    fix="Keep telemetry in a store of the platform, or send it to somebody at home.",
    frameworks=(Clause("gdpr", "article 44"),),
    tier=Tier.L1,
    check=check,
    speaks_of=lambda token: token == EXPORTER,
)
