"""Keys of the customer's own have a place in the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.datamap.finding import Rule, Severity
from bailiwick.datamap.rules.telling import told
from bailiwick.datamap.terms import Classification, Encryption

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.datamap.finding import Finding
    from bailiwick.datamap.situation import Situation


def check(situation: Situation) -> Iterator[Finding]:
    """The breaches of the rule."""
    for item in situation.map.elements:
        rest = item.encryption
        if rest is None or not item.storage or rest.key_place is not None or rest.mode <= Encryption.PROVIDER:
            continue
        if situation.natures[item.id].classification >= Classification.CONFIDENTIAL:
            message = f"Its keys are {rest.mode}, and nothing says where they are."
            yield told(RULE.id, Severity.EVIDENCE, item, message, fix=RULE.fix, key="encryption", law="GDPR 32")


RULE = Rule(
    id="DM044",
    title="Keys of the customer's own have a place in the map",
    severity=Severity.EVIDENCE,
    laws=("gdpr",),
    why="Who can reach the place of the keys can read the data.",
    fix="Set key_place.",
    check=check,
)
