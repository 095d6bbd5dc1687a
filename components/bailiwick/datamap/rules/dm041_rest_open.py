"""Confidential data is encrypted at rest with keys that stay with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.atlas.key_backups import key_backups
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
        if situation.natures[item.id].classification < Classification.CONFIDENTIAL or not item.storage:
            continue
        rest = item.encryption
        if rest is None or rest.mode is Encryption.NONE:
            yield told(
                RULE.id, Severity.ERROR, item, "It is kept unencrypted.", fix=RULE.fix, key="encryption", law="GDPR 32"
            )
            continue
        keys = situation.places.get(rest.key_place or "")
        if keys is None:
            continue
        homes = {situation.places[name].country for name in item.storage}
        provider = situation.parties[keys.party].provider
        backups = key_backups(provider, keys.region) if provider else None
        lies = {keys.country} | (backups.countries if backups else set())
        if backups is not None and backups.regions is None:
            message = f"Where the keys at {keys.id} are backed up is not published ({backups.fact})."
            yield told(
                RULE.id, Severity.EVIDENCE, item, message, fix="ask the provider", key="encryption", law="GDPR 32"
            )
        elif lies - homes:
            message = f"Its keys, backups included, lie in {', '.join(sorted(lies - homes))}, where the data is not."
            yield told(RULE.id, Severity.WARNING, item, message, fix=RULE.fix, key="encryption", law="GDPR 32")


RULE = Rule(
    id="DM041",
    title="Confidential data is encrypted at rest with keys that stay with it",
    severity=Severity.ERROR,
    laws=("gdpr",),
    why="Whoever holds the keys holds the data.",
    fix="Encrypt it, with keys in a place of the same boundary.",
    check=check,
)
