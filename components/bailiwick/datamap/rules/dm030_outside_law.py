"""An element is kept and processed only where its laws allow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick.atlas.frameworks import Aspect
from bailiwick.datamap.finding import Rule, Severity
from bailiwick.datamap.placement import allowed
from bailiwick.datamap.rules.telling import provision, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.datamap.finding import Finding
    from bailiwick.datamap.situation import Situation


def check(situation: Situation) -> Iterator[Finding]:
    """The breaches of the rule."""
    for item in situation.map.elements:
        for framework, consequence, inside in allowed(situation, item):
            if consequence.aspect is Aspect.TRANSFER:
                continue  # told for the flow
            key = consequence.aspect.value
            for index, name in enumerate(getattr(item, key)):
                place = situation.places[name]
                if place.country not in inside:
                    message = f"Its {key} at {name} is in {place.country}."
                    law = provision(framework, consequence)
                    yield told(
                        RULE.id,
                        Severity.ERROR,
                        item,
                        message,
                        fix="choose a place inside",
                        key=key,
                        index=index,
                        law=law,
                        places=(place.id,),
                    )


RULE = Rule(
    id="DM030",
    title="An element is kept and processed only where its laws allow",
    severity=Severity.ERROR,
    laws=("hds", "sgb-v-393", "secnumcloud", "pipl"),
    why="Some laws name the countries in which data may be, whatever a contract says.",
    fix="Move the place.",
    check=check,
)
