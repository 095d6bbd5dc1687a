"""What travels over a public network is protected by TLS 1.2 or later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.datamap.finding import Rule, Severity
from bailiwick.datamap.rules.telling import told
from bailiwick.datamap.terms import Classification, Network

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.datamap.finding import Finding
    from bailiwick.datamap.situation import Situation


def check(situation: Situation) -> Iterator[Finding]:
    """The breaches of the rule."""
    for flow in situation.map.flows:
        worst = max(situation.natures[name].classification for name in flow.elements)
        if worst > Classification.PUBLIC and flow.transport.network is Network.PUBLIC and flow.transport.tls < "1.2":
            tls = f"TLS {flow.transport.tls}" if flow.transport.tls else "no TLS"
            message = f"It takes {worst} data over a public network with {tls}."
            yield told(RULE.id, Severity.ERROR, flow, message, fix=RULE.fix, key="transport", law="GDPR 32")


RULE = Rule(
    id="DM040",
    title="What travels over a public network is protected by TLS 1.2 or later",
    severity=Severity.ERROR,
    laws=("gdpr",),
    why="Older protocols are broken (RFC 8996).",
    fix="Set tls to 1.2 or 1.3, or use a private network.",
    check=check,
)
