"""`athena plugins check`: a plugin against the contract, each check in a child."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from athena_core.conformance import Check

PASSED, FAILED, NOT_ASKED = "passed", "failed", "not asked"


@click.command()
@click.argument("name")
@click.option("--json", "machine", is_flag=True, help="Write the outcomes as JSON.")
@click.option(
    "--train",
    multiple=True,
    metavar="OPTION=VALUE",
    help="A small value to try training with; may be given again.",
)
@click.option(
    "--source",
    multiple=True,
    metavar="DATASET=PATH",
    help="What a dataset is to read, where the kit's own folder is none of its form.",
)
def check(
    name: str,
    machine: bool,
    train: tuple[str, ...],
    source: tuple[str, ...],
) -> None:
    """Try the plugin NAME against the contract, check by check.

    Every check runs in a process of its own, with a home that is thrown away. It is a
    test, not a sandbox: try only what you would run. Exit status 1 when a check fails.
    """
    from pathlib import Path

    from athena_core import conformance
    from athena_core.cli import options, show

    places = options.pairs(source).items()
    sources = {one: {"source": str(Path(path).absolute())} for one, path in places}
    found = conformance.checks(name, train=options.pairs(train), datasets=sources)
    rows = []
    with show.bar(f"checking {name}") as bar:
        for number, one in enumerate(found):
            rows.append(_row(one))
            bar.advance(number + 1, len(found))
    _write(rows, machine=machine)
    outcomes = [row["outcome"] for row in rows]
    words = (PASSED, FAILED, NOT_ASKED)
    show.say(", ".join(f"{outcomes.count(word)} {word}" for word in words))
    if FAILED in outcomes:
        sys.exit(1)


def _row(one: Check) -> dict[str, str]:
    from athena_core.conformance import Failed, NotAsked

    outcome, told = PASSED, ""
    try:
        one.run()
    except Failed as error:
        outcome, told = FAILED, str(error)
    except NotAsked as reason:
        outcome, told = NOT_ASKED, str(reason).removeprefix("not asked: ")
    return {"check": one.id, "outcome": outcome, "told": told, "why": one.why}


def _write(rows: list[dict[str, Any]], *, machine: bool) -> None:
    from athena_core.cli import show

    if machine:
        show.as_json(rows)
        return
    # what failed stands last, where the eye is when the table has run by
    rows = sorted(rows, key=lambda row: row["outcome"] == FAILED)
    shown = [(row["check"], row["outcome"], row["told"]) for row in rows]
    show.table(("check", "outcome", "what was found"), shown)
