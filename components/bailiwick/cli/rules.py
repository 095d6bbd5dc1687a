"""``bailiwick rules``: which rules there are, what one of them says, and how a new one begins."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from bailiwick.cli.atlas import Format, FormatOption, print_answer
from bailiwick.cli.atlas_answers import record_lines
from bailiwick.cli.outcome import told_plainly
from bailiwick.errors import ConfigurationError, Diagnostic

app = typer.Typer(
    help="The rules of the policy pack: what they demand, who asks them, and how a new one begins.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command("list", short_help="The rules, with tier and severity.")
def list_(
    family: Annotated[str, typer.Option("--family", metavar="NAME", help="Only those of a family: residency.")] = "",
    tier: Annotated[
        str, typer.Option("--tier", metavar="TIER", help="Only what a tier asks: public, L1, L2 or L3.")
    ] = "",
    framework: Annotated[
        str, typer.Option("--framework", metavar="NAME", help="Only those that help to keep a law or scheme: hds.")
    ] = "",
    format_: FormatOption = Format.TEXT,
) -> None:
    """The rules with the lowest tier that asks them, severity and title.

    Exit codes: 0 fine, 2 an unknown family, tier or framework.
    """
    with told_plainly():
        from bailiwick_policies.catalogue import described, select  # noqa: PLC0415 --help must not pay for it

        found = select(family=family, tier=tier, framework_named=framework)
        width = max((len(rule.id) for rule in found), default=0)
        lines = [f"{rule.id:<{width}}  {rule.tier!s:<6}  {rule.severity:<8}  {rule.title}" for rule in found]
        rows = [described(rule) for rule in found] if format_ is Format.JSON else []
        print_answer(format_, rows, lines or ["no rule is of all that"])


@app.command("show", short_help="What a rule says about itself, and who asks it.")
def show(
    named: Annotated[str, typer.Argument(metavar="RULE", help="An id, or the name of its policy.")],
    page: Annotated[bool, typer.Option("--page", help="Print the rule's page instead.")] = False,
    format_: FormatOption = Format.TEXT,
) -> None:
    """What a rule demands and why, the laws it helps to keep, its tier and the profiles that ask it.

    Exit codes: 0 found, 2 no such rule.
    """
    with told_plainly():
        from bailiwick_policies.catalogue import described, find_rule, page_of  # noqa: PLC0415

        rule = find_rule(named)
        if not page:
            record = described(rule)
            print_answer(format_, record, [record["id"], *record_lines({**record, "id": ""})])
            return
        found = page_of(rule)
        if found is None:
            raise ConfigurationError(Diagnostic("its page is not installed", where=rule.id))
        sys.stdout.write(found.read_text(encoding="utf-8"))


@app.command("new", short_help="Begin a rule: module, page and cases.")
def new(
    identifier: Annotated[str, typer.Argument(metavar="FAMILY/NAME", help="The id, e.g. exposure/bucket-public.")],
    title: Annotated[
        str, typer.Option("--title", help="What the rule demands, with must or may and without a full stop.")
    ] = "TODO must be done",
    tier: Annotated[str, typer.Option("--tier", metavar="TIER", help="The lowest tier that asks it.")] = "L2",
) -> None:
    """Write the module, the page and the cases of a new rule into this clone, and say what is left to do.

    Exit codes: 0 written, 2 not a clone, a malformed id or title, or a file that exists; nothing was written.
    """
    with told_plainly():
        from bailiwick_policies.catalogue import tier_named  # noqa: PLC0415
        from bailiwick_policies.profiles import pack_folder  # noqa: PLC0415
        from bailiwick_policies.scaffold import scaffold  # noqa: PLC0415

        made = scaffold(pack_folder().parent, identifier, title, tier_named(tier))
        for path in made.written:
            typer.echo(f"written  {path}")
        for step in made.steps:
            typer.echo(f"next     {step}")
