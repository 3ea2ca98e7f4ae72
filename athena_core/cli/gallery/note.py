"""`athena gallery note PIECE [TEXT]`."""

from __future__ import annotations

import click


@click.command()
@click.argument("piece")
@click.argument("text", required=False)
def note(piece: str, text: str | None) -> None:
    """Write a note to a piece, in the place of an older one; without TEXT, read it.

    An empty TEXT ("") takes the note away.
    """
    from athena_core.cli import show
    from athena_core.cli.gallery import lending
    from athena_core.gallery import mark

    with lending.index() as index:
        [meant] = lending.exhibits(index, [piece])
        if text is None:
            if meant.note:
                show.write(meant.note)
            return
        [said] = mark(index, [meant], note=text)
    kept = "noted" if said.note else "the note is taken away"
    show.say(f"{lending.called(meant)}: {kept}")
