"""`athena registry links`: the weekly look at addresses, hashes and ends (network)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from athena_core.cli.asking import Day

if TYPE_CHECKING:
    from athena_core.consent.findings import Finding
    from athena_core.consent.gate.links import Read

LARGEST = 200_000_000
"""Bytes of a work, at most."""
PAUSE = 1.0
"""Seconds between two questions to one host, so that nobody's museum is hammered."""


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
    help="The day it is looked at.  [today, UTC]",
)
@click.option("--json", "machine", is_flag=True, help="Write JSON.")
@click.pass_context
def links(
    ctx: click.Context,
    folder: Path | None,
    on: dt.datetime | None,
    machine: bool,
) -> None:
    """Open every https address in a registry's FOLDER, over the network.

    Says which are dead, where another file lies than the hash says, and which consents
    end within sixty days. Leaves with status 1 when there is something to look at.
    """
    from dataclasses import asdict

    from athena_core.cli import show
    from athena_core.cli.asking import today
    from athena_core.library.shipped import shipped

    place = folder or shipped("artists_registry")
    found = _found(place, on.date() if on else today(), polite())
    if machine:
        show.as_json([asdict(one) for one in found])
    else:
        for one in found:
            show.write(str(one), ids=True)
    show.say(f"{len(found):,} to look at" if found else "all is as it should be")
    ctx.exit(1 if found else 0)


def polite() -> Read:
    """Return a reader of public addresses that lets a host rest between questions."""
    import time
    from urllib.parse import urlsplit

    from athena_core.consent.doors.fetching import fetch

    asked: dict[str | None, float] = {}

    def read(location: str) -> bytes:
        host = urlsplit(location).hostname
        wait = asked.get(host, 0.0) + PAUSE - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        try:
            return fetch(location, largest=LARGEST)
        finally:
            asked[host] = time.monotonic()

    return read


def _found(folder: Path, on: dt.date, read: Read) -> list[Finding]:
    from athena_core.cli import show
    from athena_core.consent.gate import links as room
    from athena_core.consent.registry import of_folder

    entries = {one.path: one.entry for one in of_folder(folder).entries}
    found = list(room.ending(entries, on))
    addresses = room.addresses(entries)
    with show.bar("addresses") as bar:
        for number, address in enumerate(addresses):
            bar.advance(number, len(addresses))
            found += room.look(address, read)
        bar.advance(len(addresses), len(addresses))
    return sorted(found)
