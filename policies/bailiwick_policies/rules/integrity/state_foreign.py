"""The state is kept inside, by somebody whose law is home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.atlas import locate, regions
from bailiwick.atlas.api_codes import all_api_codes
from bailiwick.boundary import Tier
from bailiwick.estate.keeping import state_at
from bailiwick_policies.kept import kept
from bailiwick_policies.rule import Clause, Finding, Rule, Severity, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.boundary import Boundary


def check(subject: Subject) -> Iterator[Finding]:
    """One finding, on the stack's resource, for a state that is kept elsewhere."""
    if subject.stands_for_the_stack:
        fix = f"keep it in {_bucket_inside(subject.boundary)} and set PULUMI_BACKEND_URL to it"
        yield from kept(subject, RULE, "its state", state_at(subject.estate.keeping), fix)


def _bucket_inside(boundary: Boundary) -> str:
    """A place for it: a bucket at a provider that the atlas knows, or else a file."""
    endpoints = [
        *(f"s3.{site.region}.scw.cloud" for site in regions("scaleway") if boundary.allows(site.country)),
        *(
            f"s3.{row.storage.lower()}.io.cloud.ovh.net"
            for row in all_api_codes()
            if (site := locate(row.provider, row.region)) is not None and boundary.allows(site.country)
        ),
    ]
    return f"a bucket inside (s3://BUCKET?endpoint={endpoints[0]})" if endpoints else "a file inside (file://PATH)"


RULE = Rule(
    id="integrity/state-foreign",
    title="The state must be kept inside, by somebody whose law is home",
    severity=Severity.CRITICAL,
    objective="control of the platform",
    why="Whoever holds the state knows every resource and its outputs, and can change what the next update does.",
    fix="Keep the state in an object store of the platform's provider inside the boundary, or in a file.",
    frameworks=(Clause("gdpr", "article 44"), Clause("secnumcloud", "19.2")),
    tier=Tier.L2,
    check=check,
)
