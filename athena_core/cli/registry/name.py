"""`athena registry name`: another name to be credited by, without a reason."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("entry")
@click.argument("name")
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    default=Path("artists_registry"),
    show_default=True,
    help="The registry's folder.",
)
def name(entry: str, name: str, folder: Path) -> None:
    """Let ENTRY be credited as NAME from now on.

    Records keep the entry's id, so every screen shows the new name at once.
    """
    from athena_core.cli import show
    from athena_core.consent.doors import filing, renaming

    path = filing.located(folder, entry)
    renamed, left = renaming.rename(path, name)
    show.write(
        f"Prepared in {path}: {renamed.id}, revision {renamed.revision}.", ids=True
    )
    show.say("Send this one file in as a pull request. No reason is asked for.")
    if left:
        show.say(
            f"The former name still stands in this file ({', '.join(left)}); change "
            "that by hand before you send it, if it should go too.",
        )
    show.say("Older versions of the file stay in the public history.")
