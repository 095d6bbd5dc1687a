"""What rules have in common that ask the atlas's controls: one finding for every control that is not satisfied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bailiwick.atlas.controls import controls_of
from bailiwick.estate.protection import Outcome, assess
from bailiwick_policies.rule import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bailiwick.estate.protection import Assessment
    from bailiwick_policies.rule import Rule, Subject

_FINE: Final = (Outcome.SATISFIED, Outcome.UNDECIDED)
_EXCUSES: Final = {
    Outcome.NOT_OFFERED: "the provider offers nothing better",
    Outcome.UNDOCUMENTED: "only the provider can tell, evidence required",
}
"""Why a finding cannot be answered by anything that a program could say."""


def controlled(subject: Subject, rule: Rule, question: str) -> Iterator[Finding]:
    """One finding for every control of the question that the resource does not satisfy.

    Where the provider offers nothing that would satisfy it, or does not say
    whether it does, the finding is an exception with the atlas's fact.
    """
    for assessment in assess(question, subject.resource, subject.estate):
        if assessment.outcome in _FINE:
            continue
        control, excuse = assessment.control, _EXCUSES.get(assessment.outcome)
        yield Finding(
            rule.id,
            subject.resource.urn,
            f"{question} {control.beside} {control.input}",
            f"{subject.resource.label} {_what(assessment)}, "
            f"which boundary {subject.boundary} does not accept. Fix: {control.fix}.",
            f"{excuse} ({control.fact})" if excuse else "",
        )


def about(*questions: str) -> Callable[[str], bool]:
    """Tells of a resource type whether the atlas has a control of one of the questions for it."""
    return lambda token: any(controls_of(question, token) for question in questions)


def _what(assessment: Assessment) -> str:
    control = assessment.control
    if assessment.outcome in _EXCUSES:
        return control.lacks
    surely = "" if assessment.outcome is Outcome.VIOLATED else "cannot be shown not to be so: it "
    return f"{surely}{control.lacks} ({assessment.seen})"
