"""What the rules about a stack's state and its secrets have in common: who keeps it is judged once, for the stack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bailiwick_policies.answering import objection
from bailiwick_policies.rule import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.estate.keeping import KeptAt
    from bailiwick_policies.rule import Rule, Subject


def kept(subject: Subject, rule: Rule, what: str, at: KeptAt | None, fix: str) -> Iterator[Finding]:
    """A finding where the boundary does not accept those who keep ``what``.

    Where the source cannot tell, that is listed as an exception.
    """
    label, boundary = subject.resource.label, subject.boundary
    demand = f"which boundary {boundary} does not accept"
    if at is None:
        unseen = f"nothing that was read tells who keeps {what}"
        said = f"{label}: {unseen}, so it is not shown to be inside boundary {boundary}. Fix: {fix}."
        yield Finding(rule.id, subject.resource.urn, "not shown", said, unseen)
        return
    if not at.known:
        wrong = f"at {at}, which the atlas does not know as a keeper" if at.scheme else "where nobody has said"
    elif at.local:
        return
    else:
        against = objection(at.host, boundary, stays=True) if at.host else "whose host nothing names"
        if not against:
            return
        wrong = f"at {at}, {against}"
    yield Finding(rule.id, subject.resource.urn, f"{at}", f"{label} has {what} kept {wrong}, {demand}. Fix: {fix}.")
