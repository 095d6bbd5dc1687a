"""``bailiwick atlas``: asks the atlas what is known, since when, and from whom."""

from __future__ import annotations

import json
import sys
from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bailiwick.cli.atlas_answers import answer_lines, plain, record_lines
from bailiwick.cli.days import DayOption, read_day
from bailiwick.cli.outcome import told_plainly
from bailiwick.errors import EXIT_FINDINGS, ConfigurationError, Diagnostic, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

app = typer.Typer(
    help="What is known of places, law, operators and offers, with date and source.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


class Format(StrEnum):
    """How to print the answer."""

    TEXT = "text"
    JSON = "json"


FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How to print the answer.")]
PROVIDER = "ovh or scaleway."


@app.command("can", short_help="Whether a provider can do something: yes, no, planned or unknown.")
def can(
    provider: Annotated[str, typer.Argument(metavar="PROVIDER", help=PROVIDER)],
    words: Annotated[
        list[str], typer.Argument(metavar="WORD...", help="A place, a product and a feature; at least one of them.")
    ],
    on: DayOption = "",
    format_: FormatOption = Format.TEXT,
) -> None:
    """Whether a provider can do something: `can scaleway fr-par-2 H100`, `can ovh mks SecNumCloud`.

    The words may come in any order. Without a feature the question is whether the product is
    offered; without a place or a product, whether there is any, and the answer says where.

    Exit codes: 0 yes, 1 no, planned or unknown, 2 a word that the atlas does not know.
    """
    with told_plainly():
        from bailiwick.atlas.capabilities import capability  # noqa: PLC0415 --help must not pay for it

        place, product, feature = _roles(provider, words)
        answer = capability(provider, feature or "offered", product=product, place=place, on=read_day(on))
        print_answer(format_, answer, answer_lines(answer))
        if not answer:
            raise typer.Exit(EXIT_FINDINGS)


@app.command("show", short_help="A row of the atlas, or its tables.")
def show(
    word: Annotated[
        str, typer.Argument(metavar="[WORD]", help="A table, or a country, law, operator, region, machine, host ...")
    ] = "",
    format_: FormatOption = Format.TEXT,
) -> None:
    """The rows that a word names, or the rows of a table; without a word, the tables.

    `wrong-claims` names the rows that contradict what is often said.

    Exit codes: 0 found, 2 a word that the atlas does not know.
    """
    with told_plainly():
        from bailiwick.atlas.inventory import entries, tables  # noqa: PLC0415

        if not word:
            counted = Counter(entry.table for entry in entries())
            rows = [{"table": table, "rows": counted[table]} for table in tables()]
            print_answer(format_, rows, (f"{row['rows']:>5}  {row['table']}" for row in rows))
            return
        if word in tables():
            found = entries(word)
            summary = [{"id": entry.id, "fact": entry.fact} for entry in found]
            print_answer(format_, summary, (f"{entry.id}  ({entry.fact})" for entry in found))
            return
        if word == "wrong-claims":
            found = tuple(entry for entry in entries("capabilities") if entry.record.claim)
        else:
            found = tuple(entry for entry in entries() if entry.answers_to(word))
        if not found:
            names = (name for entry in entries() for name in entry.names)
            raise ConfigurationError(
                Diagnostic(
                    "is not in the atlas", where="WORD", got=repr(word), nearest=nearest(word, (*tables(), *names))
                )
            )
        lines = (line for entry in found for line in (f"{entry.table}: {entry.id}", *record_lines(entry.record)))
        print_answer(format_, [{"table": entry.table, "id": entry.id, "row": entry.record} for entry in found], lines)


@app.command("regions", short_help="The places of the providers.")
def regions(
    provider: Annotated[str, typer.Argument(metavar="[PROVIDER]", help=PROVIDER)] = "",
    country: Annotated[
        str, typer.Option("--country", metavar="CODE", help="Only those in a country or bloc, e.g. FR or EEA.")
    ] = "",
    format_: FormatOption = Format.TEXT,
) -> None:
    """The regions of the providers with city, country, zones and other spellings.

    Exit codes: 0 fine, 2 an unknown provider or country.
    """
    with told_plainly():
        from bailiwick.atlas.countries import resolve_countries  # noqa: PLC0415
        from bailiwick.atlas.regions import read_rows  # noqa: PLC0415

        _check_provider(provider)
        inside = resolve_countries([country], where="--country") if country else None
        rows = [
            row
            for row in read_rows()
            if provider in {"", row["provider"]} and (inside is None or row["country"] in inside)
        ]
        lines = (
            f"{row['provider']:<9} {row['region']:<17} {row['country']}  {row['city']:<15} {row['kind']:<12}"
            f" {' '.join([*row['zones'], *row['spellings']])}".rstrip()
            for row in rows
        )
        print_answer(format_, rows, lines)


@app.command("types", short_help="How resource types are classed.")
def types(
    tokens: Annotated[
        list[str] | None, typer.Argument(metavar="[TOKEN]...", help="e.g. scaleway:object/bucket:Bucket")
    ] = None,
    format_: FormatOption = Format.TEXT,
) -> None:
    """How resource types are classed; without a token, how many there are of each class.

    Exit codes: 0 fine, 2 a type that the atlas does not know.
    """
    with told_plainly():
        from bailiwick.atlas.regions import providers  # noqa: PLC0415
        from bailiwick.atlas.resource_types import classified_tokens, classify  # noqa: PLC0415

        known = {provider: classified_tokens(provider) for provider in providers()}
        if not tokens:
            counted = Counter(
                (provider, found.category)
                for provider, tokens in known.items()
                for token in tokens
                if (found := classify(token)) is not None
            )
            rows = [
                {"provider": provider, "category": category, "types": number}
                for (provider, category), number in sorted(counted.items())
            ]
            print_answer(format_, rows, (f"{row['types']:>5}  {row['provider']:<9} {row['category']}" for row in rows))
            return
        wrong = [token for token in tokens if classify(token) is None]
        if wrong:
            every = [token for tokens in known.values() for token in tokens]
            problem = "is not a resource type that the atlas knows"
            raise ConfigurationError(
                *(Diagnostic(problem, where="TOKEN", got=repr(token), nearest=nearest(token, every)) for token in wrong)
            )
        found_types = [found for token in tokens if (found := classify(token)) is not None]
        print_answer(
            format_, found_types, (line for found in found_types for line in (found.token, *record_lines(found)))
        )


@app.command("sources", short_help="What the rows rest on.")
def sources(format_: FormatOption = Format.TEXT) -> None:
    """The sources, with how many rows rest on each.

    Exit codes: 0 fine.
    """
    with told_plainly():
        from bailiwick.atlas.inventory import entries  # noqa: PLC0415
        from bailiwick.atlas.sources import sources as all_sources  # noqa: PLC0415

        counted = Counter(entry.fact.source_key for entry in entries())
        rows = [{**plain(source), "rows": counted[source.key]} for source in all_sources()]
        rows.sort(key=lambda row: (-row["rows"], row["key"]))
        lines = (
            f"{row['rows']:>5}  {row['key']:<28} {row['kind']:<9} {row['title']} ({row['publisher']})" for row in rows
        )
        print_answer(format_, rows, lines)


@app.command("stale", short_help="Rows that somebody should look at again.")
def stale(on: DayOption = "", format_: FormatOption = Format.TEXT) -> None:
    """The rows past the day on which somebody should have looked again, the oldest first.

    Exit codes: 0 none, 1 some, 2 a wrong date.
    """
    with told_plainly():
        from bailiwick.atlas.inventory import entries  # noqa: PLC0415

        day = read_day(on)
        due = sorted(
            (entry for entry in entries() if entry.fact.stale(day)),
            key=lambda entry: (entry.fact.review_after, entry.table, entry.id),
        )
        rows = [{"table": entry.table, "id": entry.id, "fact": entry.fact} for entry in due]
        lines = [f"{entry.fact.review_after}  {entry.table}: {entry.id}  ({entry.fact})" for entry in due]
        print_answer(format_, rows, lines or [f"no row is due for review on {day}"])
        if due:
            raise typer.Exit(EXIT_FINDINGS)


def _roles(provider: str, words: Sequence[str]) -> tuple[str, str, str]:
    """Which of the words is the place, the product and the feature; ``""`` for what is not there."""
    from bailiwick.atlas import locate, spellings, vocabulary  # noqa: PLC0415

    _check_provider(provider)
    roles: dict[str, str] = {}
    wrong: list[Diagnostic] = []
    for word in words:
        site, product, feature = locate(provider, word), vocabulary.product(word), vocabulary.feature(word)
        role = "place" if site else "product" if product else "feature" if feature else ""
        if not role:
            close = nearest(word, (*spellings(provider), *vocabulary.words()))
            wrong.append(
                Diagnostic("is no place, product or feature", where=f"can {provider}", got=repr(word), nearest=close)
            )
        elif role in roles:
            problem = f"is a second {role} beside {roles[role]!r}"
            wrong.append(Diagnostic(problem, where=f"can {provider}", got=repr(word), next_step="ask one at a time"))
        else:
            roles[role] = word
    if not wrong and not {"product", "feature"} & set(roles):
        wrong.append(
            Diagnostic("a place alone is no question", where=f"can {provider}", expected="a product or a feature too")
        )
    if wrong:
        raise ConfigurationError(*wrong)
    return roles.get("place", ""), roles.get("product", ""), roles.get("feature", "")


def _check_provider(provider: str) -> None:
    from bailiwick.atlas import providers  # noqa: PLC0415

    if provider and provider not in providers():
        raise ConfigurationError(
            Diagnostic(
                "is not a provider that the atlas knows",
                where="PROVIDER",
                got=repr(provider),
                expected=f"one of {', '.join(providers())}",
                nearest=nearest(provider, providers()),
            )
        )


def print_answer(format_: Format, value: Any, lines: Iterable[str]) -> None:
    """Prints the value as JSON, or the lines."""
    text = json.dumps(plain(value), indent=2, ensure_ascii=False) if format_ is Format.JSON else "\n".join(lines)
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
