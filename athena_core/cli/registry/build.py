"""`athena registry build`: the index, the schema and the counts, from the entries."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from athena_core.cli.asking import Day


@click.command()
@click.argument(
    "folder",
    required=False,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@click.option(
    "--on",
    type=Day(),
    metavar="YYYY-MM-DD",
    help="The date of the index.  [today, UTC]",
)
def build(folder: Path | None, on: dt.datetime | None) -> None:
    """Write index.json and schema.json of a registry's FOLDER, and the counts.

    The counts stand between the markers `counts` in its README.md and in that of the
    folder around it. A steward then signs the index: ssh-keygen -Y sign -n
    athena-registry -f KEY index.json
    """
    from athena_core.cli import show
    from athena_core.cli.asking import today
    from athena_core.consent.gate import building
    from athena_core.library.shipped import shipped

    place = folder or shipped("artists_registry")
    index, changed = building.build(place, on.date() if on else today())
    for path in changed:
        show.write(str(path), ids=True)
    show.say(str(building.counts(index)))
    if not changed:
        show.say("nothing to write: all is as it should be")
