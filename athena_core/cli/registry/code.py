"""`athena registry code`: another withdrawal code, where one was lost or spent."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("entry")
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    default=Path("artists_registry"),
    show_default=True,
    help="The registry's folder.",
)
@click.option(
    "--keep-in",
    type=click.Path(path_type=Path),
    help="Where the receipt goes; outside the registry.",
)
def code(entry: str, folder: Path, keep_in: Path | None) -> None:
    """Draw another withdrawal code for ENTRY; the old one opens nothing then.

    The artist's account or a steward may send the change in.
    """
    from athena_core.cli import show
    from athena_core.consent.doors import filing, handing

    handed = handing.hand_code(filing.located(folder, entry), folder, keep_in)
    show.write(str(handed.receipt), ids=True)
    show.say(
        f"The receipt with the new code lies there; it counts when {handed.entry} is "
        "sent in and merged. If it is for somebody else, print it unread, give it to "
        "them, and delete the file.",
    )
