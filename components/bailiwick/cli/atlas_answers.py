"""How ``bailiwick atlas`` writes rows and answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bailiwick.atlas.capabilities import Capability


def answer_lines(answer: Capability) -> Iterable[str]:
    """The answer to a question in words: verdict first, source and date last."""
    subject = " ".join(filter(None, (answer.provider, answer.place, answer.product, answer.feature)))
    yield f"{answer.answer}: {subject}"
    where = {
        "products": ", ".join(answer.products).replace("*", "all"),
        "places": ", ".join(answer.places).replace("*", "all"),
        "note": answer.note,
        "on condition": answer.conditions,
        "valid": " ".join(
            f"{word} {day}" for word, day in (("from", answer.valid_from), ("until", answer.valid_until)) if day
        ),
        "claimed, wrongly": answer.claim,
        "instead": answer.instead,
    }
    yield from (f"  {name}: {value}" for name, value in where.items() if value)
    if answer.fact:
        yield from record_lines({"fact": answer.fact})


def record_lines(record: Any) -> Iterable[str]:
    """The fields of a row that are not empty, its provenance last."""
    written = plain(record)
    fact = written.pop("fact", None)
    for name, value in written.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            yield f"  {name}:"
            yield from (f"    - {_in_one_line(item)}" for item in value)
        elif value not in ("", None, [], {}, False):
            yield f"  {name}: {_in_words(value)}"
    if fact:
        yield f"  source: {fact['source']}"
        yield f"  as of: {fact['as_of']}, {fact['confidence']}, to be reviewed after {fact['review_after']}"


def _in_one_line(row: dict[str, Any]) -> str:
    """The fields of a row within a row that are not empty, with its confidence where there is doubt."""
    confidence = row.get("fact", {}).get("confidence", "verified")
    shown = {key: value for key, value in row.items() if key != "fact" and value not in ("", None, [], {}, False)}
    shown |= {"confidence": confidence} if confidence != "verified" else {}
    return "; ".join(f"{key}: {_in_words(value)}" for key, value in shown.items())


def _in_words(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        return ", ".join(f"{key} {item}" for key, item in value.items())
    return str(value)


def plain(value: Any) -> Any:
    """The value as JSON can hold it: rows and tables of the atlas, dates, sets."""
    if is_dataclass(value):
        return {item.name: plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted(map(plain, value))
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return str(value) if isinstance(value, (date, StrEnum)) else value
