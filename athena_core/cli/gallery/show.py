"""`athena gallery show PIECE`: the piece itself, its credit, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rich.console import Console

    from athena_core.gallery import Exhibit

WIDEST = 100
LINES = 12
"""Lines that the words beneath a picture need."""


@click.command()
@click.argument("piece")
@click.option("--open", "opened", is_flag=True, help="Show it on the desktop, too.")
@click.option("--json", "machine", is_flag=True, help="Write JSON.")
def show(piece: str, opened: bool, machine: bool) -> None:
    """Show a piece: drawn here, with its credit and what is said of it."""
    from athena_core.cli import show as screen
    from athena_core.cli.gallery import lending
    from athena_core.gallery import one

    with lending.index() as index:
        found = one(index, piece)
    verdict = _verdict(found)
    if machine:
        screen.as_json({**found.as_json(), "level": verdict.level})
        return
    _drawn(found, screen.out())
    for line in _lines(found, verdict):
        screen.write(_folded(line))
    where = " (in the bin; `athena gallery restore` brings it back)"
    screen.write(f"{found.path}{where if found.binned else ''}")
    if opened:
        screen.open_file(_to_look_at(found))


def _verdict(found: Exhibit) -> Any:
    from athena_core.errors import InputError
    from athena_core.library import keys
    from athena_core.provenance.verify import Verdict, verify

    try:
        return verify(found.path, keys.trusted())
    except InputError as error:
        return Verdict(level="none", sentence=str(error))


def _drawn(found: Exhibit, console: Console) -> None:
    """Draw a picture or a poem; where there are no colours, a picture is told."""
    from athena_core import terminal
    from athena_core.cli import show as screen
    from athena_core.errors import AthenaError
    from athena_core.gallery.asking import described
    from athena_core.protocols import Piece

    picture = found.media_type.startswith("image/")
    try:
        if picture and terminal.colours(console) == "none":
            words = found.alternative or described(found.path, found.media_type)
            screen.write(f"{words}\n")
            return
        data = found.path.read_bytes() if picture else _poem(found)
        piece = Piece(media_type=found.media_type, data=data, title=found.title)
        drawn = screen.piece(piece, console, height=console.height - LINES)
    except (OSError, AthenaError) as error:
        screen.say(f"{found.path} cannot be shown: {error}")
        drawn = False
    if drawn:
        screen.write("")


def _poem(found: Exhibit) -> bytes:
    """Return the poem without title and foot; another file as it is."""
    from athena_core.provenance.verse import poem_of

    data = found.path.read_bytes()
    if found.media_type != "text/plain":
        return data
    poem = poem_of(data.decode("utf-8", "replace"), found.title)
    return data if poem is None else poem.encode()


def _lines(found: Exhibit, verdict: Any) -> Iterator[str]:
    from athena_core.cli.gallery.lending import short

    star = "\N{BLACK STAR} " if found.favourite else ""
    yield f"{star}{short(found.name)}  {found.id}"
    made = found.made_on.replace("T", " ").replace("Z", " UTC")
    kind = found.operation or found.kind
    by = found.model if found.model not in {"", found.generator} else found.generator
    yield f"{kind} by {by}, seed {found.seed}, made {made}"
    yield found.credit
    if found.tags:
        yield f"Tags: {', '.join(found.tags)}"
    if found.note:
        yield f"Note: {found.note}"
    if found.alternative:
        yield f"In words: {found.alternative}"
    yield f"Checked: {verdict.level}; {verdict.sentence}."


def _folded(line: str) -> str:
    """Break a line between words, with today's names in it, where a screen is read."""
    import shutil
    import sys
    import textwrap

    from athena_core.consent.names import shown

    if not sys.stdout.isatty():
        return line
    width = min(shutil.get_terminal_size().columns, WIDEST)
    return "\n".join(textwrap.wrap(shown(line), width, break_on_hyphens=False))


def _to_look_at(found: Exhibit) -> Any:
    from athena_core.gallery.belonging import LARGE

    large = found.path.with_name(f"{found.path.stem}{LARGE}")
    return large if large.is_file() else found.path
