"""A provider has the seat and the owners that a law asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.atlas.frameworks import Aspect
from bailiwick.datamap.finding import Rule, Severity
from bailiwick.datamap.rules.telling import provision, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.datamap.finding import Finding
    from bailiwick.datamap.situation import Situation


def check(situation: Situation) -> Iterator[Finding]:
    """The breaches of the rule."""
    for item in situation.map.elements:
        for framework, consequence in situation.consequences(item, Aspect.ESTABLISHMENT, Aspect.OWNERSHIP):
            law = provision(framework, consequence)
            for name in sorted({place.party for place in situation.hosts(item)}):
                party = situation.parties[name]
                at = tuple(place.id for place in situation.hosts(item) if place.party == name)
                if consequence.aspect is Aspect.ESTABLISHMENT:
                    if not {party.country, *party.establishments} & consequence.within:
                        message = f"{item.id} is with it, and it has no establishment where the law asks for one."
                        key = "establishments"
                        yield told(RULE.id, Severity.ERROR, party, message, fix=RULE.fix, key=key, law=law, places=at)
                elif party.foreign_ownership is None:
                    message = f"{item.id} is with it, and its holders from outside the EU are not known."
                    yield told(RULE.id, Severity.EVIDENCE, party, message, fix="set foreign_ownership", law=law)
                elif any(getattr(party.foreign_ownership, key, 0) > most for key, most in consequence.limits.items()):
                    message = f"{item.id} is with it, and holders from outside the EU own more than the limit."
                    key = "foreign_ownership"
                    yield told(RULE.id, Severity.ERROR, party, message, fix=RULE.fix, key=key, law=law, places=at)


RULE = Rule(
    id="DM032",
    title="A provider has the seat and the owners that a law asks for",
    severity=Severity.ERROR,
    laws=("secnumcloud", "sgb-v-393"),
    why="The law of a provider's seat and owners reaches the data wherever it lies.",
    fix="Choose another provider, or put the evidence on file.",
    check=check,
)
