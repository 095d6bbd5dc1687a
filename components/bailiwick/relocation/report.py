"""A relocation as text or JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from bailiwick.relocation.changes import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.relocation.changes import Change, Choice, Decision, Gpu, Relocation

_VERBS: Final = {
    Kind.MOVE: "moves from {before} to {after}",
    Kind.CORRECT: "gets the country {after} instead of {before}",
    Kind.SEVER: "({before}) is severed, replaced by {after}",
    Kind.PROTECT: "is protected by {after} instead of {before}",
    Kind.REDECLARE: "allows {after} instead of {before}",
    Kind.CONTRACT: "is new: {after}",
}
_SHOWN: Final = 5
"""Choices that a text shows of each move; JSON has all of them."""


def render_text(found: Relocation) -> str:
    """For a terminal."""
    inside = f" inside {found.ceiling}" if found.ceiling is not None else ""
    lines = [f"Relocation of the map {found.before.name}{inside}", ""]
    lines += [f"{summary(found)}", ""] if found.changes else ["Nothing has to move.", ""]
    for number, change in enumerate(found.changes, 1):
        lines += _change(number, change)
    if found.decisions:
        lines += ["Needs a decision or evidence"]
        lines += [line for item in found.decisions for line in _decision(item)]
        lines.append("")
    counted = {needs: sum(item.needs == needs for item in found.decisions) for needs in ("decision", "evidence")}
    verdict = "NOT REPAIRED" if counted["decision"] else "NOT SHOWN" if counted["evidence"] else "COMPLIES"
    after = "after these changes" if found.changes else "as it is"
    lines.append(
        f"{verdict}  {found.before.name} {after}: {counted['decision']} to decide, {counted['evidence']} to show"
    )
    return "\n".join(lines) + "\n"


def summary(found: Relocation) -> str:
    """How many changes there are of each kind."""
    counted = {kind: sum(item.kind is kind for item in found.changes) for kind in Kind}
    return f"{len(found.changes)} change{'s' * (len(found.changes) != 1)}: " + ", ".join(
        f"{number} {kind}" for kind, number in counted.items() if number
    )


def _change(number: int, change: Change) -> Iterator[str]:
    where = f"  {change.where}" if change.where else ""
    yield f"{number:>2}. {change.subject} {_VERBS[change.kind].format(before=change.before, after=change.after)}{where}"
    yield from (f"      ends   {told}" for told in change.because)
    for rank, choice in enumerate(change.choices[:_SHOWN], 1):
        yield f"      {'take  ' if rank == 1 else 'or    '} {_choice(choice)}"
        yield from (f"             if {item.about}: {item.says}" for item in choice.conditions)
        yield from (f"             not known: {item.about}" for item in choice.lacking)
    if len(change.choices) > _SHOWN:
        yield f"      or     {len(change.choices) - _SHOWN} more (--format json lists them)"
    yield ""


def _choice(choice: Choice) -> str:
    party = f", with the new party {choice.party}" if choice.new_party else ""
    gpus = f"; an hour without VAT: {', '.join(map(_gpu, choice.gpus))}" if choice.gpus else ""
    return f"{choice}{party}{gpus}"


def _gpu(gpu: Gpu) -> str:
    price = "price not known" if gpu.eur_per_hour is None else f"{gpu.eur_per_hour:.2f} EUR"
    return f"{gpu.in_machine} x {gpu.name} {price} ({gpu.machine})"


def _decision(item: Decision) -> Iterator[str]:
    yield f"  {item.needs}  {item.rule}  {item.where}  {item.subject}"
    yield f"    {item.message}"
    yield f"    Next: {item.next_step}."


def render_json(found: Relocation) -> str:
    """For programs."""
    document = {
        "format": 1,
        "map": found.before.name,
        "boundary": str(found.ceiling) if found.ceiling is not None else None,
        "complies": found.complies,
        "changes": [
            {
                "kind": item.kind,
                "subject": item.subject,
                "where": item.where,
                "before": item.before,
                "after": item.after,
                "because": list(item.because),
                "choices": [_choice_document(choice) for choice in item.choices],
            }
            for item in found.changes
        ],
        "decisions": [{key: getattr(item, key) for key in item.__slots__} for item in found.decisions],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _choice_document(choice: Choice) -> dict[str, Any]:
    site = choice.site
    return {
        "party": choice.party,
        "new_party": choice.new_party,
        "provider": site.provider,
        "region": site.region,
        "city": site.city,
        "country": site.country,
        "gpus": [{key: getattr(gpu, key) for key in gpu.__slots__} for gpu in choice.gpus],
        "conditions": [{"about": item.about, "says": item.says, "fact": str(item.fact)} for item in choice.conditions],
        "not_known": [{"about": item.about, "why": item.why} for item in choice.lacking],
    }
