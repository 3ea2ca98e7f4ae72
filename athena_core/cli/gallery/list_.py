"""`athena gallery list`: pieces, the newest first."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from athena_core.gallery import Exhibit, Index, Query

PAGE = 50
"""Pieces on a screen; all of them elsewhere."""
DAY = click.DateTime(formats=["%Y-%m-%d"])
STAR = "\N{BLACK STAR}"


@click.command("list")
@click.argument("query", nargs=-1)
@click.option("--kind", default="", help="picture, poem, postcard, walk ...")
@click.option("--model", default="", help="Made by this model or generator.")
@click.option("--seed", default="", help="Made from this seed.")
@click.option(
    "--tag", "tags", multiple=True, help="With this tag; more than once: all."
)
@click.option("--favourite", is_flag=True, help="Favourites only.")
@click.option(
    "--since", type=DAY, metavar="DAY", help="Made on this day or later (UTC)."
)
@click.option(
    "--until", type=DAY, metavar="DAY", help="Made on this day or before (UTC)."
)
@click.option("--bin", "binned", is_flag=True, help="What is in the bin.")
@click.option(
    "--limit", type=click.IntRange(0), metavar="N", help="At most so many; 0: all."
)
@click.option("--json", "machine", is_flag=True, help="Write JSON.")
def list_(
    query: tuple[str, ...],
    kind: str,
    model: str,
    seed: str,
    tags: tuple[str, ...],
    favourite: bool,
    since: dt.datetime | None,
    until: dt.datetime | None,
    binned: bool,
    limit: int | None,
    machine: bool,
) -> None:
    """List pieces. QUERY: words of titles, poems, artists, models, tags, notes.

    Each word must be in a piece, by its beginning: `mori sea`. kind:poem, seed:4,
    tag:sea, model:NAME and a star may stand among them.
    """
    from athena_core.cli.gallery import lending
    from athena_core.gallery import Query, parsed

    asked = Query(
        kind=kind.lower(),
        model=model,
        seed=seed,
        tags=tags,
        favourite=favourite,
        since=since.date() if since else None,
        until=until.date() if until else None,
        binned=binned,
    )
    with lending.index() as index:
        _list(index, parsed(_typed(query), asked), limit, machine=machine)


def _typed(words: tuple[str, ...]) -> str:
    """Return words as one line: what the shell kept together stays together."""
    return " ".join(f'"{word}"' if " " in word else word for word in words)


def _list(index: Index, query: Query, limit: int | None, *, machine: bool) -> None:
    from athena_core.cli import show
    from athena_core.gallery import count, search

    console = show.out()
    screen = console.is_terminal and not machine
    most = limit if limit is not None else PAGE if screen else 0
    found = search(index, query, limit=most or -1)
    if machine:
        show.as_json([one.as_json() for one in found])
    else:
        wide = screen and not show.plain()
        head = HEAD[:-1] if wide else HEAD
        show.table(head, [_row(one, wide=wide) for one in found])
    total = count(index, query) if most else len(found)
    _talk(index, query, found, total)


HEAD = ("id", "", "title", "kind", "seed", "made", "tags", "file")


def _row(one: Exhibit, *, wide: bool) -> list[str]:
    """Return a piece's cells; a screen gets no path, which `show` has."""
    from athena_core.cli.gallery.lending import short

    return [
        one.id,
        STAR if one.favourite else "",
        short(one.name, 40) if wide else one.name,
        one.operation or one.kind,
        one.seed,
        one.made_on[:10],
        ", ".join(one.tags),
        *([] if wide else [str(one.path)]),
    ]


def _talk(index: Index, query: Query, found: list[Exhibit], total: int) -> None:
    from athena_core.cli import show

    if query.unheard:
        show.say(f"no letter or digit to look for: {' '.join(query.unheard)}")
    if index.slow and query.words:
        show.say(index.slow)
    if len(found) < total:
        show.say(f"{len(found):,} of {total:,}; --limit 0 shows all")
    lost = sum(not one.path.is_file() for one in found)
    if lost:
        show.say(f"{lost:,} not where they were; `athena gallery reindex` looks again")
    if not found:
        show.say(_nothing(query))


def _nothing(query: Query) -> str:
    from athena_core.gallery import Query as Asked

    if query == Asked(binned=True):
        return "the bin is empty"
    if query == Asked():
        return "no piece yet; `athena create painter` or `athena create poet` makes one"
    return "no piece is like that; `athena gallery list` shows them all"
