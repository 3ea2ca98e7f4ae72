"""`athena gallery bin PIECE...`: thrown away, and still to be had back."""

from __future__ import annotations

import click


@click.command("bin")
@click.argument("pieces", nargs=-1, required=True)
def bin_(pieces: tuple[str, ...]) -> None:
    """Throw pieces away, with all that is theirs; `restore` brings them back."""
    from athena_core.cli import show
    from athena_core.cli.gallery import lending
    from athena_core.gallery import bin_away

    with lending.index() as index:
        meant = lending.exhibits(index, pieces)
        bin_away(index, meant)
    for one in meant:
        show.say(f"{lending.called(one)} is in the bin")
    show.say("`athena gallery restore` brings back what was thrown away last")
