"""`athena registry withdraw`: take a yes back, all of it or a part."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    import datetime as dt


@click.command()
@click.argument("entry")
@click.option("--code", help="The code on the receipt; then nobody asks who you are.")
@click.option(
    "--works",
    multiple=True,
    metavar="ID",
    help="Only these works, by id or title; repeat it for several.",
)
@click.option(
    "--uses",
    multiple=True,
    metavar="USE",
    help="Only these uses, such as train; repeat it for several.",
)
@click.option("--on", metavar="DAY", help="From which day; today, or a week at most.")
@click.option(
    "--models",
    type=click.Choice(["retire", "keep"]),
    default="retire",
    show_default=True,
    help="What becomes of models that have learned from the works.",
)
@click.option(
    "--by",
    type=click.Choice(["artist", "holder", "guardian", "steward"]),
    help="Who takes it back, if it is not the artist.",
)
@click.option("--blank", is_flag=True, help="Only blank what is in effect by now.")
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    default=Path("artists_registry"),
    show_default=True,
    help="The registry's folder.",
)
@click.option("--json", "machine", is_flag=True, help="Write JSON.")
def withdraw(
    entry: str,
    *,
    blank: bool,
    folder: Path,
    machine: bool,
    on: str | None,
    **wanted: Any,
) -> None:
    """Take back ENTRY, all of it or a part. No reason is asked for.

    The change is prepared in the entry's file, to be sent in as a pull request.
    """
    from athena_core.cli import show
    from athena_core.cli.asking import today
    from athena_core.consent.doors import filing, taking_back

    path = filing.located(folder, entry)
    if blank:
        prepared = taking_back.blank(path, today())
    else:
        effective = _day(on) if on else None
        prepared = taking_back.take_back(path, today(), effective=effective, **wanted)
    if machine:
        taken = prepared.withdrawal
        show.as_json(
            {
                "id": prepared.entry.id,
                "revision": prepared.entry.revision,
                "file": str(path),
                "withdrawal": taken and taken.model_dump(mode="json"),
            },
        )
        return
    for line in taking_back.told(prepared):
        show.write(line, ids=True)


def _day(text: str) -> dt.date:
    import datetime as dt

    from athena_core.errors import InputError

    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise InputError("--on: write a day as 2026-12-01") from None
