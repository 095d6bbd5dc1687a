"""What only a document can show is on file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.atlas.frameworks import Aspect, Effect
from bailiwick.datamap.finding import Rule, Severity
from bailiwick.datamap.rules.telling import provision, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.datamap.finding import Finding
    from bailiwick.datamap.situation import Situation


def check(situation: Situation) -> Iterator[Finding]:
    """The breaches of the rule."""
    asked: set[tuple[str, str]] = set()
    for item in situation.map.elements:
        for framework, consequence in situation.consequences(item, *Aspect):
            if consequence.effect is not Effect.EVIDENCE:
                continue
            shows = f"{framework.id}/{consequence.aspect}"
            by_party = (
                consequence.aspect in {Aspect.CONTRACT, Aspect.DISCLOSURE, Aspect.KEYS} and framework.id != "nis2"
            )
            parties = sorted({place.party for place in situation.hosts(item)}) if by_party else [""]
            for party in parties:
                if (shows, party) in asked or situation.document(shows, party) is not None:
                    continue
                asked.add((shows, party))
                about = f" by {party}" if party else ""
                fix = (
                    f"documents: [{{shows: {shows}, {f'party: {party}, ' if party else ''}reference: ..., date: ...}}]"
                )
                message = f"No document on file shows {shows}{about}."
                yield told(RULE.id, Severity.EVIDENCE, item, message, fix=fix, law=provision(framework, consequence))


RULE = Rule(
    id="DM034",
    title="What only a document can show is on file",
    severity=Severity.EVIDENCE,
    laws=("gdpr", "hds", "dora", "pipl", "data-act"),
    why="A promise that nobody can produce is not kept.",
    fix="Put it under documents.",
    check=check,
)
