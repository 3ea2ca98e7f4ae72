"""`athena gallery tag PIECE TAG...`."""

from __future__ import annotations

import click


@click.command()
@click.argument("piece")
@click.argument("tags", nargs=-1)
@click.option("--remove", is_flag=True, help="Take these tags off.")
def tag(piece: str, tags: tuple[str, ...], remove: bool) -> None:
    """Put tags on a piece; without one, write those it has."""
    from athena_core.cli import show
    from athena_core.cli.gallery import lending
    from athena_core.gallery import mark

    with lending.index() as index:
        [meant] = lending.exhibits(index, [piece])
        if not tags:
            for one in meant.tags:
                show.write(one)
            return
        [said] = mark(
            index,
            [meant],
            add=() if remove else tags,
            remove=tags if remove else (),
        )
    now = ", ".join(said.tags) or "none"
    show.say(f"{lending.called(meant)}: tags now {now}")
