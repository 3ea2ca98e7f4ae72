"""`athena registry check`: look through the entries, or at what a change does."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from athena_core.cli.asking import Day

if TYPE_CHECKING:
    from athena_core.consent import findings


@click.command()
@click.argument(
    "folder",
    required=False,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@click.option("--base", help="Compare with this commit: what the change does to it.")
@click.option("--head", help="The commit to check.  [the working tree]")
@click.option(
    "--author",
    type=click.IntRange(min=1),
    help="The number of the GitHub account that sends the change.",
)
@click.option(
    "--on",
    type=Day(),
    metavar="YYYY-MM-DD",
    help="The day it is looked at.  [today, UTC]",
)
@click.option("--json", "machine", is_flag=True, help="Write JSON.")
@click.pass_context
def check(
    ctx: click.Context,
    folder: Path | None,
    base: str | None,
    head: str | None,
    author: int | None,
    on: dt.datetime | None,
    machine: bool,
) -> None:
    """Look through a registry's FOLDER, and leave with status 1 when a rule is broken.

    With --base it is the gate for pull requests: it judges what changed by the entries,
    the stewards and the words of the base. Without --author nobody is known to have
    sent the change, and then only a withdrawal with its code passes.
    """
    from athena_core.cli import show
    from athena_core.cli.asking import today
    from athena_core.consent import findings
    from athena_core.library.shipped import shipped

    if base is None and (head or author):
        raise click.UsageError("--head and --author belong to a --base.")
    place = folder or shipped("artists_registry")
    found = _found(place, base, head, author, on.date() if on else today())
    if machine:
        show.as_json([_row(one) for one in found])
    else:
        for one in found:
            line = f"hint: {one}" if one.kind == "hint" else str(one)
            show.write(line, ids=True)
    refusals = sum(one.kind == "refusal" for one in found)
    hints = len(found) - refusals
    show.say(f"{place}: {_counted(refusals, 'refusal')}, {_counted(hints, 'hint')}")
    if refusals:
        show.say("docs/codes.md says what each code means and what to do")
    ctx.exit(1 if findings.refused(found) else 0)


def _found(
    folder: Path,
    base: str | None,
    head: str | None,
    author: int | None,
    on: dt.date,
) -> list[findings.Finding]:
    if base is None:
        from athena_core.consent.gate.review import review

        return review(folder, on)
    from athena_core.consent.gate import judging as gate
    from athena_core.consent.proof.git import Repository

    return gate.check(Repository(folder), base, head, author, on)


def _row(one: findings.Finding) -> dict[str, str]:
    from dataclasses import asdict

    return asdict(one)


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
