"""`athena gallery postcard`: a picture and a poem of one's choice on a card."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("picture")
@click.argument("poem")
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Save here.  [the gallery]",
)
@click.option("--open", "opened", is_flag=True, help="Show it on the desktop.")
def postcard(picture: str, poem: str, folder: Path | None, opened: bool) -> None:
    """Set a saved picture and a saved poem together; the credits stand on the back."""
    from athena_core.cli import show
    from athena_core.cli.gallery import choosing
    from athena_core.run.exporting import card
    from athena_core.run.saving import today

    made = card(choosing.one(picture), choosing.one(poem), folder or today())
    for note in made.notes:
        show.say(note)
    show.write(str(made.front))
    show.write(str(made.back))
    if opened:
        show.open_file(made.front)
