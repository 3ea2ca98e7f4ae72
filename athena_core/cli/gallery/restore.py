"""`athena gallery restore [PIECE...]`: back out of the bin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from athena_core.gallery import Exhibit, Index


@click.command()
@click.argument("pieces", nargs=-1)
def restore(pieces: tuple[str, ...]) -> None:
    """Bring pieces back to where they were; without one, what went there last."""
    from athena_core.cli import show
    from athena_core.cli.gallery import lending
    from athena_core.gallery import restore as bring_back

    with lending.index() as index:
        meant = lending.exhibits(index, pieces) if pieces else _last(index)
        for path in bring_back(index, meant):
            show.write(str(path))
    if not meant:
        show.say("the bin is empty")


def _last(index: Index) -> list[Exhibit]:
    """Return the pieces that were thrown away together, and last."""
    from athena_core.gallery import Query, search
    from athena_core.gallery.binning import BATCH

    found = search(index, Query(binned=True))
    newest = max((one.binned[:BATCH] for one in found), default="")
    return [one for one in found if one.binned[:BATCH] == newest]
