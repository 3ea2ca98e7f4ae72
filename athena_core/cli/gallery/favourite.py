"""`athena gallery favourite PIECE...`."""

from __future__ import annotations

import click


@click.command()
@click.argument("pieces", nargs=-1, required=True)
@click.option("--not", "no_longer", is_flag=True, help="No longer.")
def favourite(pieces: tuple[str, ...], no_longer: bool) -> None:
    """Mark pieces as favourites; `athena gallery list --favourite` shows them."""
    from athena_core.cli import show
    from athena_core.cli.gallery import lending
    from athena_core.gallery import mark

    with lending.index() as index:
        meant = lending.exhibits(index, pieces)
        mark(index, meant, favourite=not no_longer)
    for one in meant:
        said = "no longer a favourite" if no_longer else "a favourite"
        show.say(f"{lending.called(one)} is {said}")
