"""`athena models import`: a model that somebody exported, taken into your library."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("import")
@click.argument(
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@click.option("--name", default="", help="What to call it.  [as the folder]")
def import_(folder: Path, name: str) -> None:
    """Copy an exported model from a FOLDER into your library; its files are looked at.

    Weights are safetensors and words are JSON; anything that can hold code is refused.
    Without a ledger its origin is unknown.
    """
    from athena_core.cli import show
    from athena_core.library import importing

    model = importing.take(folder, name)
    show.write(model.name)
    show.say(
        f"it belongs to {model.card.get('generator', 'a generator it does not name')}"
    )
    if not model.ledger:
        show.say(
            "its origin is unknown: nobody says whose works it learned from; pieces "
            "need --accept-unknown-origin, and say so",
        )
