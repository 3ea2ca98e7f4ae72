"""`athena gallery describe PIECE [TEXT]`: words for those who cannot see a picture."""

from __future__ import annotations

import click


@click.command()
@click.argument("piece")
@click.argument("text", required=False)
def describe(piece: str, text: str | None) -> None:
    """Say in words what a picture shows; pages and `--plain` use them.

    Without TEXT, write the words there are: yours, else the counted ones (size,
    colours, light). An empty TEXT ("") takes yours away.
    """
    from athena_core.cli import show
    from athena_core.cli.gallery import lending
    from athena_core.gallery import mark
    from athena_core.gallery.asking import described

    with lending.index() as index:
        [meant] = lending.exhibits(index, [piece])
        if text is not None:
            [said] = mark(index, [meant], alternative=text)
    if text is None:
        show.write(meant.alternative or described(meant.path, meant.media_type))
    elif said.alternative:
        show.say(f"{lending.called(meant)} is described")
    else:
        show.say(f"{lending.called(meant)}: your words are taken away")
