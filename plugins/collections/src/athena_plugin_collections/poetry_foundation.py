"""`poetry-foundation`: the CSV of poems with the columns Title, Poem, Poet, Tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from athena_core import InputError, Skipped, Work
from athena_plugin_collections import tables
from athena_plugin_collections.credits import UNLISTED, Credits, check
from athena_plugin_collections.files import files_under
from athena_plugin_collections.params import PoetryFoundationParams
from athena_plugin_collections.poems import Poem, poem_work
from athena_plugin_collections.rights import stated
from athena_plugin_collections.usable import usable

NEEDED = ("title", "poem", "poet", "tags")


class PoetryFoundation:
    """Poems with tags, as they were gathered from poetryfoundation.org for Kaggle.

    Most of their makers are alive or have heirs: the table gives no right, the user
    must.
    """

    def __init__(self, params: PoetryFoundationParams) -> None:
        """Take the options. Raises `InputError` when the stated right is none."""
        self.source = params.source.expanduser()
        self.right = stated(params.right, params.because)

    def works(self) -> Iterator[Work | Skipped]:
        """Yield one work a row; ids are the file's name and the number of the row.

        Raises `InputError` when the source is missing or holds no such table.
        """
        yield from usable(self.source, self._items())

    def _items(self) -> Iterator[Work | Skipped]:
        files = files_under(self.source, frozenset({".csv"}))
        known = Credits(files.root, self.right)
        yield from files.skipped
        for name, file in files.named():
            if (credit := known.of(name)) is None:
                yield Skipped(name=name, reason=UNLISTED)
                continue
            try:
                check(file, credit)
                for poem in _poems(name, file):
                    yield poem_work(poem, credit.right)
            except InputError as error:
                yield Skipped(name=name, reason=str(error))
        if self.source.is_dir():
            yield from known.left_over()


def _poems(name: str, file: Path) -> Iterator[Poem]:
    for number, cells in tables.rows(tables.read_text(file), NEEDED):
        if not set(NEEDED[:3]) <= set(cells.values):
            raise InputError("its columns are not Title, Poem, Poet and Tags")
        yield Poem(
            name=f"{name}#{number}",
            title=_one_line(cells.first("title")),
            maker=_one_line(cells.first("poet")),
            labels=tuple(f"tag:{tag}" for tag in tags(cells.first("tags"))),
            text=verse(cells.raw("poem")),
        )


def tags(cell: str) -> tuple[str, ...]:
    """Split a cell of tags; a comma with a blank after it belongs to a tag's name.

    `Nature,Stars, Planets, Heavens` are two.
    """
    found = (_one_line(tag) for tag in re.split(r",(?! )", cell))
    return tuple(dict.fromkeys(tag for tag in found if tag))


def verse(cell: str) -> str:
    r"""Return the lines of a cell; they end in `\r\r\n` there, one line end."""
    lines = re.sub("\r+\n?", "\n", cell).replace("\xa0", " ").split("\n")
    return "\n".join(line.rstrip() for line in lines)


def _one_line(cell: str) -> str:
    return " ".join(cell.split())
