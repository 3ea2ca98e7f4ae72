"""`athena demo`: a picture, a poem, and the two set together as a postcard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from athena_core.cli import options

NEXT = """
Now try:
  athena create painter --count 6
  athena create poet --opening "the sea"
  athena train painter --dataset YOUR-FOLDER --right own --because "they are mine"
"""


@click.command()
@click.option(
    "--seed",
    type=int,
    callback=options.seed,
    default=None,
    help="Seed of both.  [today's date]",
)
@click.option(
    "--out",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Save here.  [the gallery]",
)
@click.option("--open", "opened", is_flag=True, help="Show the postcard.")
def demo(seed: int | None, folder: Path | None, opened: bool) -> None:
    """Make a picture and a poem, and set them together as a postcard."""
    from athena_core.cli import show
    from athena_core.run import postcard

    first = _today() if seed is None else seed
    picture = _make("painter", first, folder, upscaling="brush")
    poem = _make("poet", first, folder, upscaling="none")
    _show(picture, poem)
    card = postcard(picture, poem, folder)
    for note in card.notes:
        show.say(note)
    show.say("\nA postcard of the two, front and back:")
    show.write(str(card.front))
    show.write(str(card.back))
    show.say(NEXT)
    if opened:
        show.open_file(card.front)


def _today() -> int:
    from datetime import UTC, datetime

    return int(datetime.now(UTC).strftime("%Y%m%d"))


def _make(generator: str, seed: int, folder: Path | None, *, upscaling: str) -> Any:
    """Make one piece and save it."""
    from athena_core import run
    from athena_core.cli import show
    from athena_core.plugins import plugins

    events = run.create(
        plugins(),
        generator,
        (seed,),
        {},
        folder=folder,
        upscaling=upscaling,
    )
    for event in events:
        if isinstance(event, run.Saved):
            return event
        if note := getattr(event, "note", ""):
            show.say(note)
    raise AssertionError(generator)


def _show(picture: Any, poem: Any) -> None:
    """Draw the picture with the poem at its side, then say where they are."""
    from athena_core import preview, terminal
    from athena_core.cli import show

    console = show.out()
    drawn = preview.beside(
        picture.piece.data,
        poem.piece.data.decode(),
        title=poem.piece.title,
        width=min(console.width, show.WIDEST),
        colours=terminal.colours(console),
    )
    console.print(drawn)
    for saved in (picture, poem):
        show.say(f"\n{saved.artwork.path}\n{saved.artwork.credit}")
