"""What travels by clauses or corporate rules cannot be read by who receives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.atlas.frameworks import Aspect, Effect
from bailiwick.datamap.crossing import demands
from bailiwick.datamap.finding import Rule, Severity
from bailiwick.datamap.rules.telling import provision, told
from bailiwick.datamap.terms import Encryption, Mechanism

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.datamap.finding import Finding
    from bailiwick.datamap.situation import Situation

_CLAUSES = frozenset({Mechanism.SCC, Mechanism.BCR, Mechanism.AD_HOC})


def check(situation: Situation) -> Iterator[Finding]:
    """The breaches of the rule."""
    for flow in situation.map.flows:
        mechanisms = {item.mechanism for item in flow.transfers}
        if not mechanisms & _CLAUSES or Mechanism.ADEQUACY in mechanisms:
            continue
        for item in dict.fromkeys(demand.element for demand in demands(situation, flow)):
            mode = item.encryption.mode if item.encryption is not None else Encryption.NONE
            for framework, consequence in situation.consequences(item, Aspect.KEYS):
                if consequence.effect is Effect.WARNING and mode < Encryption.EXTERNAL:
                    message = f"Whoever receives {item.id} can read it: its keys are {mode}."
                    law = provision(framework, consequence)
                    yield told(RULE.id, Severity.WARNING, flow, message, fix=RULE.fix, key="transfers", law=law)


RULE = Rule(
    id="DM023",
    title="What travels by clauses or corporate rules cannot be read by who receives it",
    severity=Severity.WARNING,
    laws=("gdpr",),
    why="Encryption supplements clauses only where whoever receives the data cannot decrypt it.",
    fix="Encrypt with keys that stay with you, or let the impact assessment show that none is needed.",
    check=check,
)
