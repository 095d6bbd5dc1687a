"""Who vouches for users is at home."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from bailiwick.atlas.resource_types import classify
from bailiwick.boundary import Tier
from bailiwick.estate.values import readings
from bailiwick_policies.answering import objection
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


ISSUERS: Final = {
    "ovh:CloudProject/kubeOidc:KubeOidc": "issuerUrl",
    "ovh:CloudProject/containerRegistryOIDC:ContainerRegistryOIDC": "oidcEndpoint",
    "scaleway:kubernetes/cluster:Cluster": "openIdConnectConfig.issuerUrl",
}
"""Types whose input names an identity provider."""


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for an identity provider abroad, or one that nobody knows."""
    kind = classify(subject.resource.type)
    path = ISSUERS.get((kind.alias_of or kind.token) if kind is not None else "")
    shown = subject.resource.inputs if subject.resource.inputs is not None else subject.resource.outputs
    for reading in readings(shown, path) if path else ():
        host = "" if reading.unknown else urlsplit(str(reading.value)).hostname or str(reading.value)
        against = objection(host, subject.boundary) if host else "which is not known in preview"
        if against:
            yield Finding(
                RULE.id,
                subject.resource.urn,
                reading.at,
                f"{subject.resource.label} believes the identity provider {host or reading.at}, {against}: boundary "
                f"{subject.boundary} does not accept it. Fix: use one that is run from home, or waive yours by name.",
            )


def _names_an_issuer(token: str) -> bool:
    kind = classify(token)
    return kind is not None and (kind.alias_of or token) in ISSUERS


RULE = Rule(
    id="integrity/identity-foreign",
    title="Identity providers must be run from home",
    severity=Severity.HIGH,
    objective="control of the platform",
    why="Who vouches for users can let anybody in.",
    fix="Use an identity provider that is run from home.",
    frameworks=(Clause("gdpr", "article 28(1)"), Clause("secnumcloud", "19.6")),
    tier=Tier.L2,
    check=check,
    speaks_of=_names_an_issuer,
)
