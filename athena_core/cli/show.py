"""What commands print: data on stdout, talk on stderr, never markup from outside."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from athena_core import terminal
from athena_core.consent.names import shown as named
from athena_core.text import visible

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console

    from athena_core.protocols import Piece, Preview

WIDEST = 100
"""Pictures and poems are not drawn wider than this; a wide screen is for reading."""


def plain() -> bool:
    """Whether `--plain` was given."""
    return bool(os.environ.get("ATHENA_PLAIN"))


def out() -> Console:
    """Return the console on stdout, for data."""
    return terminal.console(sys.stdout, plain=plain())


def err() -> Console:
    """Return the console on stderr, for talk."""
    return terminal.console(sys.stderr, plain=plain())


def say(text: str, *, ids: bool = False) -> None:
    """Write talk on stderr; its line ends stay, and a terminal's width is kept.

    Ids of artists give way to their names of today, unless it is about `ids`.
    """
    shown = visible(text if ids else named(text), lines=True)
    if sys.stderr.isatty():
        shown = "\n".join(_folded(line) for line in shown.split("\n"))
    print(shown, file=sys.stderr, flush=True)  # noqa: T201


def _folded(line: str) -> str:
    """Break a line between words; a path stays whole, so that it can be clicked."""
    width = shutil.get_terminal_size().columns - 1
    if len(line) <= width:
        return line
    indent = line[: len(line) - len(line.lstrip())]
    return textwrap.fill(
        line,
        width,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def write(text: str, *, ids: bool = False) -> None:
    """Write one line of data, on stdout; names stand for ids, unless `ids` says no."""
    shown = visible(text if ids else named(text), lines=True)
    print(shown, flush=True)  # noqa: T201


def as_json(value: Any) -> None:
    """Write a list or a record for machines; ASCII, so that no letter can steer."""
    print(json.dumps(value, indent=2, default=str))  # noqa: T201


def table(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    ids: bool = False,
) -> None:
    """Write a list: columns on a terminal, tab-separated lines elsewhere.

    Ids of artists give way to their names of today, unless it is about `ids`.
    """
    texts = [[str(cell) for cell in row] for row in rows]
    cells = [[visible(one if ids else named(one)) for one in row] for row in texts]
    console = out()
    if not console.is_terminal or plain():
        for row in cells:
            print("\t".join(row).rstrip())  # noqa: T201
        return
    from rich.box import SIMPLE
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=SIMPLE, pad_edge=False, show_edge=False)
    for name in head:
        drawn.add_column(name, overflow="fold")
    for row in cells:
        drawn.add_row(*(Text(cell) for cell in row))
    console.print(drawn)


def piece(shown: Piece | Preview, console: Console, *, height: int = 30) -> bool:
    """Draw a picture or a poem; answers False for a kind that nobody can draw."""
    from athena_core import preview
    from athena_core.plugins import plugins

    width = min(console.width, WIDEST)
    drawing = plugins().preview(shown.media_type, shown.data, width)
    if drawing is None:
        drawing = preview.preview(
            shown.media_type,
            shown.data,
            width,
            colours=terminal.colours(console),
            height=max(8, min(height, console.height - 3)),
            title=getattr(shown, "title", ""),
        )
    if drawing is None:
        return False
    console.print(drawing)
    return True


def open_file(path: Path) -> None:
    """Show a file in the program the desktop has for it."""
    import click

    if click.launch(str(path)) != 0:
        say(f"no program opened {path}; open it by hand")


@dataclass(frozen=True, slots=True)
class Bar:
    """How far the work is; what is shown meanwhile goes to its console, above it."""

    console: Console
    advance: Callable[[int, int], None]


@contextlib.contextmanager
def bar(what: str) -> Iterator[Bar]:
    """Lend a bar with time left where a terminal can redraw.

    Elsewhere one line for each tenth, so that a log stays readable.
    """
    console = err()
    if console.is_terminal and not plain():
        with _drawn(what, console) as drawn:
            yield drawn
    else:
        yield Bar(console, _lines(what))


@contextlib.contextmanager
def _drawn(what: str, console: Console) -> Iterator[Bar]:
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console) as progress:
        task = progress.add_task(what, total=None)
        yield Bar(
            console,
            lambda done, whole: progress.update(task, completed=done, total=whole),
        )


def _lines(what: str) -> Callable[[int, int], None]:
    before = (0, -1)

    def advance(done: int, whole: int) -> None:
        nonlocal before
        now = (whole, done * 10 // whole if whole else 0)
        # another total means another piece of work, such as reading before learning
        if now[0] != before[0] or now[1] > before[1]:
            before = now
            say(f"{what}: {done:,} of {whole:,}")

    return advance
